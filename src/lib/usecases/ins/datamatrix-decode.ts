import type {CodeKind, DatamatrixFinding, ReadIdentity} from '../../datamatrix/payload.ts'
import {readPayload} from '../../datamatrix/read-payload.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {DatamatrixImages, DatamatrixSearch, DatamatrixUnread} from '../../ports/datamatrix.ts'
import type {Workbench} from '../ports.ts'

export interface DecodeWish {
  /** Image, PDF, or text that a scanner typed; `-` is standard input; absent, the text is asked for. */
  readonly file?: string | undefined
  readonly unmask: boolean
}

export type DatamatrixVerdict = 'sound' | 'suspicious' | 'faulty' | 'absent' | 'not-readable'

export interface ReadCode {
  readonly kind: CodeKind
  readonly verdict: 'sound' | 'suspicious' | 'faulty'
  /** Masked, unless --unmask; what could not be read is null. */
  readonly identity: {readonly [K in keyof Required<ReadIdentity>]: string | null} | null
  readonly findings: readonly DatamatrixFinding[]
}

export interface DatamatrixDecoded {
  readonly file: string | null
  readonly source: 'image' | 'pdf' | 'text'
  readonly verdict: DatamatrixVerdict
  readonly masked: boolean
  readonly codes: readonly ReadCode[]
  /** Different people whom the INS codes name. */
  readonly people: number
  /** Why a part of the file could not be searched. */
  readonly unread: readonly DatamatrixUnread[]
  /** Codes of another symbology seen where no datamatrix was read: none bears an INS. */
  readonly otherSymbols: readonly 'qr'[]
}

type Bench = Pick<Workbench, 'files' | 'pdfInspector' | 'prompter' | 'signal' | 'warn'> & {
  datamatrixImages(): Promise<DatamatrixImages>
  noteUnmasked(): void
}

const MOST_BYTES = 64 * 1024 * 1024
const MOST_TEXT = 4096
const WHOLE = {pages: 50, cpuMs: 20_000}

/**
 * `ins datamatrix decode`: what a datamatrix says, offline.
 * @throws DmpError DMP_MISSING_VALUE without a file where nobody can be asked, DMP_FILE_UNREADABLE
 */
export async function datamatrixDecode(bench: Bench, {file, unmask}: DecodeWish): Promise<DatamatrixDecoded> {
  if (unmask) {
    bench.noteUnmasked()
    bench.warn({code: 'ins-unmasked'})
  }
  const {source, search} = await searched(bench, file)
  const read = search.texts.map((text) => codeOf(text, unmask))
  // A label of another kind beside a datamatrix INS says nothing of it.
  const about = read.some(({kind}) => kind === 'ins') ? read.filter(({kind}) => kind === 'ins') : read
  const verdict = verdictOf(about, search.unread)
  const people = peopleOf(search.texts)
  return {
    file: file ?? null,
    source,
    verdict: people > 1 && verdict === 'sound' ? 'suspicious' : verdict,
    masked: !unmask,
    codes: read,
    people,
    unread: search.unread,
    otherSymbols: search.qr ? ['qr'] : [],
  }
}

export function datamatrixDecodeExit({verdict}: DatamatrixDecoded): ExitCode {
  if (verdict === 'sound') return exitCodes.done
  return verdict === 'faulty' ? exitCodes.invalidInput : exitCodes.findings
}

async function searched(
  bench: Bench,
  file: string | undefined,
): Promise<{source: DatamatrixDecoded['source']; search: DatamatrixSearch}> {
  if (file === undefined) {
    if (!bench.prompter.available)
      throw new DmpError('DMP_MISSING_VALUE', {params: {names: 'FILE'}, details: {missing: ['file']}})
    const typed = await bench.prompter.text('ask.datamatrix')
    return {source: 'text', search: {texts: [typed], unread: []}}
  }
  const path = file === '-' ? '-' : bench.files.resolve(file)
  const bytes = await bench.files.read(path, {maxBytes: MOST_BYTES})
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) {
    const {datamatrix} = await bench.pdfInspector.inspect(bytes, bench.signal, WHOLE)
    return {source: 'pdf', search: datamatrix ?? {texts: [], unread: ['unavailable']}}
  }
  const text = textOf(bytes)
  if (text !== undefined) return {source: 'text', search: {texts: [text], unread: []}}
  return {source: 'image', search: await (await bench.datamatrixImages()).read(bytes)}
}

/** What a scanner typed: short, and without the control characters of a file of another kind. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_TEXT) return undefined
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    return text.includes('\0') || text.startsWith('<') ? undefined : text
  } catch {
    return undefined
  }
}

/** How many people the codes name: by matricule, or by the traits where there is none. */
function peopleOf(texts: readonly string[]): number {
  const named = texts.flatMap((text) => {
    const {kind, identity} = readPayload(text)
    if (kind !== 'ins') return []
    const {matricule, birthName, givenNames, birthDate, sex} = identity
    return [matricule ?? [birthName, givenNames, birthDate, sex].join(' ')]
  })
  return new Set(named).size
}

function codeOf(text: string, unmask: boolean): ReadCode {
  const {kind, identity, findings} = readPayload(text)
  const verdict = findings.some(({severity}) => severity === 'error')
    ? 'faulty'
    : findings.some(({severity}) => severity === 'warning')
      ? 'suspicious'
      : 'sound'
  return {kind, verdict, identity: kind === 'ins' ? shown(identity, unmask) : null, findings}
}

function shown(identity: ReadIdentity, unmask: boolean): NonNullable<ReadCode['identity']> {
  const hidden = (text: string | undefined, hide: (clear: string) => string) =>
    text === undefined ? null : unmask ? text : hide(text)
  const initial = (text: string) => `${text.slice(0, 1)}•••`
  const {matricule, oid, givenNames, birthName, sex, birthDate, birthPlace} = identity
  return {
    matricule: hidden(matricule, maskIns),
    oid: oid ?? null,
    givenNames: hidden(givenNames, initial),
    birthName: hidden(birthName, initial),
    sex: sex ?? null,
    birthDate: hidden(birthDate, (digits) => `${digits.slice(0, 4)}••••`),
    birthPlace: hidden(birthPlace, () => '•••••'),
  }
}

const GRAVEST = ['faulty', 'suspicious', 'sound'] as const

function verdictOf(codes: readonly ReadCode[], unread: readonly DatamatrixUnread[]): DatamatrixVerdict {
  if (codes.length === 0) return unread.length > 0 ? 'not-readable' : 'absent'
  return GRAVEST.find((one) => codes.some(({verdict}) => verdict === one)) ?? 'sound'
}
