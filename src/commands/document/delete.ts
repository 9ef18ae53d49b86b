import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {actFlags} from '../../command-flags/act.ts'
import {patientFlags} from '../../command-flags/patient.ts'
import {referenceFlags} from '../../command-flags/reference.ts'
import {patientWords} from '../../command-flags/words.ts'
import {referenceWords} from '../../command-flags/words-of-reference.ts'
import {deletionLines} from '../../lib/ui/document/deletion-view.ts'
import {type DeletionReport, deletionExit} from '../../lib/usecases/documents/deletion-report.ts'
import {documentDelete} from '../../lib/usecases/documents/document-delete.ts'

export default class DocumentDelete extends DmpCommand<DeletionReport> {
  static override summary = 'command.document.delete.summary'
  static override description = 'command.document.delete.description'
  static override examples = [
    'dmp document delete 2.25.4242.1 --reason "sent by mistake"',
    'dmp document delete --ipp @ipp.txt --reason wrong-patient',
    'dmp document delete 2.25.4242.1 --reason wrong-patient --yes --confirm 2.25.4242.1 --json',
    'dmp document delete --cda sent.xml --reason duplicate --dry-run',
  ]
  static override schema = 'dmp.document.delete/1'
  static override dryRunAsks = true
  static override args = {uniqueId: Args.string({description: 'arg.unique-id'})}
  static override flags = {
    reason: Flags.string({summary: 'flag.reason', required: true}),
    receipt: Flags.string({summary: 'flag.receipt', helpValue: 'FILE'}),
    archived: Flags.boolean({summary: 'flag.archived'}),
    ...actFlags,
    // This one asks the DMP: elsewhere a dry run stays on this machine.
    'dry-run': Flags.boolean({summary: 'flag.dry-run-delete', helpGroup: 'act', default: false}),
    ...referenceFlags,
    ...patientFlags,
  }

  async run(): Promise<DeletionReport> {
    const {args, flags} = await this.parse(DocumentDelete)
    const report = await documentDelete(await this.context(flags), {
      target: referenceWords(args.uniqueId, flags),
      patient: patientWords(flags),
      reason: flags.reason,
      originalStatus: flags.archived ? 'archived' : undefined,
      consent: flags,
      dryRun: flags['dry-run'],
      receipt: flags.receipt,
    })
    return this.show(report, deletionLines, deletionExit(report))
  }
}
