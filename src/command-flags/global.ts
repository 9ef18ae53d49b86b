import {Flags} from '@oclif/core'

/** Flags of every command. Summaries are message keys, resolved by the help class once the language is known. */
export const globalFlags = {
  profile: Flags.string({summary: 'flag.profile', helpGroup: 'global'}),
  lang: Flags.string({summary: 'flag.lang', helpGroup: 'global', options: ['fr', 'en']}),
  'no-color': Flags.boolean({summary: 'flag.no-color', helpGroup: 'global'}),
  quiet: Flags.boolean({summary: 'flag.quiet', helpGroup: 'global', char: 'q'}),
  verbose: Flags.boolean({summary: 'flag.verbose', helpGroup: 'global', char: 'v'}),
  debug: Flags.boolean({summary: 'flag.debug', helpGroup: 'global'}),
  'no-input': Flags.boolean({summary: 'flag.no-input', helpGroup: 'global'}),
}

export interface GlobalFlags {
  readonly profile?: string | undefined
  readonly lang?: string | undefined
  readonly 'no-color'?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly debug?: boolean
  readonly 'no-input'?: boolean
  readonly 'dry-run'?: boolean
  readonly manifest?: string | undefined
  readonly 'daily-notice-given'?: boolean
  readonly 'save-exchange'?: string | undefined
  readonly 'save-exchange-raw'?: string | undefined
  readonly yes?: boolean
  readonly confirm?: string | undefined
  readonly journal?: string | undefined
}
