import {DmpError} from '../errors/dmp-error.ts'
import type {Matricule} from './patient-identity.ts'

/** Why a text is not a matricule INS; message `error.DMP_INS_INVALID.reason.<reason>`. */
export type MatriculeFault =
  | 'empty'
  | 'spreadsheet'
  | 'full-width'
  | 'characters'
  | 'length'
  | 'no-key'
  | 'provisional'
  | 'migrant'
  | 'old-ins'
  | 'structure'
  | 'key'

/** Blanks that typing, spreadsheets and PDF copies leave, and the dots some screens print. */
const SEPARATORS = /[\s.\u00a0\u2000-\u200b\u202f\u2060\ufeff]/gu
const SCIENTIFIC = /^\d[.,]\d+E[+]?\d+$/i
/** Numéro national provisoire, without key, ended in 2022. */
const PROVISIONAL = /^(?:[78][12]\d{11}|[78]0\d{11})$/
/** Migrant de passage. */
const MIGRANT = /^[56][12]\d{11}(?:\d{2})?$/
/** Thirteen characters: only the seventh may be a letter, and only after `2` (Corsica). */
const THIRTEEN = /^[1-8]\d{4}(?:\d{2}|2[AB])\d{6}$/

/** Nearly all of a list; the rest are looked at more closely. */
const USUAL = /^[1-4]\d{4}(?:\d{2}|2[AB])\d{8}$/

/**
 * Key of the first thirteen characters: `97 − (N mod 97)`, on two digits, 01 to 97. For Corsica `2A` counts as 19
 * and `2B` as 18. Source: the Assurance Maladie's NIR validator.
 * @param thirteen upper case, structure already checked
 */
export function matriculeKey(thirteen: string): string {
  const digits =
    thirteen.slice(0, 5) + thirteen.slice(5, 7).replace('2A', '19').replace('2B', '18') + thirteen.slice(7)
  return String(97 - (Number(digits) % 97)).padStart(2, '0')
}

/** A number returned by a service or a test base, where a wrong key is a warning and not a refusal. */
export interface InspectedMatricule {
  readonly matricule: Matricule
  readonly keyIsRight: boolean
}

/** Reads a matricule and judges its key, or says why it is none: for lists, in which an error each would cost much. */
export function examineMatricule(text: string): InspectedMatricule | MatriculeFault {
  const trimmed = text.trim()
  if (SCIENTIFIC.test(trimmed)) return 'spreadsheet'
  const given = trimmed.replaceAll(SEPARATORS, '').toUpperCase()
  const fault = USUAL.test(given) ? undefined : faultOf(given)
  if (fault) return fault
  return {matricule: given as Matricule, keyIsRight: matriculeKey(given.slice(0, 13)) === given.slice(13)}
}

/**
 * Reads a matricule and judges its key without refusing it: for answers of INSi or of the DMP, never for what
 * is to be sent (EX_GEN-1270).
 * @throws DmpError DMP_INS_INVALID {reason} when it cannot be a matricule at all
 */
export function inspectMatricule(text: string): InspectedMatricule {
  const examined = examineMatricule(text)
  if (typeof examined === 'string') throw refuse(examined)
  return examined
}

/**
 * Reads a matricule INS as typed or as a file gives it: blanks and dots dropped, upper case, nothing else changed.
 * @throws DmpError DMP_INS_INVALID {reason}; the number itself is never in the error
 */
export function parseMatricule(text: string): Matricule {
  const {matricule, keyIsRight} = inspectMatricule(text)
  if (!keyIsRight) throw refuse('key')
  return matricule
}

/**
 * What a screen, a log or a report may show of a matricule: `1 84 12 ** *** *** **`. Of anything that is not fifteen
 * characters long nothing is shown.
 */
export function maskIns(matricule: string): string {
  if (matricule.length !== 15) return '***'
  return `${matricule.slice(0, 1)} ${matricule.slice(1, 3)} ${matricule.slice(3, 5)} ** *** *** **`
}

function faultOf(given: string): MatriculeFault | undefined {
  if (given === '') return 'empty'
  if (/[\uff10-\uff19]/.test(given)) return 'full-width'
  if (!/^[0-9A-Z]+$/.test(given)) return 'characters'
  if (MIGRANT.test(given)) return 'migrant'
  if (PROVISIONAL.test(given)) return 'provisional'
  if (/^\d{20,22}$/.test(given)) return 'old-ins'
  if (given.length === 13 && THIRTEEN.test(given)) return 'no-key'
  if (given.length !== 15) return 'length'
  if (!THIRTEEN.test(given.slice(0, 13)) || !/^\d{2}$/.test(given.slice(13))) return 'structure'
  return undefined
}

function refuse(reason: MatriculeFault): DmpError {
  return new DmpError('DMP_INS_INVALID', {params: {reason}, details: {reason}})
}
