import type {SettingValue} from './setting.ts'

/** One question of the wizard: a setting, and the values offered (message keys `choice.<setting>.<value>`). */
export interface Question {
  readonly key: string
  readonly choices?: readonly string[]
}

/** Sectors (J61) of hospitals and of the commonest medico-social establishments; any other through `--sector`. */
const sectors = ['SA01', 'SA02', 'SA03', 'SA04', 'SA16', 'SA17', 'SA21', 'SA34', 'SA36', 'SA41'] as const

/**
 * What only the person knows, in order. What a file, a flag or another answer says is not asked, so that a pair of
 * certificates leaves five at most for a hospital.
 */
export const questions: readonly Question[] = [
  {key: 'environment', choices: ['sandbox', 'test', 'formation', 'production']},
  {key: 'certificates.auth.path'},
  {key: 'certificates.sign.path'},
  {key: 'endpoints.base'},
  {key: 'structure.name'},
  {key: 'structure.finessEj'},
  {key: 'structure.finessEg'},
  {key: 'structure.sector', choices: sectors},
  {key: 'structure.legalStatus', choices: ['public', 'private-non-profit', 'private']},
  {key: 'vihf.user.responsibleId'},
]

/** What a sector says of the establishment: hospitals have one legal status each, others only their kind. */
export function impliedBySector(sector: string): Readonly<Record<string, SettingValue>> {
  const hospital = {
    SA01: 'public',
    SA02: 'public',
    SA03: 'private-non-profit',
    SA04: 'private',
  }[sector]
  if (hospital !== undefined) return {'structure.kind': 'es', 'structure.legalStatus': hospital}
  const social = ['SA16', 'SA17', 'SA18', 'SA20', 'SA21', 'SA41'].includes(sector)
  return {'structure.kind': social ? 'esms' : 'es'}
}
