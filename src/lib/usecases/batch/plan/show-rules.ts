import {proposedRules} from '../../../rules/proposal.ts'
import type {Rule, RuleSet} from '../../../rules/rule-set.ts'
import {rulesText} from '../../../rules/write-rules.ts'
import type {PlanBench} from './plan-wish.ts'
import {keepRules, loadRules, warnOfTypes} from './rules-in-force.ts'

export interface RulesWish {
  readonly rules?: string | undefined
  /** Page for the commission. */
  readonly html?: string | undefined
  /** The same rules as a file to adapt. */
  readonly write?: string | undefined
  readonly force?: boolean | undefined
}

export interface RulesReport {
  /** Null for the rules that are proposed where there are none yet. */
  readonly file: string | null
  readonly sha256: string | null
  readonly title: string
  readonly version: string
  readonly rules: readonly Rule[]
  readonly structures: readonly string[]
  readonly establishment: string
  readonly madeAt: string
  /** Kept in the journal now; false when they were there. */
  readonly recorded: boolean
  readonly written: readonly string[]
}

/** What the interface adds: the words of the proposal and the page. */
export interface RulesTexts {
  proposal(rules: RuleSet): RuleSet
  page(report: RulesReport): string
}

/**
 * `batch rules`: the sorting rules as people read them. Rules of a file are kept in the journal, whole and by version;
 * without a file, rules to begin with are proposed.
 * @throws DmpError DMP_RULES_INVALID, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE
 */
export async function showRules(bench: PlanBench, wish: RulesWish, texts: RulesTexts): Promise<RulesReport> {
  const profile = await bench.profile()
  const read = wish.rules === undefined ? undefined : await loadRules(bench, wish.rules)
  if (read) await warnOfTypes(bench, read.rules)
  const set = read?.rules ?? texts.proposal(proposedRules)
  const report: RulesReport = {
    file: read?.file ?? null,
    sha256: read?.sha256 ?? null,
    ...set,
    establishment: profile.structure.name,
    madeAt: new Date(bench.clock.now()).toISOString(),
    recorded: read ? await keepRules(bench, read) : false,
    written: [],
  }
  const outputs = [
    ...(wish.write === undefined ? [] : [{path: bench.files.resolve(wish.write), text: rulesText(set)}]),
    ...(wish.html === undefined ? [] : [{path: bench.files.resolve(wish.html), text: texts.page(report)}]),
  ]
  for (const {path, text} of outputs) await bench.files.write(path, text, {force: wish.force ?? false})
  return {...report, written: outputs.map(({path}) => path)}
}
