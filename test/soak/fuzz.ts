/**
 * Inputs broken at random: bytes turned, cut out, doubled, moved, long runs put in. Whatever comes, a reader ends in time
 * with records or verdicts, or refuses the whole file with an error of the catalogue; it never throws anything else, and
 * no verdict holds the INS of a patient.
 */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DmpError} from '../../src/lib/errors/dmp-error.ts'
import type {CandidateSource} from '../../src/lib/usecases/batch/candidate.ts'
import {openCdaFolder} from '../../src/lib/usecases/batch/inputs/cda-folder.ts'
import {openHl7} from '../../src/lib/usecases/batch/inputs/hl7.ts'
import {openTabular} from '../../src/lib/usecases/batch/inputs/tabular.ts'
import {openXdm} from '../../src/lib/usecases/batch/inputs/xdm.ts'
import {localSheets} from '../../src/wiring/sheets.ts'
import {carriedCda} from '../support/carried-cda.ts'
import {message, mllp} from '../support/hl7-message.ts'
import {inputBench, visible} from '../support/input-bench.ts'
import {xdmMembers, zipOf} from '../support/xdm-archive.ts'
import {workbook} from '../unit/tabular/sample-workbook.ts'
import {csvOf, identityCells} from '../unit/tabular/tabular-desk.ts'
import type {PartOptions, PartReport} from './part.ts'
import {between, seeded} from './random.ts'

export interface FuzzSizes {
  /** For each reader. */
  readonly milliseconds: number
  readonly readers?: readonly ReaderName[]
}

type ReaderName = 'csv' | 'ndjson' | 'xlsx' | 'hl7' | 'xdm' | 'cda'

const TOOK_TOO_LONG_MS = 20_000

const row = (n: number) => ({
  file: `doc-${n}.txt`,
  ...identityCells(),
  type_code: '11488-4',
  document_date: '2026-03-02',
  title: `Compte rendu n° ${n}`,
  source_id: `S-${n}`,
})

async function samples(): Promise<Record<ReaderName, Buffer>> {
  const rows = [1, 2, 3].map(row)
  const header = Object.keys(rows[0] ?? {})
  const sheet = [header, ...rows.map((one) => Object.values(one))]
  const documents = [carriedCda(1), carriedCda(2)]
  return {
    csv: Buffer.from(csvOf(rows)),
    ndjson: Buffer.from(rows.map((one) => JSON.stringify(one)).join('\n')),
    xlsx: await workbook(sheet),
    hl7: Buffer.from(mllp(message(), message({kind: 'ORU'}))),
    xdm: await zipOf(xdmMembers(documents)),
    cda: documents[0]?.bytes ?? Buffer.alloc(0),
  }
}

const TOKENS = [
  '"',
  ';',
  '\r',
  '\n',
  '\u0000',
  '\ufeff',
  '\u000b',
  '\u001c',
  '|',
  '^',
  '&',
  '\\',
  '<!DOCTYPE a>',
  '&x;',
  ']]>',
  '='.repeat(200),
  'é',
  '\ud800',
  '9'.repeat(60),
  '{',
  '[',
  'PK\u0003\u0004',
]

/** One to eight wounds. */
export function wounded(bytes: Buffer, draw: () => number): Buffer {
  let result = Buffer.from(bytes)
  for (let wounds = between(draw, 1, 8); wounds > 0; wounds--) {
    const at = between(draw, 0, Math.max(0, result.length - 1))
    const length = between(draw, 1, 64)
    const slice = result.subarray(at, at + length)
    switch (between(draw, 0, 5)) {
      case 0:
        result[at] = (result[at] ?? 0) ^ (1 << between(draw, 0, 7))
        break
      case 1:
        result = Buffer.concat([result.subarray(0, at), result.subarray(at + length)])
        break
      case 2:
        result = Buffer.concat([result.subarray(0, at), slice, slice, result.subarray(at)])
        break
      case 3:
        result = result.subarray(0, at)
        break
      case 4: {
        const token = TOKENS[between(draw, 0, TOKENS.length - 1)] ?? ''
        result = Buffer.concat([result.subarray(0, at), Buffer.from(token), result.subarray(at)])
        break
      }
      default:
        for (let index = at; index < Math.min(result.length, at + length); index++)
          result[index] = between(draw, 0, 255)
    }
  }
  return result
}

type Open = (path: string) => CandidateSource

function readers(folder: string): Record<ReaderName, {readonly name: string; readonly open: Open}> {
  const bench = {...inputBench(), sheets: localSheets}
  const options = {visibility: visible}
  const tabular: Open = (path) => openTabular(bench, path, options)
  return {
    csv: {name: 'm.csv', open: tabular},
    ndjson: {name: 'm.ndjson', open: tabular},
    xlsx: {name: 'm.xlsx', open: tabular},
    hl7: {name: 'm.hl7', open: (path) => openHl7(bench, path, options)},
    xdm: {name: 'm.zip', open: (path) => openXdm(bench, path, options)},
    cda: {name: 'cda/one.xml', open: () => openCdaFolder(bench, join(folder, 'cda'), options)},
  }
}

/** What is wrong with how a reader took it, if anything. */
async function tried(open: Open, path: string, secret: string): Promise<string | undefined> {
  const startedAt = performance.now()
  try {
    for await (const {verdict, request, deletion} of open(path)) {
      if (!verdict && !request && !deletion) return 'a record without verdict nor request'
      if (JSON.stringify(verdict ?? null).includes(secret)) return 'an INS in a verdict'
    }
  } catch (error) {
    if (!(error instanceof DmpError)) return `threw ${error instanceof Error ? error.stack : String(error)}`
    if (error.code === 'DMP_INTERNAL') return `threw ${error.code}`
    if (JSON.stringify([error.params, error.details]).includes(secret))
      return `an INS in ${error.code} ${JSON.stringify(error.params)}`.replaceAll(secret, '<INS>')
  }
  const took = performance.now() - startedAt
  return took > TOOK_TOO_LONG_MS ? `took ${Math.round(took)} ms` : undefined
}

export async function fuzz(
  {milliseconds, readers: only}: FuzzSizes,
  {seed, say}: PartOptions,
): Promise<PartReport> {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-fuzz-'))
  const faults: string[] = []
  const figures: Record<string, number> = {}
  const secret = identityCells().ins
  try {
    const all = readers(folder)
    const whole = await samples()
    mkdirSync(join(folder, 'cda'))
    for (const [index, name] of (only ?? (Object.keys(all) as ReaderName[])).entries()) {
      const draw = seeded(seed + index)
      const {open, name: file} = all[name]
      const path = join(folder, file)
      const until = performance.now() + milliseconds
      let tries = 0
      while (performance.now() < until && faults.length < 20) {
        const bytes = wounded(whole[name], draw)
        writeFileSync(path, bytes)
        const fault = await tried(open, path, secret)
        tries += 1
        if (fault) faults.push(`${name}, seed ${seed + index}, try ${tries}: ${fault}`)
      }
      figures[`${name} tries`] = tries
      say(`${name}: ${tries} tries`)
    }
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
  return {figures, faults}
}
