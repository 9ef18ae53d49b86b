import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {overwriteFlag, unmaskFlag} from '../../command-flags/cert.ts'
import {csrLines} from '../../lib/ui/cert/csr-view.ts'
import {type CsrReport, requestCertificate} from '../../lib/usecases/cert/cert-csr.ts'

export default class CertCsr extends DmpCommand<CsrReport> {
  static override summary = 'command.cert.csr.summary'
  static override description = 'command.cert.csr.description'
  static override examples = [
    'dmp cert csr auth.p12 --key new-auth.key --request new-auth.csr',
    'dmp cert csr --profile production --use sign --key sign.key --request sign.csr',
    'dmp cert csr auth.p12 --key a.key --request a.csr --passphrase-from file:/etc/dmp/passphrase --json',
  ]
  static override schema = 'dmp.cert.csr/1'
  static override offline = true
  static override args = {source: Args.string({description: 'arg.cert-source'})}
  static override flags = {
    use: Flags.option({
      options: ['auth', 'sign'] as const,
      summary: 'command.cert.csr.use',
      default: 'auth' as const,
    })(),
    key: Flags.string({summary: 'command.cert.csr.key', required: true, helpValue: 'FILE'}),
    request: Flags.string({summary: 'command.cert.csr.request', required: true, helpValue: 'FILE'}),
    'passphrase-from': Flags.string({summary: 'command.cert.csr.passphrase-from', helpValue: 'file:PATH'}),
    'source-passphrase-from': Flags.string({
      summary: 'command.cert.csr.source-passphrase-from',
      helpValue: 'file:PATH',
    }),
    ...overwriteFlag,
    ...unmaskFlag,
  }

  async run(): Promise<CsrReport> {
    const {args, flags} = await this.parse(CertCsr)
    const report = await requestCertificate(await this.context(flags), {
      source: args.source,
      use: flags.use,
      key: flags.key,
      request: flags.request,
      passphraseFrom: flags['passphrase-from'],
      sourcePassphraseFrom: flags['source-passphrase-from'],
      force: flags.force,
      unmask: flags.unmask,
    })
    return this.show(report, csrLines)
  }
}
