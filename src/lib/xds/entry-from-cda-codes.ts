import {type CdaCode, cdaOids} from '../cda/model.ts'
import type {CodedValue} from '../valuesets/coded-value.ts'
import type {ValueSets} from '../valuesets/value-sets.ts'
import type {Visibility} from '../visibility/visibility.ts'

const MASKS = '1.2.250.1.213.1.1.4.13'

/** Labels of J58, so that the codes can be made without the tables. */
const maskLabels = {
  MASQUE_PS: 'Masqué aux professionnels de santé',
  INVISIBLE_PATIENT: 'Non visible par le patient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'Non visible par les représentants légaux du patient',
} as const

const levels: Readonly<Record<string, string>> = {N: 'Normal', R: 'Restreint', V: 'Très restreint'}

function level(code: string): CodedValue {
  return {code, codeSystem: cdaOids.confidentiality, displayName: levels[code] ?? code}
}

/**
 * confidentialityCode of an entry: the base level of the CDA, then one code a mask; `N` is sent with any mask
 * (ANS models of the DMP, J58). J58 allows four codes at most.
 */
export function confidentialityCodesOf(visibility: Visibility, base = 'N'): readonly CodedValue[] {
  const names: (keyof typeof maskLabels)[] = []
  if (visibility.hiddenFromProfessionals) names.push('MASQUE_PS')
  if (visibility.hiddenFromPatient) names.push('INVISIBLE_PATIENT')
  if (visibility.hiddenFromLegalRepresentatives) names.push('INVISIBLE_REPRESENTANTS_LEGAUX')
  const masks = names.map((code) => ({code, codeSystem: MASKS, displayName: maskLabels[code]}))
  const bases = base === 'N' || masks.length === 0 || masks.length > 2 ? [base] : [base, 'N']
  return [...bases.map(level), ...masks]
}

/** A code of the header with the label that the DMP's table gives it. */
export function codeFrom(
  table: string,
  given: CdaCode | undefined,
  valueSets: ValueSets,
): CodedValue | undefined {
  if (!given?.code || !given.codeSystem) return undefined
  const known = valueSets.find(table, given.code, given.codeSystem)
  return (
    known ?? {code: given.code, codeSystem: given.codeSystem, displayName: given.displayName ?? given.code}
  )
}
