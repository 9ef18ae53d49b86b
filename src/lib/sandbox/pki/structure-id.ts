/**
 * FINESS key: Luhn over the nine characters with A read as 1 and B as 2 (holds for every published test number,
 * `0B…` being the fictitious department).
 */
export function finessKeyIsRight(finess: string): boolean {
  if (!/^[0-9][0-9AB][0-9]{7}$/.test(finess)) return false
  let sum = 0
  for (let place = 0; place < 9; place++) {
    const character = finess.charAt(8 - place)
    const digit = character === 'A' ? 1 : character === 'B' ? 2 : Number(character)
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** The fictitious FINESS `0B` + six digits of `rank` + key. */
export function inventedFiness(rank: number): string {
  const stem = `0B${String(rank).padStart(6, '0')}`
  for (let key = 0; key < 10; key++) if (finessKeyIsRight(`${stem}${key}`)) return `${stem}${key}`
  throw new RangeError('no key fits')
}

/** Struct_IdNat of a FINESS: type digit 1 and the number (TRE_G07). */
export function structureIdOfFiness(finess: string): string {
  return `1${finess}`
}
