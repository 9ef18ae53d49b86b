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

/** Names under which a patient may be held: every IPP of this hospital's domain, and the INS. */
function namesOf({ipps, ins}: Hl7Patient, ippOid: string | undefined): string[] {
  const own = ipps.filter(({oid}) => ippOid === undefined || oid === undefined || oid === ippOid)
  return [
    ...own.map(({value}) => `ipp:${value}`),
    ...ins.map(({value}) => `ins:${value.replaceAll(/\s/g, '')}`),
  ]
}

/** The last word of each patient by MSH-7; words of the same instant in the order of the files. */
class Wills {
  readonly #last = new Map<string, LastWord>()
  told = 0

  add(message: Hl7Message, ippOid: string | undefined): void {
    const will = oppositionOf(message)
    if (!will) return
    this.told += 1
    const {time} = headerOf(message)
    for (const name of namesOf(patientOf(message), ippOid))
      if (time >= (this.#last.get(name)?.time ?? '')) this.#last.set(name, {time, ...will})
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
 * same patient lifts it. Messages that cannot be read are passed over by nobody: they stop the reading.
 * @throws DmpError DMP_INPUT_UNCLEAR {reason: oppositions} when nothing of the kind is there or a message is unreadable
 */
export async function* readOppositions(bench: Bench, path: string): AsyncGenerator<OppositionHold> {
  const {structure} = await bench.profile()
  const wills = new Wills()
  const unclear = (file: string) =>
    new DmpError('DMP_INPUT_UNCLEAR', {params: {file, reason: 'oppositions', kinds: ''}})
  for await (const {path: file, kind} of filesOf(bench.files, path)) {
    bench.signal.throwIfAborted()
    if (kind !== 'file') continue
    for await (const piece of messagesOf(bench, file)) {
      const message = piece.kind === 'message' && piece.complete ? parseMessage(piece.bytes) : undefined
      if (!message || 'fault' in message) throw unclear(`${file}#message=${piece.number}`)
      wills.add(message, structure.ippOid)
    }
  }
  if (wills.told === 0) throw unclear(path)
  yield* wills.holds()
}
