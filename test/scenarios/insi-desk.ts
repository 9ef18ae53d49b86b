/** People of the embedded INSi, and how they are asked for. */
import {expectValid} from '../support/schemas.ts'
import type {Desk} from './desk.ts'

export const traits = (name: string, given: string, sex: 'M' | 'F', date: string): string[] => [
  ...['--birth-name', name, '--given', given],
  ...['--sex', sex, '--birth-date', date],
]
/** Found by the first given name. */
export const albane = traits("D'ESSAI-SIMPLE", 'ALBANE', 'F', '1971-04-09')
/** Two people. */
export const marthe = traits('ESSAI-HOMONYME', 'MARTHE', 'F', '1967-07-07')
/** INSi answers .8 where the trial DMP knows .10. */
export const MAPPING = {DMP_INS_OID_MAPPING: '.8=.10'}

/** `ins search` at a desk, its answer held against the published schema. */
export const searchAt =
  (desk: () => Desk) =>
  async (words: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const found = await desk().json(['ins', 'search', ...words], {env})
    expectValid(found.answer)
    return found
  }
