import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {overwriteFlag, passphraseFlag, unmaskFlag} from '../../command-flags/cert.ts'
import {diffLines} from '../../lib/ui/cert/diff-view.ts'
import {type DiffReport, diffCertificates, diffExit} from '../../lib/usecases/cert/cert-diff.ts'

export default class CertDiff extends DmpCommand<DiffReport> {
  static override summary = 'command.cert.diff.summary'
  static override description = 'command.cert.diff.description'
  static override examples = [
    'dmp cert diff old.p12 new.p12',
    'dmp cert diff old.p12 new.p12 --profile production --list under-the-old-number.csv',
    'dmp cert diff old.pem new.cer --json',
  ]
  static override schema = 'dmp.cert.diff/1'
  static override offline = true
  static override args = {
    before: Args.string({description: 'arg.cert-before', required: true}),
    after: Args.string({description: 'arg.cert-after', required: true}),
  }
  static override flags = {
    list: Flags.string({summary: 'command.cert.diff.list', helpValue: 'FILE'}),
    ...passphraseFlag,
    ...overwriteFlag,
    ...unmaskFlag,
  }

  async run(): Promise<DiffReport> {
    const {args, flags} = await this.parse(CertDiff)
    const report = await diffCertificates(await this.context(flags), {
      ...args,
      passphraseFrom: flags['passphrase-from'],
      list: flags.list,
      force: flags.force,
      unmask: flags.unmask,
    })
    return this.show(report, diffLines, diffExit(report))
  }
}
