import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {ownFlags, traceJournalsFlag} from '../../command-flags/trace-filter.ts'
import {coverageLines} from '../../lib/ui/stats/coverage-view.ts'
import {type LegalCoverage, legalCoverage} from '../../lib/usecases/stats/legal-coverage.ts'

export default class StatsCoverageCommand extends DmpCommand<LegalCoverage> {
  static override summary = 'command.stats.coverage.summary'
  static override description = 'command.stats.coverage.description'
  static override examples = [
    'dmp stats coverage',
    'dmp stats coverage --from 2026-01-01 --to 2026-03-31 --json',
    'dmp stats coverage --from 2026-01-01 --to 2026-06-30 --directory sites.csv --output coverage.csv',
  ]
  static override schema = 'dmp.stats.coverage/1'
  static override offline = true
  static override flags = {
    from: Flags.string({summary: 'flag.board-from', helpValue: '2026-03-01'}),
    to: Flags.string({summary: 'flag.board-to', helpValue: '2026-03-31'}),
    directory: Flags.string({summary: 'flag.compare-directory', helpValue: 'FILE'}),
    output: Flags.string({summary: 'flag.coverage-output', helpValue: 'FILE', char: 'o'}),
    force: Flags.boolean({summary: 'flag.compare-force', default: false}),
    ...traceJournalsFlag,
  }

  async run(): Promise<LegalCoverage> {
    const {flags} = await this.parse(StatsCoverageCommand)
    const {from, to, directory, output, force, journal: journals} = flags
    const context = await this.context(ownFlags(flags))
    return this.show(
      await legalCoverage(context, {from, to, directory, output, force, journals}),
      coverageLines,
    )
  }
}
