import {hashSource} from '../../../digest/hash-source.ts'
import {readRules, rulesFault} from '../../../rules/read-rules.ts'
import type {ConditionName, Conditions, RuleSet} from '../../../rules/rule-set.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import type {Workbench} from '../../ports.ts'
import {planEvents} from './plan-row.ts'

type Bench = Pick<Workbench, 'files' | 'journal' | 'clock'>

/** Rules read from a file, with what names them for good. */
export interface RulesInForce {
  readonly file: string
  readonly sha256: string
  readonly rules: RuleSet
}

/** @throws DmpError DMP_FILE_UNREADABLE, DMP_RULES_INVALID */
export async function loadRules(bench: Pick<Bench, 'files'>, path: string): Promise<RulesInForce> {
  const file = bench.files.resolve(path)
  const bytes = await bench.files.read(file, {maxBytes: 2 * 1024 * 1024})
  const {sha256} = await hashSource(bytesSource(bytes), ['sha256'])
  return {file, sha256, rules: readRules(bytes, file)}
}

/**
 * Keeps these rules in the journal, whole, once: what the commission validated can be shown years later. A version that
 * already names other rules is refused. Answers whether they are new.
 * @throws DmpError DMP_RULES_INVALID {reason: version-reused}
 */
export async function keepRules(bench: Bench, {file, sha256, rules}: RulesInForce): Promise<boolean> {
  const journal = await bench.journal()
  for await (const {data} of journal.events({operation: planEvents.rules})) {
    if (data['sha256'] === sha256) return false
    if (data['version'] === rules.version && data['title'] === rules.title)
      throw rulesFault(file, 'version', 'version-reused', rules.version)
  }
  const event = {
    phase: 'event',
    operation: planEvents.rules,
    occurredAt: bench.clock.now(),
    data: {file, sha256, title: rules.title, version: rules.version, rules},
  } as const
  await journal.record([{event}])
  return true
}

/** A type that the DMP has no code for is met by no document: the rule that names it would let out what it is to keep. */
export async function warnOfTypes(
  {valueSets, warn}: Pick<Workbench, 'valueSets' | 'warn'>,
  {rules}: RuleSet,
): Promise<void> {
  const tables = await valueSets()
  for (const {name, when} of rules) {
    const types = [...list(when.types), ...list(when.not_types)]
    const unknown = types.filter((code) => !tables.has('J66', code))
    if (unknown.length > 0)
      warn({code: 'rules-type-unknown', params: {rule: name, types: unknown.join(', ').slice(0, 200)}})
  }
}

const list = (value: Conditions[ConditionName]) => (Array.isArray(value) ? (value as readonly string[]) : [])
