import type {Values} from './build-profile.ts'
import type {Finding} from './loaded-profile.ts'
import type {Profile} from './profile.ts'

/** One rule on a whole profile. `values` tells what was stated or decided, for settings without a place in it. */
export type ProfileRule = (profile: Profile, values: Values) => readonly Finding[]
