import type {Profile} from '../profile/profile.ts'
import type {Warning} from './envelope.ts'

/** What must be seen before a real DMP is touched: the text is `warning.production`. */
export function productionBanner({name, structure}: Profile): Warning & Required<Pick<Warning, 'params'>> {
  return {
    code: 'production',
    params: {profile: name, structure: structure.name, finess: structure.finessEj},
  }
}
