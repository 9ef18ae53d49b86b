import {isFinessKeyRight} from '../../pki/structure-id.ts'

export type FinessRepair = 'padded' | 'cleaned'

export type FinessReading =
  | {
      readonly state: 'finess'
      readonly finess: string
      readonly repair?: FinessRepair
      /** The key of a FINESS is no proof: told, never refused. */
      readonly keyRight: boolean
    }
  /** `scientific`: a spreadsheet took it for a number and its digits are gone. */
  | {readonly state: 'unreadable'; readonly reason: 'scientific' | 'form'}

const FORM = /^\d[\dAB]\d{7}$/
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e[+-]?\d+$/i
/** A number shown in groups of three: `750,000,001`. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3})\1\d{3}$/
const LENGTH = 9
/** Below six digits too much would be invented. */
const FEWEST = 6

/**
 * A FINESS as exports write it. Lost leading zeros are put back, `="…"`, apostrophes and inner blanks are taken off, both
 * told as repairs. A workbook's number is exact, whatever its exponent.
 */
export function readFiness(cell: string, isNumber = false): FinessReading {
  const trimmed = cell.trim()
  if (SCIENTIFIC.test(trimmed) && !isNumber) return {state: 'unreadable', reason: 'scientific'}
  const number = isNumber ? Number(trimmed) : Number.NaN
  const written = Number.isSafeInteger(number) ? String(number) : trimmed
  const text = written
    .replace(/^="(.*)"$/, '$1')
    .replaceAll(/[\s\u00a0\u202f\u2009'\u2019"]/g, '')
    .toUpperCase()
  const bare = GROUPED.test(text) ? text.replaceAll(/\D/g, '') : text
  const cleaned = bare !== written
  if (FORM.test(bare))
    return {
      state: 'finess',
      finess: bare,
      ...(cleaned ? {repair: 'cleaned' as const} : {}),
      keyRight: isFinessKeyRight(bare),
    }
  if (!/^\d+$/.test(bare) || bare.length >= LENGTH || bare.length < FEWEST)
    return {state: 'unreadable', reason: 'form'}
  const finess = bare.padStart(LENGTH, '0')
  return {state: 'finess', finess, repair: 'padded', keyRight: isFinessKeyRight(finess)}
}
