import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {overwriteFlag, passphraseFlag, unmaskFlag} from '../../command-flags/cert.ts'
import {renewPlanLines} from '../../lib/ui/cert/renew-plan-view.ts'
import {planRenewal, type RenewPlan, renewPlanExit} from '../../lib/usecases/cert/renew-plan.ts'

export default class CertRenewPlan extends DmpCommand<RenewPlan> {
  static override summary = 'command.cert.renew-plan.summary'
  static override description = 'command.cert.renew-plan.description'
  static override examples = [
    'dmp cert renew-plan',
    'dmp cert renew-plan --profile production --card admin-card.cer --ics renewal.ics',
    'dmp cert renew-plan --auth auth.p12 --sign sign.p12 --json',
  ]
  static override schema = 'dmp.cert.renew-plan/1'
  static override offline = true
  static override strict = false
  static override args = {source: Args.string({description: 'arg.cert-source'})}
  static override flags = {
    auth: Flags.string({summary: 'command.cert.check.auth', dependsOn: ['sign']}),
    sign: Flags.string({summary: 'command.cert.check.sign', dependsOn: ['auth']}),
    card: Flags.string({summary: 'command.cert.renew-plan.card', helpValue: 'FILE'}),
    ics: Flags.string({summary: 'command.cert.renew-plan.ics', helpValue: 'FILE'}),
    ...passphraseFlag,
    ...overwriteFlag,
    ...unmaskFlag,
  }

  async run(): Promise<RenewPlan> {
    const {argv, flags} = await this.parse(CertRenewPlan)
    const context = await this.context(flags)
    const plan = await planRenewal(
      {...context, say: this.t},
      {
        sources: [...argv.map(String), flags.auth, flags.sign].filter((name) => name !== undefined),
        passphraseFrom: flags['passphrase-from'],
        card: flags.card,
        ics: flags.ics,
        force: flags.force,
        unmask: flags.unmask,
      },
    )
    return this.show(plan, renewPlanLines, renewPlanExit(plan))
  }
}
