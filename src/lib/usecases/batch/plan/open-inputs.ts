import {hashSource} from '../../../digest/hash-source.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {Identities} from '../../../identities/identities.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {RuleSet} from '../../../rules/rule-set.ts'
import type {Candidate, CandidateSource} from '../candidate.ts'
import {openCdaFolder} from '../inputs/cda-folder.ts'
import {detectInput, type InputKind} from '../inputs/detect-input.ts'
import {isFolder} from '../inputs/files-of.ts'
import {openHl7} from '../inputs/hl7.ts'
import type {InputOptions} from '../inputs/input-options.ts'
import {joinIdentity} from '../inputs/join-identity.ts'
import {mappingOf, openTabular} from '../inputs/tabular.ts'
import {loadIdentities} from '../inputs/tabular-identities.ts'
import {openXdm} from '../inputs/xdm.ts'
import type {PlanTerms} from './batch-of-plan.ts'
import type {PlanRow} from './plan-row.ts'
import type {PlanBench, PlanReport, PlanWish} from './plan-wish.ts'
import {keepRules, loadRules, type RulesInForce, warnOfTypes} from './rules-in-force.ts'
import {SeenFiles} from './seen-files.ts'

export interface PlanInputs {
  /** What decides that a later command asks for the same plan. */
  readonly terms: PlanTerms
  readonly facts: Readonly<Record<string, unknown>>
  readonly rules: PlanReport['rules']
  readonly ruleSet?: RuleSet
  /** The current number of a patient who had this one before, as the identities file tells. */
  currentOf(former: string): string | undefined
  /** All records in order; each call reads them anew. */
  open(): CandidateSource
  /** Files left out because an earlier plan dealt with them. */
  seenBefore(): number
  /** Told of every row, written now or by an interrupted run. */
  tell(row: PlanRow): Promise<void>
  /** The plan is complete: what it dealt with need not be seen again. */
  planned(batchId: string): Promise<void>
}

interface Input {
  readonly path: string
  readonly kind: InputKind
  readonly folder: boolean
}

interface Means {
  readonly bench: PlanBench
  readonly wish: PlanWish
  readonly identities: Identities | undefined
}

const OPENERS = {hl7: openHl7, xdm: openXdm, 'cda-folder': openCdaFolder} as const

/** An identity of the file, under the same INS, is qualified: it settles what a feed leaves ambiguous. */
function knownStatus(identities: Identities): NonNullable<InputOptions['statusOf']> {
  return ({ins, ipp}) => {
    const found = ipp === undefined ? undefined : identities.find(ipp)
    if (!found || 'doubt' in found) return undefined
    return found.ins.matricule === ins.matricule && found.ins.oid === ins.oid ? 'QUAL' : undefined
  }
}

function openOne({bench, wish, identities}: Means, {path, kind}: Input): CandidateSource {
  const {visibility, identityStatus, mapping, columns, sheet} = wish
  if (kind === 'tabular')
    return openTabular(bench, path, {mapping, columns, sheet, visibility, identities, allowAbsolute: false})
  const statusOf = identities && knownStatus(identities)
  const source = OPENERS[kind](bench, path, {visibility, identityStatus, statusOf})
  return identities ? joined(source, identities) : source
}

async function* joined(source: CandidateSource, identities: Identities): AsyncGenerator<Candidate> {
  for await (const candidate of source) yield joinIdentity(candidate, identities)
}

/** A folder that is fed from elsewhere may be empty for a while: a scheduled plan then finds nothing new. */
async function kindOf(bench: PlanBench, {sinceLast}: PlanWish, path: string): Promise<InputKind> {
  try {
    return await detectInput(bench, path)
  } catch (error) {
    if (!sinceLast || !(error instanceof DmpError) || error.details['reason'] !== 'empty') throw error
    bench.warn({code: 'folder-empty', params: {folder: path}})
    return 'cda-folder'
  }
}

async function lookAt(bench: PlanBench, wish: PlanWish): Promise<readonly Input[]> {
  const inputs: Input[] = []
  for (const word of wish.inputs) {
    const path = bench.files.resolve(word)
    inputs.push({path, kind: await kindOf(bench, wish, path), folder: await isFolder(bench.files, path)})
  }
  return inputs
}

/** Looks at what the operator named and prepares its reading. @throws DmpError when something cannot be read at all */
export async function openInputs(bench: PlanBench, wish: PlanWish, index: PlanIndex): Promise<PlanInputs> {
  const inputs = await lookAt(bench, wish)
  const rules = wish.rules === undefined ? undefined : await loadRules(bench, wish.rules)
  const identities =
    wish.identities === undefined
      ? undefined
      : await loadIdentities(bench, wish.identities, {inMapping: wish.mapping})
  const folders = inputs.filter(({folder}) => folder).map(({path}) => path)
  const seen = new SeenFiles(bench, index, folders)
  if (wish.sinceLast) await seen.load()
  if (rules) await keepRules(bench, rules)
  if (rules) await warnOfTypes(bench, rules.rules)
  let readings = 0
  async function* all(): AsyncGenerator<Candidate> {
    readings += 1
    const files = seen.unseen(readings === 1)
    for (const input of inputs) yield* openOne({bench: {...bench, files}, wish, identities}, input)
  }
  const {rules: ruleSet, ...named} = rules ?? {}
  const inForce = ruleSet ? {rulesInForce: {...named, version: ruleSet.version, title: ruleSet.title}} : {}
  return {
    terms: await termsOf(bench, wish, inputs, rules),
    facts: {kinds: inputs.map(({kind}) => kind), ...(await identitiesFacts(bench, wish)), ...inForce},
    rules: rules ? {file: rules.file, version: rules.rules.version, sha256: rules.sha256} : null,
    ...(ruleSet ? {ruleSet} : {}),
    currentOf: (former) => identities?.currentOf(former),
    open: all,
    seenBefore: () => seen.before,
    tell: (row) => seen.tell(row),
    planned: (batchId) => seen.keep(batchId),
  }
}

async function termsOf(
  bench: PlanBench,
  wish: PlanWish,
  inputs: readonly Input[],
  rules: RulesInForce | undefined,
): Promise<PlanTerms> {
  const {mapping, columns = [], knownSent = []} = wish
  const mapped = mapping || columns.length > 0 ? await mappingOf(bench, {mapping, columns}) : undefined
  return {
    inputs: inputs.map(({path}) => path),
    mapping: mapped ? [mapping ?? null, mapped.hash, columns] : null,
    identities: wish.identities === undefined ? null : bench.files.resolve(wish.identities),
    rules: rules?.sha256 ?? null,
    visibility: wish.visibility ?? null,
    identityStatus: wish.identityStatus ?? null,
    sinceLast: wish.sinceLast ?? false,
    again: wish.again ?? false,
    deletedToo: wish.deletedToo ?? false,
    ...(wish.sheet === undefined ? {} : {sheet: wish.sheet}),
    ...(wish.identityChecked?.length ? {identityChecked: wish.identityChecked} : {}),
    knownSent: knownSent.map((word) => bench.files.resolve(word)),
  }
}

/** Which identities were used: a later export of the same name is another one. */
async function identitiesFacts({files, signal}: PlanBench, {identities}: PlanWish): Promise<object> {
  if (identities === undefined) return {}
  const {sha256} = await hashSource(await files.source(files.resolve(identities)), ['sha256'], signal)
  return {identitiesSha256: sha256}
}
