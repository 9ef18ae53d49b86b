import type {ByteSource} from '../ports/byte-source.ts'
import type {DatamatrixLook} from '../ports/datamatrix.ts'
import type {PdfInspector} from '../ports/pdf-inspector.ts'
import {type BodyFinding, type BodyReport, bodyWarning, type SniffedBody} from './body.ts'
import {declaredPdfA, type PdfPolicy, pdfFindings} from './pdf-rules.ts'
import {scanBlank} from './scan-blank.ts'
import {scanRtf} from './scan-rtf.ts'
import {type BodyScan, scanText} from './scan-text.ts'
import {SNIFF_BYTES, sniffBody} from './sniff-body.ts'
import {walkTiff} from './walk-tiff.ts'

export interface InspectBodyOptions {
  readonly name?: string | undefined
  readonly declared?: string | undefined
  readonly pdf: PdfInspector
  readonly pdfPolicy: PdfPolicy
  readonly signal?: AbortSignal | undefined
  /** Search a PDF for printed data matrix symbols. */
  readonly datamatrix?: DatamatrixLook | undefined
}

/** A TIFF needs to be held whole to follow its pages. */
const TIFF_MAX = 64 * 1024 * 1024

/**
 * Looks through a whole file: its kind, then what only the whole can tell (UTF-8, RTF objects, TIFF pages, PDF
 * contents). Big files stream; a PDF or TIFF above its limit gets the cheap checks only, and a finding says so.
 */
export async function inspectBody(source: ByteSource, options: InspectBodyOptions): Promise<BodyReport> {
  const {head, tail} = await readEnds(source, options.signal)
  const sniffed = sniffBody(head, tail, source.size, options.name, options.declared)
  const report: BodyReport = {...sniffed, size: source.size}
  if (sniffed.kind !== 'body' || sniffed.findings.some((finding) => finding.severity === 'error'))
    return report
  return {...report, ...(await lookThrough(source, sniffed, options))}
}

type Seen = Partial<Pick<BodyReport, 'pages' | 'declares' | 'findings' | 'datamatrix'>>

async function lookThrough(
  source: ByteSource,
  sniffed: SniffedBody,
  options: InspectBodyOptions,
): Promise<Seen> {
  const add = (findings: readonly BodyFinding[]) => [...sniffed.findings, ...findings]
  switch (sniffed.mediaType) {
    case 'text/plain':
      return {findings: add(await scan(source, both(scanBlank(), scanText()), options.signal))}
    case 'text/rtf':
      return {findings: add(await scan(source, scanRtf(), options.signal))}
    case 'image/tiff': {
      if (source.size > TIFF_MAX) return {findings: add([bodyWarning('BODY-TIFF-NOT-LOOKED')])}
      const {pages, findings} = walkTiff(await readWhole(source, options.signal))
      return {pages, findings: add(findings)}
    }
    case 'application/pdf':
      return lookThroughPdf(source, options, add)
    default:
      return {}
  }
}

async function lookThroughPdf(
  source: ByteSource,
  options: InspectBodyOptions,
  add: (findings: readonly BodyFinding[]) => readonly BodyFinding[],
): Promise<Seen> {
  if (source.size > options.pdf.maxBytes) {
    const unread = options.datamatrix && {datamatrix: {texts: [], unread: ['too-big'] as const}}
    return {findings: add([bodyWarning('BODY-PDF-NOT-LOOKED', {why: 'too-big'})]), ...unread}
  }
  const bytes = await readWhole(source, options.signal)
  const facts = await options.pdf.inspect(bytes, options.signal, options.datamatrix)
  const findings = add(pdfFindings(facts, options.pdfPolicy))
  const declares = declaredPdfA(facts)
  const {pages, datamatrix} = facts
  return {
    findings,
    ...(pages > 0 && {pages}),
    ...(declares !== undefined && {declares}),
    ...(datamatrix && {datamatrix}),
  }
}

/** Two looks in one pass. */
function both(one: BodyScan, other: BodyScan): BodyScan {
  return {
    push(chunk) {
      one.push(chunk)
      other.push(chunk)
    },
    end: () => [...one.end(), ...other.end()],
  }
}

async function scan(
  source: ByteSource,
  looking: BodyScan,
  signal?: AbortSignal,
): Promise<readonly BodyFinding[]> {
  for await (const chunk of source.open(signal)) looking.push(chunk)
  return looking.end()
}

async function readWhole(source: ByteSource, signal?: AbortSignal): Promise<Uint8Array> {
  const whole = new Uint8Array(source.size)
  let at = 0
  for await (const chunk of source.open(signal)) {
    whole.set(chunk.subarray(0, whole.length - at), at)
    at = Math.min(at + chunk.length, whole.length)
  }
  return whole.subarray(0, at)
}

/** First and last bytes in one pass: the tail is a ring that keeps the last {@link SNIFF_BYTES}. */
async function readEnds(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<{head: Uint8Array; tail: Uint8Array}> {
  const head = new Uint8Array(Math.min(SNIFF_BYTES, source.size))
  const tail = new Uint8Array(head.length)
  const tailFrom = source.size - tail.length
  let at = 0
  for await (const chunk of source.open(signal)) {
    if (at < head.length) head.set(chunk.subarray(0, head.length - at), at)
    const end = at + chunk.length
    if (end > tailFrom && at < source.size) {
      const from = Math.max(tailFrom - at, 0)
      const until = Math.min(chunk.length, source.size - at)
      tail.set(chunk.subarray(from, until), Math.max(at - tailFrom, 0))
    }
    at = end
  }
  return {head, tail}
}
