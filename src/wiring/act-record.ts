import {DmpError} from '../lib/errors/dmp-error.ts'
import type {Clock} from '../lib/ports/clock.ts'
import type {Files} from '../lib/ports/files.ts'
import type {Journal} from '../lib/ports/journal.ts'
import type {RecordAct} from '../lib/ports/local-acts.ts'
import {isServerJournal} from '../lib/profile/journal-address.ts'
import type {Profile} from '../lib/profile/profile.ts'

export interface ActMeans {
  readonly profile: () => Promise<Profile>
  readonly journal: () => Promise<Journal>
  readonly files: Pick<Files, 'exists'>
  readonly clock: Pick<Clock, 'now'>
}

/**
 * Writes an act in the profile's journal. None is begun for it, and one that cannot be written keeps nobody from finding
 * out what is wrong with the machine.
 */
export function actRecord({profile, journal, files, clock}: ActMeans): RecordAct {
  return async ({operation, outcome, data}) => {
    try {
      const {path} = (await profile()).journal
      if (!isServerJournal(path) && !(await files.exists(path))) return
      const event = {phase: 'event', operation, outcome, occurredAt: clock.now(), data} as const
      await (await journal()).record([{event}])
    } catch (error) {
      if (!(error instanceof DmpError)) throw error
    }
  }
}
