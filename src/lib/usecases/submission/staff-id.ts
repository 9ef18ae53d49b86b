import type {Profile} from '../../profile/profile.ts'

/** Id of a device or of staff known by the structure: `3` + FINESS + `/` + its own number (PS_IdNat). */
export function staffId(profile: Profile, id: string): string {
  return id.includes('/') || /^[08]\d{9,11}$/.test(id) ? id : `3${profile.structure.finessEg}/${id}`
}
