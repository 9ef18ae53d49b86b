import type {Visibility} from '../visibility/visibility.ts'
import type {ManifestAction, ManifestOptions} from './manifest.ts'
import type {Refuse} from './read-fields.ts'

const MASKS = ['masque_ps', 'invisible_patient', 'invisible_rep_legaux'] as const

/**
 * What a row states about visibility: its three columns together, else what was stated for the whole manifest. A
 * replacement may say nothing (it keeps what the journal knows), a deletion has nothing to say (EX_2.1-1050).
 */
export function readRowVisibility(
  text: (name: string) => string | undefined,
  action: ManifestAction,
  options: ManifestOptions,
  refuse: Refuse,
): Visibility | undefined {
  const stated = MASKS.filter((name) => text(name) !== undefined)
  if (stated.length === 0) {
    if (options.visibility) return options.visibility
    if (action === 'submit') refuse(MASKS[0], 'visibility')
    return undefined
  }
  for (const name of MASKS) if (!stated.includes(name)) refuse(name, 'visibility-partial')
  return {
    hiddenFromProfessionals: text('masque_ps') === 'Y',
    hiddenFromPatient: text('invisible_patient') === 'Y',
    hiddenFromLegalRepresentatives: text('invisible_rep_legaux') === 'Y',
  }
}
