import {repetitionsOf, segmentsOf, valueAt, valueIn} from './fields.ts'
import type {Hl7Message} from './message.ts'

/** Who sends the document, from the PRT of participation `SB`. Addresses (PRT-15) are never read. */
export interface Hl7Sender {
  /** Struct_IdNat, its leading digit put in front where the message left it out. */
  readonly structureId?: string
  /** True when that digit was missing. */
  readonly repaired: boolean
}

const STRUCTURES = '1.2.250.1.71.4.2.2'

/**
 * Struct_IdNat of an identifier as feeds write it: `1` + FINESS, `2` + SIREN, `3` + SIRET. Published messages leave the
 * first digit out as often as not; the length and the type of the number tell which one it is.
 */
export function structIdNat(given: string, type = ''): {readonly id: string; readonly repaired: boolean} {
  const number = given.replaceAll(/\s/g, '').toUpperCase()
  const kind = type.toUpperCase()
  if (/^3\d{14}$/.test(number) || /^1\d[\dAB]\d{7}$/.test(number)) return {id: number, repaired: false}
  if (/^\d{14}$/.test(number)) return {id: `3${number}`, repaired: true}
  if (/^\d[\dAB]\d{7}$/.test(number)) return {id: `${kind === 'SIREN' ? '2' : '1'}${number}`, repaired: true}
  return {id: number, repaired: false}
}

export function senderOf(message: Hl7Message): Hl7Sender {
  for (const prt of segmentsOf(message, 'PRT')) {
    if (valueAt(message, prt, 4)?.toUpperCase() !== 'SB') continue
    for (const one of repetitionsOf(message, prt, 8)) {
      const number = valueIn(message, one, 10)
      const oid = valueIn(message, one, 6, 2)
      if (!number || (oid !== undefined && oid !== STRUCTURES)) continue
      const {id, repaired} = structIdNat(number, valueIn(message, one, 7))
      return {structureId: id, repaired}
    }
  }
  return {repaired: false}
}
