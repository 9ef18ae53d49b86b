import {DmpError} from '../errors/dmp-error.ts'
import type {Visibility} from './visibility.ts'

/** The flags of a command, each absent when not given. */
export interface VisibilityFlags {
  readonly visible?: boolean | undefined
  readonly hideFromPatient?: boolean | undefined
  readonly hideFromProfessionals?: boolean | undefined
  readonly hideFromLegalRepresentatives?: boolean | undefined
}

/**
 * What the operator stated; undefined when nothing was.
 * @throws DmpError DMP_VISIBILITY_FORBIDDEN {reason: 'contradiction'} for `--visible` beside a mask
 */
export function parseVisibility(flags: VisibilityFlags): Visibility | undefined {
  const masks: Visibility = {
    hiddenFromProfessionals: flags.hideFromProfessionals ?? false,
    hiddenFromPatient: flags.hideFromPatient ?? false,
    hiddenFromLegalRepresentatives: flags.hideFromLegalRepresentatives ?? false,
  }
  const masked = Object.values(masks).includes(true)
  if (masked && flags.visible === true) {
    throw new DmpError('DMP_VISIBILITY_FORBIDDEN', {
      params: {reason: 'contradiction'},
      details: {reason: 'contradiction'},
    })
  }
  return masked || flags.visible === true ? masks : undefined
}
