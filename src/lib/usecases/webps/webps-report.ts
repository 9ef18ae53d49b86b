/** What was held against a rule; `webps.check.<name>`. */
export type WebpsCheck = 'https' | 'page' | 'reads-back' | 'ins-key' | 'ins-environment'

/** Answer of `dmp webps url`. */
export interface WebpsAddress {
  /** Name of the page in the address. */
  readonly page: string
  readonly patient: 'required' | 'optional' | 'none'
  /** Null without a profile. */
  readonly environment: string | null
  readonly host: string
  /** The INS in it masked, unless asked otherwise. */
  readonly address: string
  readonly ins: string | null
  readonly masked: boolean
  readonly checked: readonly WebpsCheck[]
  readonly notChecked: readonly ('ins-environment' | 'host')[]
  readonly authentication: {
    readonly mode: 'direct'
    readonly means: readonly string[]
    readonly establishmentCertificate: false
  }
  readonly opened: {readonly kind: 'handed-over' | 'running'; readonly program: string} | null
  readonly written: string | null
}
