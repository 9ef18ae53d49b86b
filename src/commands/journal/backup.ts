import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {backupLines} from '../../lib/ui/journal/journal-views.ts'
import {backUpJournal, type JournalBackup} from '../../lib/usecases/journal/journal-care.ts'

export default class JournalBackupCommand extends DmpCommand<JournalBackup> {
  static override summary = 'command.journal.backup.summary'
  static override description = 'command.journal.backup.description'
  static override examples = [
    'dmp journal backup journal-copy.db',
    'dmp journal backup /srv/backup/dmp.db --profile test',
    'dmp journal backup copy.db --json',
  ]
  static override schema = 'dmp.journal.backup/1'
  static override offline = true
  static override args = {file: Args.string({description: 'arg.backup', required: true})}
  static override flags = {...journalFlag}

  async run(): Promise<JournalBackup> {
    const {args, flags} = await this.parse(JournalBackupCommand)
    return this.show(await backUpJournal(await this.context(flags), args.file), backupLines)
  }
}
