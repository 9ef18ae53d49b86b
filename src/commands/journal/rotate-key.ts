import {DmpCommand} from '../../base-command.ts'
import {actFlags} from '../../command-flags/act.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {rotationLines} from '../../lib/ui/journal/journal-views.ts'
import {type JournalRotation, rotateJournalKeys} from '../../lib/usecases/journal/journal-care.ts'

export default class JournalRotateKey extends DmpCommand<JournalRotation> {
  static override summary = 'command.journal.rotate-key.summary'
  static override description = 'command.journal.rotate-key.description'
  static override examples = [
    'dmp journal rotate-key',
    'dmp journal rotate-key --yes --confirm sandbox',
    'dmp journal rotate-key --profile test --yes --confirm test --json',
  ]
  static override schema = 'dmp.journal.rotate-key/1'
  static override offline = true
  static override flags = {yes: actFlags.yes, confirm: actFlags.confirm, ...journalFlag}

  async run(): Promise<JournalRotation> {
    const {flags} = await this.parse(JournalRotateKey)
    return this.show(await rotateJournalKeys(await this.context(flags), flags), rotationLines)
  }
}
