import {DmpCommand} from '../../../base-command.ts'
import {journalFlag} from '../../../command-flags/journal.ts'
import {holdLines} from '../../../lib/ui/batch/hold-views.ts'
import {type HoldList, listHolds} from '../../../lib/usecases/batch/holds.ts'

export default class BatchHoldList extends DmpCommand<HoldList> {
  static override summary = 'command.batch.hold.list.summary'
  static override description = 'command.batch.hold.list.description'
  static override examples = [
    'dmp batch hold list',
    'dmp batch hold list --profile test',
    'dmp batch hold list --journal postgres://dmp@db.chu.test/dmp --json',
  ]
  static override schema = 'dmp.batch.hold.list/1'
  static override offline = true
  static override flags = {...journalFlag}

  async run(): Promise<HoldList> {
    const {flags} = await this.parse(BatchHoldList)
    return this.show(await listHolds(await this.context(flags)), holdLines)
  }
}
