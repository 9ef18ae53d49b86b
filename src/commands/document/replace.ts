import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {actFlags, exchangeFlags} from '../../command-flags/act.ts'
import {documentFlags} from '../../command-flags/document.ts'
import {patientFlags} from '../../command-flags/patient.ts'
import {replaceTargetFlags} from '../../command-flags/replace-target.ts'
import {visibilityFlags} from '../../command-flags/visibility.ts'
import {documentWords, patientWords, visibilityWords} from '../../command-flags/words.ts'
import {referenceWords} from '../../command-flags/words-of-reference.ts'
import {submissionLines} from '../../lib/ui/document/submission-view.ts'
import {documentReplace} from '../../lib/usecases/documents/document-replace.ts'
import {reportExit, type SubmissionReport} from '../../lib/usecases/submission/submission-report.ts'

export default class DocumentReplace extends DmpCommand<SubmissionReport> {
  static override summary = 'command.document.replace.summary'
  static override description = 'command.document.replace.description'
  static override examples = [
    'dmp document replace 2.25.4242.1 --file corrected.pdf --patient patient.json --type 11488-4 --date 2026-03-03',
    'dmp document replace --replaces-cda sent.xml --file corrected.xml --identity-status QUAL',
    'dmp document replace --replaces-source-id DOC-17 --file corrected.pdf --patient - --type 11488-4 --date 2026-03-03 --visible --reveal < patient.json',
  ]
  static override schema = 'dmp.document.replace/1'
  static override args = {uniqueId: Args.string({description: 'arg.target'})}
  static override flags = {
    file: Flags.string({summary: 'flag.file', required: true, helpValue: 'FILE'}),
    reveal: Flags.boolean({summary: 'flag.reveal'}),
    conceal: Flags.boolean({summary: 'flag.conceal'}),
    'dry-run': actFlags['dry-run'],
    identities: Flags.string({summary: 'flag.identities', helpValue: 'FILE'}),
    ...exchangeFlags,
    ...replaceTargetFlags,
    ...patientFlags,
    ...visibilityFlags,
    ...documentFlags,
  }

  async run(): Promise<SubmissionReport> {
    const {args, flags} = await this.parse(DocumentReplace)
    const report = await documentReplace(await this.context(flags), {
      file: flags.file,
      target: referenceWords(args.uniqueId, flags, 'replaces-'),
      document: documentWords(flags),
      patient: patientWords(flags),
      visibility: visibilityWords(flags),
      dryRun: flags['dry-run'],
      reveal: flags.reveal,
      conceal: flags.conceal,
      identities: flags.identities,
    })
    return this.show(report, submissionLines, reportExit(report))
  }
}
