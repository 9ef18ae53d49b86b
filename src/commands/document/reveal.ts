import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {actFlags} from '../../command-flags/act.ts'
import {referenceFlags} from '../../command-flags/reference.ts'
import {referenceWords} from '../../command-flags/words-of-reference.ts'
import {submissionLines} from '../../lib/ui/document/submission-view.ts'
import {type Audience, documentReveal} from '../../lib/usecases/documents/document-reveal.ts'
import {reportExit, type SubmissionReport} from '../../lib/usecases/submission/submission-report.ts'

export default class DocumentReveal extends DmpCommand<SubmissionReport> {
  static override summary = 'command.document.reveal.summary'
  static override description = 'command.document.reveal.description'
  static override examples = [
    'dmp document reveal 2.25.4242.1',
    'dmp document reveal --source-id DOC-17 --to patient --to legal-representatives',
    'dmp document reveal 2.25.4242.1 --yes --confirm 2.25.4242.1 --json',
  ]
  static override schema = 'dmp.document.reveal/1'
  static override args = {uniqueId: Args.string({description: 'arg.unique-id'})}
  static override flags = {
    to: Flags.string({
      summary: 'flag.to',
      multiple: true,
      multipleNonGreedy: true,
      options: ['patient', 'professionals', 'legal-representatives'],
      default: ['patient'],
    }),
    file: Flags.string({summary: 'flag.file', helpValue: 'FILE'}),
    'dry-run': actFlags['dry-run'],
    yes: actFlags.yes,
    confirm: actFlags.confirm,
    'save-exchange': actFlags['save-exchange'],
    ...referenceFlags,
  }

  async run(): Promise<SubmissionReport> {
    const {args, flags} = await this.parse(DocumentReveal)
    const report = await documentReveal(await this.context(flags), {
      target: referenceWords(args.uniqueId, flags),
      to: flags.to as Audience[],
      file: flags.file,
      consent: flags,
      dryRun: flags['dry-run'],
    })
    return this.show(report, submissionLines, reportExit(report))
  }
}
