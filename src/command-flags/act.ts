import {Flags} from '@oclif/core'

/** What every command that changes something offers. */
export const actFlags = {
  'dry-run': Flags.boolean({summary: 'flag.dry-run', helpGroup: 'act', default: false}),
  yes: Flags.boolean({summary: 'flag.yes', helpGroup: 'act', char: 'y'}),
  confirm: Flags.string({summary: 'flag.confirm', helpGroup: 'act'}),
  'save-exchange': Flags.string({summary: 'flag.save-exchange', helpGroup: 'act', helpValue: 'FOLDER'}),
}

/** Copies of what travelled, for commands that confirm nothing else: masked, or unmasked once confirmed. */
export const exchangeFlags = {
  'save-exchange': actFlags['save-exchange'],
  'save-exchange-raw': Flags.string({
    summary: 'flag.save-exchange-raw',
    helpGroup: 'act',
    helpValue: 'FOLDER',
    exclusive: ['save-exchange'],
  }),
  yes: Flags.boolean({summary: 'flag.raw-yes', helpGroup: 'act', char: 'y'}),
  confirm: Flags.string({summary: 'flag.raw-confirm', helpGroup: 'act'}),
}
