import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {actFlags} from '../../command-flags/act.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {restorationLines} from '../../lib/ui/journal/journal-views.ts'
import {
  type JournalRestoration,
  journalNamed,
  restoreFromCopy,
} from '../../lib/usecases/journal/journal-care.ts'

export default class JournalRestore extends DmpCommand<JournalRestoration> {
  static override summary = 'command.journal.restore.summary'
  static override description = 'command.journal.restore.description'
  static override examples = [
    'dmp journal restore journal-copy.db',
    'dmp journal restore /srv/backup/dmp.db --yes --confirm sandbox',
    'dmp journal restore copy.db --profile test --yes --confirm test --json',
    'dmp journal restore postgres://dmp@db.hopital.example/dmp',
  ]
  static override schema = 'dmp.journal.restore/1'
  static override offline = true
  static override args = {file: Args.string({description: 'arg.journal-copy', required: true})}
  static override flags = {yes: actFlags.yes, confirm: actFlags.confirm, ...journalFlag}

  async run(): Promise<JournalRestoration> {
    const {args, flags} = await this.parse(JournalRestore)
    const named = {...flags, journal: journalNamed(args.file, flags.journal)}
    return this.show(await restoreFromCopy(await this.context(named), args.file, flags), restorationLines)
  }
}
