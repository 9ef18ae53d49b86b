import {DmpError} from '../../../errors/dmp-error.ts'
import {headerOf} from '../../../hl7v2/intent.ts'
import {type Hl7Message, parseMessage} from '../../../hl7v2/message.ts'
import {oppositionOf} from '../../../hl7v2/opposition.ts'
import {type Hl7Patient, patientOf} from '../../../hl7v2/patient.ts'
import {filesOf} from './files-of.ts'
import {messagesOf} from './hl7-messages.ts'
import type {InputBench} from './input-options.ts'

/** A hold that a patient's opposition asks for. */
export interface OppositionHold {
  readonly kind: 'ipp' | 'ins'
  readonly value: string
  readonly reason: 'opposition'
  /** Day of the opposition where the message tells it, AAAAMMJJ. */
  readonly date?: string
}

interface LastWord {
  /** MSH-7 */
  readonly time: string
  readonly opposed: boolean
  readonly date?: string
}

type Bench = Pick<InputBench, 'files' | 'signal' | 'profile'>

/**
 * Names under which a patient may be held: the INS, and the IPP of this hospital's domain. Where none is of that domain
 * all are taken: to hold a stranger of the same number is a delay, to miss an opposition is not.
 */
function namesOf({ipps, ins}: Hl7Patient, ippOid: string | undefined): string[] {
  const ours = ipps.filter(({oid}) => oid !== undefined && oid === ippOid)
  const own = ours.length > 0 ? ours : ipps
  return [
    ...own.map(({value}) => `ipp:${value}`),
    ...ins.map(({value}) => `ins:${value.replaceAll(/\s/g, '')}`),
  ]
}

/** The last word of each patient by MSH-7; words of the same instant in the order of the files. */
class Wills {
  readonly #last = new Map<string, LastWord>()
  told = 0

  /** False for the will of a patient without a name to hold. */
  add(message: Hl7Message, ippOid: string | undefined): boolean {
    const will = oppositionOf(message)
    if (!will) return true
    this.told += 1
    const {time} = headerOf(message)
    const names = namesOf(patientOf(message), ippOid)
    for (const name of names)
      if (time >= (this.#last.get(name)?.time ?? '')) this.#last.set(name, {time, ...will})
    return names.length > 0
  }

  *holds(): Generator<OppositionHold> {
    for (const [name, {opposed, date}] of this.#last) {
      if (!opposed) continue
      const kind = name.startsWith('ins:') ? 'ins' : 'ipp'
      yield {kind, value: name.slice(4), reason: 'opposition', ...(date ? {date} : {})}
    }
  }
}

/**
 * Patients who oppose the feeding of their DMP, from a file or folder of ADT messages (ZFA-9 `IO`): a later `INO` of the
 * same patient lifts it. A message that cannot be read, or names no patient, stops the reading.
 * @throws DmpError DMP_INPUT_UNCLEAR {reason: oppositions} when nothing of the kind is there or a message is unreadable
 */
export async function* readOppositions(bench: Bench, path: string): AsyncGenerator<OppositionHold> {
  const {structure} = await bench.profile()
  const wills = new Wills()
  const unclear = (file: string) =>
    new DmpError('DMP_INPUT_UNCLEAR', {params: {file, reason: 'oppositions', kinds: '', case: 'oppositions'}})
  for await (const {path: file, kind} of filesOf(bench.files, path)) {
    bench.signal.throwIfAborted()
    if (kind !== 'file') continue
    for await (const piece of messagesOf(bench, file)) {
      const message = piece.kind === 'message' && piece.complete ? parseMessage(piece.bytes) : undefined
      if (!message || 'fault' in message || !wills.add(message, structure.ippOid))
        throw unclear(`${file}#message=${piece.number}`)
    }
  }
  if (wills.told === 0) throw unclear(path)
  yield* wills.holds()
}
