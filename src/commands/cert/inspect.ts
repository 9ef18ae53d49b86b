import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {inspectionLines} from '../../lib/ui/cert/inspect-view.ts'
import {type Inspection, inspectCertificates, inspectionExit} from '../../lib/usecases/cert/cert-inspect.ts'

export default class CertInspect extends DmpCommand<Inspection> {
  static override summary = 'command.cert.inspect.summary'
  static override description = 'command.cert.inspect.description'
  static override examples = [
    'dmp cert inspect auth.p12',
    'dmp cert inspect auth.p12 sign.p12 --passphrase-from prompt',
    'dmp cert inspect https://dmp.example:443 --dn rfc2253',
    "dmp cert inspect 'pkcs11:token=DMP?module-path=/usr/lib/softhsm/libsofthsm2.so'",
    'dmp cert inspect - --json --with-pem < chain.pem',
  ]
  static override schema = 'dmp.cert.inspect/1'
  static override strict = false
  static override args = {source: Args.string({description: 'command.cert.inspect.source', required: true})}
  static override flags = {
    'passphrase-from': Flags.string({summary: 'command.cert.inspect.passphrase-from'}),
    dn: Flags.string({
      summary: 'command.cert.inspect.dn',
      options: ['certificate', 'rfc2253'] as const,
      default: 'certificate',
    }),
    'with-pem': Flags.boolean({summary: 'command.cert.inspect.with-pem'}),
    unmask: Flags.boolean({summary: 'command.cert.inspect.unmask'}),
  }

  async run(): Promise<Inspection> {
    const {argv, flags} = await this.parse(CertInspect)
    const inspection = await inspectCertificates(await this.context(flags), {
      sources: argv.map(String),
      passphraseFrom: flags['passphrase-from'],
      dn: flags.dn === 'rfc2253' ? 'rfc2253' : 'certificate',
      withPem: flags['with-pem'],
      unmask: flags.unmask,
    })
    return this.show(inspection, inspectionLines, inspectionExit(inspection))
  }
}
