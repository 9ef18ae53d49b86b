import {Flags} from '@oclif/core'
import {actFlags} from './act.ts'
import {journalFlag} from './journal.ts'
import {from, upTo} from './moment.ts'

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
  ...journalFlag,
}
