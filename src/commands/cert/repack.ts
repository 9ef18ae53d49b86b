import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {overwriteFlag, passphraseFlag, unmaskFlag} from '../../command-flags/cert.ts'
import {repackLines} from '../../lib/ui/cert/repack-view.ts'
import {type RepackReport, repackFile} from '../../lib/usecases/cert/cert-repack.ts'

export default class CertRepack extends DmpCommand<RepackReport> {
  static override summary = 'command.cert.repack.summary'
  static override description = 'command.cert.repack.description'
  static override examples = [
    'dmp cert repack old.p12 new.p12',
    'dmp cert repack old.p12 new.p12 --passphrase-from file:old.txt --new-passphrase-from file:new.txt',
    'dmp cert repack new.p12 for-old-software.p12 --legacy --json',
  ]
  static override schema = 'dmp.cert.repack/1'
  static override offline = true
  static override args = {
    source: Args.string({description: 'arg.cert-p12', required: true}),
    target: Args.string({description: 'arg.cert-target', required: true}),
  }
  static override flags = {
    ...passphraseFlag,
    'new-passphrase-from': Flags.string({
      summary: 'flag.cert-new-passphrase-from',
      helpValue: 'file:PATH',
    }),
    legacy: Flags.boolean({summary: 'command.cert.repack.legacy', default: false}),
    'clear-certificates': Flags.boolean({
      summary: 'command.cert.repack.clear-certificates',
      default: false,
    }),
    ...overwriteFlag,
    ...unmaskFlag,
  }

  async run(): Promise<RepackReport> {
    const {args, flags} = await this.parse(CertRepack)
    const report = await repackFile(await this.context(flags), {
      ...args,
      passphraseFrom: flags['passphrase-from'],
      newPassphraseFrom: flags['new-passphrase-from'],
      legacy: flags.legacy,
      clearCertificates: flags['clear-certificates'],
      force: flags.force,
      unmask: flags.unmask,
    })
    return this.show(report, repackLines)
  }
}
