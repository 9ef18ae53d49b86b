/** A folder of exports and documents, and the candidates that come of them. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {Profile} from '../../../src/lib/profile/profile.ts'
import type {Candidate} from '../../../src/lib/usecases/batch/candidate.ts'
import {openTabular, type TabularOptions} from '../../../src/lib/usecases/batch/inputs/tabular.ts'
import {
  type IdentitiesOptions,
  loadIdentities,
} from '../../../src/lib/usecases/batch/inputs/tabular-identities.ts'
import type {Remark} from '../../../src/lib/usecases/ports.ts'
import {createCdaReader} from '../../../src/lib/xml/cda-reader.ts'
import {localSheets} from '../../../src/wiring/sheets.ts'
import {samplePatients} from '../../support/sample-patients.ts'

export const visible = {
  hiddenFromProfessionals: false,
  hiddenFromPatient: false,
  hiddenFromLegalRepresentatives: false,
}

const profile = {
  environment: 'sandbox',
  ins: {allowedOids: [], oidMapping: {}},
  structure: {ippOid: '1.2.250.1.999.1.2' as Oid},
} as unknown as Profile

export class TabularDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'dmp-tabular-'))
  readonly warnings: Remark[] = []
  readonly bench = {
    warn: (remark: Remark) => void this.warnings.push(remark),
    files: localFiles,
    sheets: localSheets,
    cdaReader: createCdaReader(),
    signal: new AbortController().signal,
    profile: async () => profile,
    clock: {now: () => Date.parse('2026-03-20T12:00:00Z')} as never,
  }

  write(name: string, content: string | Uint8Array = 'x'): string {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, content)
    return path
  }

  async read(path: string, options: TabularOptions = {}): Promise<Candidate[]> {
    const found: Candidate[] = []
    for await (const candidate of openTabular(this.bench, path, {visibility: visible, ...options}))
      found.push(candidate)
    return found
  }

  /** Writes a table and reads it. */
  of(
    content: string | Uint8Array,
    options: TabularOptions = {},
    name = 'manifest.csv',
  ): Promise<Candidate[]> {
    return this.read(this.write(name, content), options)
  }

  mapping(text: string): string {
    return this.write('mapping.yaml', text)
  }

  identities(content: string | Uint8Array, options: IdentitiesOptions = {}, name = 'identities.csv') {
    return loadIdentities(this.bench, this.write(name, content), options)
  }

  remove(): void {
    rmSync(this.folder, {recursive: true, force: true})
  }
}

/** `line class reason field`, or `line ready`. */
export function verdicts(candidates: readonly Candidate[]): string[] {
  return candidates.map(({origin, verdict, deletion}) => {
    if (!verdict) return `${origin.line} ${deletion ? 'delete' : 'ready'}`
    const {field, reason} = verdict.params ?? {}
    return [origin.line, verdict.class, verdict.reason, field, reason]
      .filter((one) => one !== undefined)
      .join(' ')
  })
}

type Key = keyof typeof samplePatients

/** The identity columns of an invented patient. */
export function identityCells(key: Key = 'woman') {
  const {ins, traits, ipp} = samplePatients[key]
  const {birthDate: day} = traits
  return {
    ipp: ipp?.value ?? '',
    ins: ins.matricule as string,
    ins_oid: ins.oid as string,
    identity_status: 'QUAL',
    birth_name: traits.birthName,
    first_given: traits.firstGiven,
    given_names: traits.givenNames,
    birth_date: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
    sex: traits.sex,
    birth_place: traits.birthPlace,
  }
}

/** Rows as CSV: the names of the first are the header. */
export function csvOf(rows: readonly Readonly<Record<string, string>>[], delimiter = ';'): string {
  const header = Object.keys(rows[0] ?? {})
  const quoted = (text: string) => (/["\n;,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rows.map((row) => header.map((name) => quoted(row[name] ?? '')).join(delimiter))
  return `${[header.join(delimiter), ...lines].join('\r\n')}\r\n`
}
