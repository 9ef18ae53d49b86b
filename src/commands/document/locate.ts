import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {exchangeFlags} from '../../command-flags/act.ts'
import {patientFlags} from '../../command-flags/patient.ts'
import {referenceFlags} from '../../command-flags/reference.ts'
import {patientWords} from '../../command-flags/words.ts'
import {referenceWords} from '../../command-flags/words-of-reference.ts'
import {locateLines} from '../../lib/ui/document/chain-views.ts'
import {documentLocate, type LocatedDocument} from '../../lib/usecases/documents/document-locate.ts'

export default class DocumentLocate extends DmpCommand<LocatedDocument> {
  static override summary = 'command.document.locate.summary'
  static override description = 'command.document.locate.description'
  static override examples = [
    'dmp document locate 2.25.4242.1',
    'dmp document locate --source-id DOC-17',
    'dmp document locate 2.25.999.7 --ins @ins.txt --json',
  ]
  static override schema = 'dmp.document.locate/1'
  static override args = {uniqueId: Args.string({description: 'arg.unique-id'})}
  static override flags = {...referenceFlags, ...patientFlags, ...exchangeFlags}

  async run(): Promise<LocatedDocument> {
    const {args, flags} = await this.parse(DocumentLocate)
    const located = await documentLocate(
      await this.context(flags),
      referenceWords(args.uniqueId, flags),
      patientWords(flags),
    )
    return this.show(located, locateLines)
  }
}
