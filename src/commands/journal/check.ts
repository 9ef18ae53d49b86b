import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {checkLines} from '../../lib/ui/journal/journal-views.ts'
import {type CheckedJournal, checkJournalFile, journalExit} from '../../lib/usecases/journal/journal-care.ts'

export default class JournalCheck extends DmpCommand<CheckedJournal> {
  static override summary = 'command.journal.check.summary'
  static override description = 'command.journal.check.description'
  static override examples = [
    'dmp journal check',
    'dmp journal check --profile test',
    'dmp journal check --json',
  ]
  static override schema = 'dmp.journal.check/1'
  static override offline = true
  static override flags = {...journalFlag}

  async run(): Promise<CheckedJournal> {
    const {flags} = await this.parse(JournalCheck)
    const checked = await checkJournalFile(await this.context(flags))
    return this.show(checked, checkLines, journalExit(checked))
  }
}
