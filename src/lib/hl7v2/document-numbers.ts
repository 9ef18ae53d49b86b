import {isOid} from '../ids/oid.ts'
import {firstSegment, valueAt} from './fields.ts'
import type {Hl7Message} from './message.ts'

/**
 * A document number of TXA-12 or TXA-13 in the form of a uniqueId: root in .1 alone, or extension in .1 and root in .3
 * (`ISO` in .4). What published messages put in .2 is no part of it.
 */
function numberAt(message: Hl7Message, field: 12 | 13): string | undefined {
  const txa = firstSegment(message, 'TXA')
  const first = valueAt(message, txa, field)
  const root = valueAt(message, txa, field, 3)
  if (!first) return root
  return root && isOid(root) && root !== first ? `${root}^${first}` : first
}

/** Number of the document and of the version before it, as an MDM message states them beside the CDA. */
export function documentNumbersOf(message: Hl7Message): {
  readonly document?: string
  readonly parent?: string
} {
  const document = numberAt(message, 12)
  const parent = numberAt(message, 13)
  return {...(document ? {document} : {}), ...(parent ? {parent} : {})}
}
