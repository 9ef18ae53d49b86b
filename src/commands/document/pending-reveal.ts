import {DmpCommand} from '../../base-command.ts'
import {days} from '../../command-flags/days.ts'
import {pendingLines} from '../../lib/ui/document/chain-views.ts'
import {type PendingReveal, pendingReveal} from '../../lib/usecases/documents/pending-reveal.ts'

export default class DocumentPendingReveal extends DmpCommand<PendingReveal> {
  static override summary = 'command.document.pending-reveal.summary'
  static override description = 'command.document.pending-reveal.description'
  static override examples = [
    'dmp document pending-reveal',
    'dmp document pending-reveal --older-than 15d',
    'dmp document pending-reveal --older-than 15d --json',
  ]
  static override schema = 'dmp.document.pending-reveal/1'
  static override offline = true
  static override flags = {'older-than': days({summary: 'flag.older-than', default: 0})}

  async run(): Promise<PendingReveal> {
    const {flags} = await this.parse(DocumentPendingReveal)
    const pending = await pendingReveal(await this.context(flags), flags['older-than'])
    return this.show(pending, pendingLines)
  }
}
