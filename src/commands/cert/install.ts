import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {accountName} from '../../command-flags/account-name.ts'
import {actFlags} from '../../command-flags/act.ts'
import {passphraseFlag} from '../../command-flags/cert.ts'
import {installLines} from '../../lib/ui/cert/install-view.ts'
import {installOrRollBack} from '../../lib/usecases/cert/install-or-roll-back.ts'
import type {InstallReport} from '../../lib/usecases/cert/install-report.ts'

export default class CertInstall extends DmpCommand<InstallReport> {
  static override summary = 'command.cert.install.summary'
  static override description = 'command.cert.install.description'
  static override examples = [
    'dmp cert install new-auth.p12 new-sign.p12',
    'dmp cert install auth.cer --key auth.key --passphrase-from file:/etc/dmp/passphrase',
    'dmp cert install new-sign.p12 --profile production --dry-run',
    'dmp cert install --rollback --profile production --yes --confirm production',
  ]
  static override schema = 'dmp.cert.install/1'
  static override offline = true
  static override strict = false
  static override args = {file: Args.string({description: 'arg.cert-new'})}
  static override flags = {
    key: Flags.string({summary: 'command.cert.install.key', helpValue: 'FILE', exclusive: ['rollback']}),
    ...passphraseFlag,
    'structure-change': Flags.boolean({summary: 'command.cert.install.structure-change', default: false}),
    rollback: Flags.boolean({summary: 'command.cert.install.rollback', default: false}),
    force: Flags.boolean({
      summary: 'command.cert.install.force',
      default: false,
      dependsOn: ['rollback'],
    }),
    offline: Flags.boolean({summary: 'command.cert.install.offline'}),
    'dry-run': actFlags['dry-run'],
    yes: actFlags.yes,
    confirm: actFlags.confirm,
  }

  async run(): Promise<InstallReport> {
    const {argv, flags} = await this.parse(CertInstall)
    const report = await installOrRollBack(await this.context(flags), {
      sources: argv.map(String),
      key: flags.key,
      passphraseFrom: flags['passphrase-from'],
      structureChange: flags['structure-change'],
      rollback: flags.rollback,
      force: flags.force,
      offline: flags.offline,
      dryRun: flags['dry-run'],
      consent: flags,
      by: accountName(),
    })
    return this.show(report, installLines)
  }
}
