import {firstSegment, valueAt} from './fields.ts'
import type {Hl7Message} from './message.ts'

/** What an ADT message says of the patient's will about feeding his DMP (PAM.fr, ZFA-9 and its date ZFA-10). */
export interface Opposition {
  readonly opposed: boolean
  /** AAAAMMJJ */
  readonly date?: string
}

/** `IO` opposed, `INO` informed and not opposed; anything else (`NA`, not collected) says nothing. */
export function oppositionOf(message: Hl7Message): Opposition | undefined {
  const zfa = firstSegment(message, 'ZFA')
  const word = valueAt(message, zfa, 9)?.toUpperCase()
  if (word !== 'IO' && word !== 'INO') return undefined
  const date = valueAt(message, zfa, 10)?.slice(0, 8)
  return {opposed: word === 'IO', ...(date && /^\d{8}$/.test(date) ? {date} : {})}
}
