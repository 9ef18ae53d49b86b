/**
 * HL7 v2 messages as the volet "Transmission de document(s) CDA-R2 en HL7v2" (ANS, versions 1.2 to 2.1) and the ones
 * archived beside them use: a tokenizer, and one file for each thing they say (intent, flags, patient, sender,
 * documents, completeness). Reading plays the part of the volet's GESTIONNAIRE.
 *
 * Bytes → messages (`frame-messages.ts`) → text in the message's own charset → segments and fields, split by the
 * separators of its MSH-2 → components, and only then escapes. Data of documents is never unescaped.
 *
 * Not here: writing messages, answering them (ACK, ZAM), the meaning of fields that the volet does not profile,
 * mail addresses and mail texts (PRT-15, CORPSMAIL): they are never read.
 */
import {type DecodedText, decodeMessage} from './charset.ts'
import {ownCopy} from './own-copy.ts'

export interface Hl7Separators {
  readonly field: string
  readonly component: string
  readonly repetition: string
  readonly escape: string
  readonly subcomponent: string
}

export interface Hl7Segment {
  readonly name: string
  /** Raw; `fields[n]` is field n, `fields[0]` the name. MSH-1 is the separator itself. */
  readonly fields: readonly string[]
}

/** Something repaired or doubtful that the reader of a report should know; message `batch.repair.<code>`. */
export interface Hl7Note {
  readonly code: 'hl7-wrapped-base64' | 'hl7-charset-assumed' | 'hl7-separator-tilde'
  readonly field: string
}

export interface Hl7Message {
  readonly separators: Hl7Separators
  readonly charset: DecodedText['charset']
  readonly segments: readonly Hl7Segment[]
  readonly notes: readonly Hl7Note[]
}

export type SyntaxFault =
  | 'charset-unknown'
  | 'charset-bytes'
  | 'separators'
  | 'line'
  | 'too-large'
  | 'incomplete'

/** Why a message cannot be read, and where: `PID^3` or `line 7`. */
export interface Hl7Fault {
  readonly fault: SyntaxFault
  readonly at: string
}

/** Segments of the messages we meet: a last line of wrapped base64 may look like another one. */
const KNOWN =
  /^(?:MSH|SFT|UAC|EVN|PID|PD1|NK1|PV1|PV2|ROL|DB1|ORC|OBR|TQ1|TQ2|NTE|TXA|OBX|PRT|CON|DSC|CTD|SPM|MSA|ERR|AL1|DG1|GT1|IN1|IN2|ACC|MRG|Z[A-Z0-9]{2})$/
const SEGMENT = /^[A-Z][A-Z0-9]{2}$/
/** Longer lines carry documents: what is kept of a message comes from the others. */
const COPIED_BELOW = 8192

function separatorsOf(text: string): Hl7Separators | undefined {
  const field = text.charAt(3)
  const end = text.indexOf(field, 4)
  const given = [...text.slice(4, end === -1 ? undefined : end)]
  const [component, repetition, mark = '\\', subcomponent = '&'] = given
  if (!component || !repetition || given.length > 5) return undefined
  const all = [field, component, repetition, mark, subcomponent]
  if (new Set(all).size !== all.length || all.some((one) => /[\p{L}\p{N}\s\p{Cc}]/u.test(one)))
    return undefined
  return {field, component, repetition, escape: mark, subcomponent}
}

function fieldsOf(line: string, {field}: Hl7Separators): string[] {
  const fields = line.split(field)
  if (fields[0] === 'MSH') fields.splice(1, 0, field)
  return fields
}

/** True while the last segment is a document's OBX that stopped inside its value. */
function isInsideData(last: string[] | undefined): last is string[] {
  return last?.[0] === 'OBX' && last.length === 6 && last[2] === 'ED'
}

/** Lines of a message put together to segments. */
class Lines {
  readonly segments: string[][] = []
  readonly #separators: Hl7Separators
  readonly #notes: Hl7Note[]
  #wrapped: string[] | undefined

  constructor(separators: Hl7Separators, notes: Hl7Note[]) {
    this.#separators = separators
    this.#notes = notes
  }

  /** False for a line that belongs nowhere. */
  add(line: string): boolean {
    const {field} = this.#separators
    const last = this.segments.at(-1)
    const name = line.slice(0, 3)
    const begins = SEGMENT.test(name) && (line.charAt(3) === field || line.trim().length === 3)
    if (begins && (KNOWN.test(name) || !isInsideData(last))) {
      this.segments.push(fieldsOf(line.length < COPIED_BELOW ? ownCopy(line) : line, this.#separators))
      return true
    }
    if (!isInsideData(last)) return false
    const [data = '', ...rest] = line.split(field)
    last[5] += data.trim()
    last.push(...rest)
    if (this.#wrapped !== last) this.#notes.push({code: 'hl7-wrapped-base64', field: 'OBX^5'})
    this.#wrapped = last
    return true
  }
}

/** Blank to the eye: nothing but blanks, non-breaking ones included. A long line never is. */
const isBlank = (line: string) => line.length < 200 && line.trim() === ''

/**
 * Splits a message. A line that begins no segment continues base64 that was wrapped, in OBX-5 alone; elsewhere it is a
 * fault, because nobody knows what it was part of.
 */
export function parseMessage(bytes: Uint8Array): Hl7Message | Hl7Fault {
  const decoded = decodeMessage(bytes)
  if ('fault' in decoded) return {fault: `charset-${decoded.fault}`, at: 'MSH^18'}
  const text = decoded.text.replace(/^\ufeff/, '')
  const separators = text.startsWith('MSH') ? separatorsOf(text) : undefined
  if (!separators) return {fault: 'separators', at: 'MSH^2'}
  const notes: Hl7Note[] = []
  if (decoded.assumed) notes.push({code: 'hl7-charset-assumed', field: 'MSH^18'})
  if (separators.repetition === '\u02dc') notes.push({code: 'hl7-separator-tilde', field: 'MSH^2'})
  const lines = new Lines(separators, notes)
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries())
    if (!isBlank(line) && !lines.add(line)) return {fault: 'line', at: `line ${index + 1}`}
  const segments = lines.segments.map((fields) => ({name: fields[0] ?? '', fields}))
  return {separators, charset: decoded.charset, segments, notes}
}
