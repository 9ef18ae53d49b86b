import {RESTORING_END} from '../../batch/after-restore.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Journal} from '../../ports/journal.ts'
import {isServerJournal} from '../../profile/journal-address.ts'
import type {Workbench} from '../ports.ts'

const nothingWritten = (): never => {
  throw new RangeError('a dry run writes nothing')
}

/** A journal in which nothing was ever written. */
const EMPTY: Journal = {
  allot: nothingWritten,
  record: nothingWritten,
  hold: nothingWritten,
  liftHold: nothingWritten,
  backup: nothingWritten,
  health: nothingWritten,
  items: async () => [],
  holds: async () => [],
  events: async function* () {},
  eachItem: async function* () {},
  claim: async () => [],
  renew: async () => [],
  release: async () => {},
  overview: async () => ({counts: [], acceptedSince: 0}),
  batches: async () => [],
  heldKinds: async () => new Set(),
  holdsOn: async () => [],
  rotateKeys: nothingWritten,
  close: async () => {},
}

/** A full disk is when one wants to know how things stand: what cannot be written can still be read. */
async function readable(bench: Workbench): Promise<Journal> {
  try {
    return await bench.journal()
  } catch (error) {
    if (!(error instanceof DmpError) || error.code !== 'DMP_JOURNAL_UNWRITABLE' || !bench.journalToRead)
      throw error
    return bench.journalToRead(error)
  }
}

/** Whether there is a journal to open. One that is being put back is there, wherever its file is: opening it says so. */
export async function isBegun(files: Pick<Workbench['files'], 'exists'>, path: string): Promise<boolean> {
  return isServerJournal(path) || (await files.exists(path)) || files.exists(`${path}${RESTORING_END}`)
}

/** The same means, to look only: the journal as it is, or an empty one where none was begun; none is created. */
export async function lookingOnly(bench: Workbench): Promise<Workbench> {
  if (await isBegun(bench.files, (await bench.profile()).journal.path))
    return {...bench, journal: () => readable(bench)}
  return {...bench, journal: async () => EMPTY}
}
