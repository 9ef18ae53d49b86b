import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {passphraseFlag} from '../../../command-flags/cert.ts'
import {trustAddedLines} from '../../../lib/ui/cert/trust-view.ts'
import {addTrust, type TrustAddition} from '../../../lib/usecases/cert/cert-trust.ts'

export default class CertTrustAdd extends DmpCommand<TrustAddition> {
  static override summary = 'command.cert.trust.add.summary'
  static override description = 'command.cert.trust.add.description'
  static override examples = [
    'dmp cert trust add Chaine_de_certification-IGC-Sante.p7b',
    'dmp cert trust add asip-p12-EL-TEST-ORG-AUTH_CLI.p12',
    'dmp cert trust add hospital-ca.pem --yes --confirm SHA256',
    'dmp cert trust add hospital-ca.pem --json',
  ]
  static override schema = 'dmp.cert.trust.add/1'
  static override offline = true
  static override args = {source: Args.string({description: 'arg.trust-source', required: true})}
  static override flags = {
    yes: Flags.boolean({summary: 'flag.trust-yes', helpGroup: 'act', char: 'y', default: false}),
    ...passphraseFlag,
    confirm: Flags.string({summary: 'flag.trust-confirm', helpGroup: 'act', helpValue: 'SHA256'}),
    namesake: Flags.boolean({summary: 'command.cert.trust.add.namesake', helpGroup: 'act', default: false}),
  }

  async run(): Promise<TrustAddition> {
    const {args, flags} = await this.parse(CertTrustAdd)
    const {yes, confirm, namesake, 'passphrase-from': passphraseFrom} = flags
    return this.show(
      await addTrust(await this.context(flags), {...args, yes, confirm, namesake, passphraseFrom}),
      trustAddedLines,
    )
  }
}
