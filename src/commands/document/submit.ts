import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {actFlags, exchangeFlags} from '../../command-flags/act.ts'
import {documentFlags} from '../../command-flags/document.ts'
import {patientFlags} from '../../command-flags/patient.ts'
import {visibilityFlags} from '../../command-flags/visibility.ts'
import {documentWords, patientWords, visibilityWords} from '../../command-flags/words.ts'
import {submissionLines} from '../../lib/ui/document/submission-view.ts'
import {documentSubmit} from '../../lib/usecases/submission/document-submit.ts'
import {reportExit, type SubmissionReport} from '../../lib/usecases/submission/submission-report.ts'

export default class DocumentSubmit extends DmpCommand<SubmissionReport> {
  static override summary = 'command.document.submit.summary'
  static override description = 'command.document.submit.description'
  static override examples = [
    'dmp document submit report.pdf --patient patient.json --type 11488-4 --date 2026-03-02 --visible',
    'dmp document submit --manifest backlog/manifest.ndjson --visible',
    'dmp document submit cda.xml --identity-status QUAL --hide-from-patient --dry-run',
    'dmp document submit report.pdf --patient - --type 11502-2 --date 2026-03-02T10:15:00+01:00 --visible --json < patient.json',
  ]
  static override schema = 'dmp.document.submit/1'
  static override strict = false
  static override args = {file: Args.string({description: 'arg.files'})}
  static override flags = {
    manifest: Flags.string({summary: 'flag.manifest', helpValue: 'FILE'}),
    again: Flags.boolean({summary: 'flag.again'}),
    'check-status': Flags.option({summary: 'flag.check-status', options: ['once', 'never'] as const})(),
    width: Flags.integer({summary: 'flag.width', min: 1, max: 32, default: 1}),
    'daily-notice-given': Flags.boolean({summary: 'flag.daily-notice-given'}),
    'dry-run': actFlags['dry-run'],
    ...exchangeFlags,
    ...patientFlags,
    ...visibilityFlags,
    ...documentFlags,
  }

  async run(): Promise<SubmissionReport> {
    const {argv, flags} = await this.parse(DocumentSubmit)
    const report = await documentSubmit(await this.context(flags), {
      files: argv.map(String),
      manifest: flags.manifest,
      document: documentWords(flags),
      patient: patientWords(flags),
      visibility: visibilityWords(flags),
      again: flags.again,
      dryRun: flags['dry-run'],
      checkStatus: flags['check-status'],
      width: flags.width,
    })
    return this.show(report, submissionLines, reportExit(report))
  }
}
