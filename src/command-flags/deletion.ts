import {Flags} from '@oclif/core'
import {actFlags} from './act.ts'
import {journalFlag} from './journal.ts'
import {lengthOfTime} from './length-of-time.ts'
import {from, upTo} from './moment.ts'
import {watchingFlags} from './watching.ts'

/** What the commands that delete many documents share. */
export const deletionFlags = {
  type: Flags.string({summary: 'flag.undo-type', multiple: true, helpValue: 'CODE'}),
  since: from({summary: 'flag.undo-since'}),
  until: upTo({summary: 'flag.undo-until'}),
  'max-items': Flags.integer({summary: 'flag.undo-max-items', min: 1}),
  'with-replaced': Flags.boolean({summary: 'flag.undo-with-replaced', default: false}),
  archived: Flags.boolean({summary: 'flag.archived'}),
  receipt: Flags.string({summary: 'flag.undo-receipt', helpValue: 'FOLDER'}),
  yes: actFlags.yes,
  confirm: actFlags.confirm,
  'dry-run': Flags.boolean({summary: 'flag.undo-dry-run', helpGroup: 'act', default: false}),
  width: Flags.integer({summary: 'flag.width', min: 1, max: 64, default: 8, helpGroup: 'run'}),
  wait: lengthOfTime({
    summary: 'flag.run-wait',
    default: 15 * 60_000,
    defaultHelp: async () => '15m',
    helpGroup: 'run',
  }),
  ...watchingFlags,
  ...journalFlag,
}

interface DeletionWords {
  readonly archived: boolean
  readonly since: number | undefined
  readonly until: number | undefined
  readonly type: readonly string[] | undefined
  readonly 'max-items': number | undefined
  readonly 'with-replaced': boolean
  readonly 'dry-run': boolean
  readonly receipt: string | undefined
  readonly width: number
  readonly wait: number
  readonly yes: boolean
  readonly confirm: string | undefined
}

export function deletionWords(flags: DeletionWords) {
  const {since, until, type: types, receipt, width, wait: patienceMs, yes, confirm} = flags
  return {
    since,
    until,
    types,
    receipt,
    width,
    patienceMs,
    maxItems: flags['max-items'],
    withReplaced: flags['with-replaced'],
    originalStatus: flags.archived ? ('archived' as const) : undefined,
    dryRun: flags['dry-run'],
    consent: {yes, confirm},
  }
}
