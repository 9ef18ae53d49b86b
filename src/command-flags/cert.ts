import {Flags} from '@oclif/core'

/** What commands on certificates share. Passwords are named by where they come from, never given. */
export const passphraseFlag = {
  'passphrase-from': Flags.string({summary: 'flag.cert-passphrase-from', helpValue: 'file:PATH'}),
}

export const overwriteFlag = {
  force: Flags.boolean({summary: 'flag.cert-force', default: false}),
}

export const unmaskFlag = {
  unmask: Flags.boolean({summary: 'flag.cert-unmask', default: false}),
}
