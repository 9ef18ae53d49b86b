import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {overwriteFlag, unmaskFlag} from '../../command-flags/cert.ts'
import {days} from '../../command-flags/days.ts'
import {scanPage} from '../../lib/ui/cert/scan-page.ts'
import {scanLines} from '../../lib/ui/cert/scan-view.ts'
import {scanCertificates, scanExit} from '../../lib/usecases/cert/scan.ts'
import type {CertScan as Scan} from '../../lib/usecases/cert/scan-report.ts'

export default class CertScan extends DmpCommand<Scan> {
  static override summary = 'command.cert.scan.summary'
  static override description = 'command.cert.scan.description'
  static override examples = [
    'dmp cert scan /etc/dmp',
    'dmp cert scan /srv/applications /home --csv certificates.csv --html certificates.html',
    'dmp cert scan . --warn-days 90 --json',
  ]
  static override schema = 'dmp.cert.scan/1'
  static override offline = true
  static override afterInterruption = 'cert.scan.interrupted'
  static override strict = false
  static override args = {folder: Args.string({description: 'command.cert.scan.folder', required: true})}
  static override flags = {
    csv: Flags.string({summary: 'command.cert.scan.csv', helpValue: 'FILE'}),
    html: Flags.string({summary: 'command.cert.scan.html', helpValue: 'FILE'}),
    'warn-days': days({summary: 'command.cert.check.warn-days'}),
    'error-days': days({summary: 'command.cert.check.error-days'}),
    ...overwriteFlag,
    ...unmaskFlag,
  }

  async run(): Promise<Scan> {
    const {argv, flags} = await this.parse(CertScan)
    const {csv, html, force, unmask} = flags
    const scan = await scanCertificates(
      await this.context(flags),
      {
        roots: argv.map(String),
        ...{csv, html, force, unmask, warnDays: flags['warn-days'], errorDays: flags['error-days']},
      },
      {page: (made) => scanPage(made, this.t)},
    )
    return this.show(scan, scanLines, scanExit(scan))
  }
}
