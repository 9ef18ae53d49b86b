import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {days} from '../../command-flags/days.ts'
import {checkLines} from '../../lib/ui/cert/check-view.ts'
import {nagiosLines} from '../../lib/ui/cert/nagios-line.ts'
import {checkCertificates, checkExit} from '../../lib/usecases/cert/check/check-certificates.ts'
import type {CertCheck as Check} from '../../lib/usecases/cert/check/check-report.ts'

const uses = ['dmp-tls', 'dmp-sign', 'insi', 'server'] as const

export default class CertCheck extends DmpCommand<Check> {
  static override summary = 'command.cert.check.summary'
  static override description = 'command.cert.check.description'
  static override examples = [
    'dmp cert check',
    'dmp cert check --auth auth.p12 --sign sign.p12 --expect-finess 0B0000014',
    'dmp cert check cert.pem --use dmp-tls --crl ACI-EL-ORG.crl --offline',
    'dmp cert check --profile production --finess-file etalab-cs1100502.csv',
    'dmp cert check --profile production --nagios --warn-days 60 --error-days 15',
    'dmp cert check --profile production --prometheus /var/lib/node_exporter/dmp-cert.prom --json',
  ]
  static override schema = 'dmp.cert.check/1'
  static override offline = true
  static override args = {source: Args.string({description: 'command.cert.check.source'})}
  static override flags = {
    auth: Flags.string({summary: 'command.cert.check.auth', dependsOn: ['sign']}),
    sign: Flags.string({summary: 'command.cert.check.sign', dependsOn: ['auth']}),
    use: Flags.option({options: uses, summary: 'command.cert.check.use', exclusive: ['auth']})(),
    'expect-finess': Flags.string({summary: 'command.cert.check.expect-finess'}),
    'warn-days': days({summary: 'command.cert.check.warn-days'}),
    'error-days': days({summary: 'command.cert.check.error-days'}),
    'finess-file': Flags.string({summary: 'command.cert.check.finess-file', helpValue: 'FILE'}),
    crl: Flags.string({
      summary: 'command.cert.check.crl',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    offline: Flags.boolean({summary: 'command.cert.check.offline'}),
    fresh: Flags.boolean({summary: 'command.cert.check.fresh', exclusive: ['offline']}),
    'passphrase-from': Flags.string({summary: 'command.cert.check.passphrase-from'}),
    unmask: Flags.boolean({summary: 'command.cert.check.unmask'}),
    nagios: Flags.boolean({summary: 'command.cert.check.nagios'}),
    prometheus: Flags.string({summary: 'command.cert.check.prometheus', helpValue: 'FILE'}),
  }

  async run(): Promise<Check> {
    const {args, flags} = await this.parse(CertCheck)
    const {auth, sign} = flags
    const check = await checkCertificates(await this.context(flags), {
      source: args.source,
      pair: auth !== undefined && sign !== undefined ? {auth, sign} : undefined,
      withProfile: flags.profile !== undefined,
      use: flags.use,
      expectFiness: flags['expect-finess'],
      warnDays: flags['warn-days'],
      errorDays: flags['error-days'],
      finessFile: flags['finess-file'],
      lists: flags.crl ?? [],
      offline: flags.offline,
      fresh: flags.fresh,
      passphraseFrom: flags['passphrase-from'],
      unmask: flags.unmask,
      metrics: flags.prometheus,
    })
    return this.show(check, flags.nagios ? nagiosLines : checkLines, checkExit(check))
  }
}
