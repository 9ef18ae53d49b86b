import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {referenceFlags} from '../../command-flags/reference.ts'
import {referenceWords} from '../../command-flags/words-of-reference.ts'
import {historyLines} from '../../lib/ui/document/chain-views.ts'
import {type DocumentHistory, documentHistory} from '../../lib/usecases/documents/document-history.ts'

export default class DocumentHistoryCommand extends DmpCommand<DocumentHistory> {
  static override summary = 'command.document.history.summary'
  static override description = 'command.document.history.description'
  static override examples = [
    'dmp document history 2.25.4242.1',
    'dmp document history --ipp @ipp.txt',
    'dmp document history --cda sent.xml --json',
  ]
  static override schema = 'dmp.document.history/1'
  static override offline = true
  static override args = {uniqueId: Args.string({description: 'arg.unique-id'})}
  static override flags = referenceFlags

  async run(): Promise<DocumentHistory> {
    const {args, flags} = await this.parse(DocumentHistoryCommand)
    return this.show(
      await documentHistory(await this.context(flags), referenceWords(args.uniqueId, flags)),
      historyLines,
    )
  }
}
