/** Kinds of Struct_IdNat (TRE_G07): the digit in front of the number says what it is. */
export type StructureIdKind =
  | 'cabinet-adeli'
  | 'finess'
  | 'siren'
  | 'siret'
  | 'cabinet-rpps'
  | 'finess-ej'
  | 'finess-eg'
  | 'national-structure'
  | 'ror'

export interface StructureId {
  readonly kind: StructureIdKind
  readonly prefix: string
  /** Without the prefix. */
  readonly number: string
  /** Undefined where no key rule is known. */
  readonly keyOk?: boolean
  /** FINESS EJ and EG prefixes (5, 6) are deprecated since 2016-09-01. */
  readonly deprecated: boolean
}

interface Rule {
  readonly kind: StructureIdKind
  readonly form: RegExp
  readonly key?: (number: string) => boolean
  readonly deprecated?: true
}

const finessForm = /^\d[\dAB]\d{7}$/
// 40 and 41 stand last: a cabinet RPPS number that begins with 0 or 1 has the length that the shorter prefix asks for
const rules: readonly (readonly [prefix: string, rule: Rule])[] = [
  ['0', {kind: 'cabinet-adeli', form: /^[\dAB]{9,}$/}],
  ['1', {kind: 'finess', form: finessForm, key: isFinessKeyRight}],
  ['2', {kind: 'siren', form: /^\d{9}$/, key: isSirenKeyRight}],
  ['3', {kind: 'siret', form: /^\d{14}$/, key: isSiretKeyRight}],
  ['4', {kind: 'cabinet-rpps', form: /^\d{14}$/, key: luhn}],
  ['5', {kind: 'finess-ej', form: finessForm, key: isFinessKeyRight, deprecated: true}],
  ['6', {kind: 'finess-eg', form: finessForm, key: isFinessKeyRight, deprecated: true}],
  ['40', {kind: 'national-structure', form: /^.+$/}],
  ['41', {kind: 'ror', form: /^.+$/}],
]

/**
 * Reads a Struct_IdNat as it stands in the OU of an organisation certificate (TRE_G07, decoded certificates):
 * `1` + FINESS, `3` + SIRET, `4` + cabinet RPPS… `undefined` when it has none of the known forms.
 */
export function readStructureId(text: string): StructureId | undefined {
  if (last?.of !== text) last = {of: text, id: readId(text)}
  return last.id
}

/** Several rules ask of the same certificate, one after the other. */
let last: {readonly of: string; readonly id: StructureId | undefined} | undefined

function readId(text: string): StructureId | undefined {
  for (const [prefix, rule] of rules) {
    if (!text.startsWith(prefix)) continue
    const number = text.slice(prefix.length)
    if (!rule.form.test(number)) continue
    return {
      kind: rule.kind,
      prefix,
      number,
      ...(rule.key ? {keyOk: rule.key(number)} : {}),
      deprecated: rule.deprecated ?? false,
    }
  }
  return undefined
}

/** `1` + FINESS (TRE_G07). */
export function structureIdOfFiness(finess: string): string {
  return `1${finess}`
}

/** Luhn (ISO/IEC 7812-1) over digits, the last being the key. */
export function luhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false
  let sum = 0
  for (const [index, character] of [...digits].toReversed().entries()) {
    const doubled = Number(character) * (index % 2 === 0 ? 1 : 2)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Key of a FINESS number: Luhn with A counted 1 and B counted 2 (found on every published test FINESS). */
export function isFinessKeyRight(finess: string): boolean {
  return finessForm.test(finess) && luhn(finess.replace('A', '1').replace('B', '2'))
}

/** Key of a SIREN: Luhn over 9 digits. */
export function isSirenKeyRight(siren: string): boolean {
  return /^\d{9}$/.test(siren) && luhn(siren)
}

/** Key of a SIRET: Luhn over 14 digits; La Poste's establishments (SIREN 356000000) sum to a multiple of 5. */
export function isSiretKeyRight(siret: string): boolean {
  if (!/^\d{14}$/.test(siret)) return false
  if (luhn(siret)) return true
  return siret.startsWith('356000000') && [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
}

/** Key of an RPPS number: Luhn over 11 digits. */
export function isRppsKeyRight(rpps: string): boolean {
  return /^\d{11}$/.test(rpps) && luhn(rpps)
}
