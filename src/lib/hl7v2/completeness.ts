import {segmentsOf, valueAt} from './fields.ts'
import {NOT_FINAL} from './intent.ts'
import type {Hl7Message} from './message.ts'

/** OBR-25, HL7 table 0123: nothing, a part, or not verified yet. */
const REPORT = new Set(['O', 'I', 'S', 'A', 'P', 'R'])
/** ORC-5, HL7 table 0038: some results, in process, scheduled, on hold. */
const ORDER = new Set(['A', 'IP', 'SC', 'HD'])

/**
 * The field that says that results are still to come, undefined when none does: OBX-11 of any observation, OBR-25 of
 * any report, ORC-5 of any order. An incomplete report is not fed: the final one would have to replace it.
 */
export function incompleteAt(message: Hl7Message): string | undefined {
  const says = (name: string, field: number, words: ReadonlySet<string>) =>
    segmentsOf(message, name).some((one) => words.has(valueAt(message, one, field) ?? ''))
  if (says('OBX', 11, NOT_FINAL)) return 'OBX^11'
  if (says('OBR', 25, REPORT)) return 'OBR^25'
  return says('ORC', 5, ORDER) ? 'ORC^5' : undefined
}
