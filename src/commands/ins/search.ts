import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {exchangeFlags} from '../../command-flags/act.ts'
import {traitFlags, traitWords} from '../../command-flags/traits.ts'
import {searchLines} from '../../lib/ui/ins/search-view.ts'
import {insSearch} from '../../lib/usecases/ins/ins-search.ts'
import {insSearchExit, type InsSearch as Search} from '../../lib/usecases/ins/search-report.ts'

export default class InsSearch extends DmpCommand<Search> {
  static override summary = 'command.ins.search.summary'
  static override description = 'command.ins.search.description'
  static override examples = [
    'dmp ins search',
    'dmp ins search --patient patient.json --unmask',
    "dmp ins search --birth-name D'ESSAI-FICTIF --given LEA --given MARIE-ANGE --sex F --birth-date 1985-05-17",
    'dmp ins search --from-answer saved.xml --json',
  ]
  static override schema = 'dmp.ins.search/1'
  static override flags = {
    ...traitFlags,
    'from-answer': Flags.string({summary: 'flag.insi-from-answer', helpValue: 'FILE|-'}),
    unmask: Flags.boolean({summary: 'flag.ins-unmask', default: false}),
    ...exchangeFlags,
  }

  async run(): Promise<Search> {
    const {flags} = await this.parse(InsSearch)
    const search = await insSearch(await this.context(flags), {
      traits: traitWords(flags),
      fromAnswer: flags['from-answer'],
      profileNamed: flags.profile !== undefined,
      unmask: flags.unmask,
    })
    return this.show(search, searchLines, insSearchExit(search))
  }
}
