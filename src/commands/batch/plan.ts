import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {visibilityFlags} from '../../command-flags/visibility.ts'
import {visibilityWords} from '../../command-flags/words.ts'
import {rowText} from '../../lib/ui/batch/plan-reason.ts'
import {planLines} from '../../lib/ui/batch/plan-view.ts'
import {planExit, planOfWords} from '../../lib/usecases/batch/plan/plan-of-words.ts'
import type {PlanReport} from '../../lib/usecases/batch/plan/plan-wish.ts'

export default class BatchPlan extends DmpCommand<PlanReport> {
  static override summary = 'command.batch.plan.summary'
  static override description = 'command.batch.plan.description'
  static override examples = [
    'dmp batch plan backlog/manifest.csv --mapping dpi.yaml --identities identities.csv --visible --out plan',
    'dmp batch plan archive/cda --since-last --rules rules.yaml --visible',
    'dmp batch plan messages.hl7 --known-sent acknowledgements.hl7 --visible --json',
  ]
  static override schema = 'dmp.batch.plan/1'
  static override offline = true
  static override strict = false
  static override args = {input: Args.string({description: 'arg.plan-input', required: true})}
  static override flags = {
    mapping: Flags.string({summary: 'flag.plan-mapping', helpValue: 'FILE'}),
    column: Flags.string({summary: 'flag.plan-column', helpValue: 'NAME=SOURCE', multiple: true}),
    sheet: Flags.string({summary: 'flag.plan-sheet', helpValue: 'NAME'}),
    identities: Flags.string({summary: 'flag.plan-identities', helpValue: 'FILE'}),
    'identity-status': Flags.string({summary: 'flag.identity-status', helpValue: 'QUAL'}),
    rules: Flags.string({summary: 'flag.plan-rules', helpValue: 'FILE'}),
    'since-last': Flags.boolean({summary: 'flag.plan-since-last'}),
    'known-sent': Flags.string({summary: 'flag.plan-known-sent', helpValue: 'FILE', multiple: true}),
    'after-restore': Flags.boolean({summary: 'flag.plan-after-restore'}),
    out: Flags.string({summary: 'flag.plan-out', helpValue: 'FOLDER'}),
    force: Flags.boolean({summary: 'flag.plan-force'}),
    again: Flags.boolean({summary: 'flag.again'}),
    'deleted-too': Flags.boolean({summary: 'flag.plan-deleted-too'}),
    'identity-checked': Flags.string({
      summary: 'flag.plan-identity-checked',
      helpValue: 'IPP',
      multiple: true,
    }),
    settle: Flags.integer({summary: 'flag.plan-settle', min: 0, max: 3600, default: 2}),
    width: Flags.integer({summary: 'flag.plan-width', min: 1, max: 32, default: 4}),
    ...journalFlag,
    ...visibilityFlags,
  }

  async run(): Promise<PlanReport> {
    const {argv, flags} = await this.parse(BatchPlan)
    const {
      'since-last': sinceLast,
      'known-sent': knownSent,
      'after-restore': afterRestore,
      settle,
      column: columns,
      ...words
    } = flags
    const report = await planOfWords(await this.context(flags), {
      inputs: argv.map(String),
      mapping: words.mapping,
      columns,
      sheet: words.sheet,
      identities: words.identities,
      identityStatus: words['identity-status'],
      rules: words.rules,
      sinceLast,
      knownSent,
      afterRestore,
      out: words.out,
      force: words.force,
      again: words.again,
      deletedToo: words['deleted-too'],
      identityChecked: words['identity-checked'],
      settleMs: settle * 1000,
      width: words.width,
      visibility: visibilityWords(flags),
      explain: (row) => rowText(row, this.t),
    })
    return this.show(report, planLines, planExit(report))
  }
}
