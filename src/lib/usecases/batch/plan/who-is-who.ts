import {normaliseName} from '../../../ins/names.ts'
import type {StrictTraits} from '../../../ins/patient-identity.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {SubmissionRequest} from '../../submission/submission-request.ts'
import type {Candidate, Verdict} from '../candidate.ts'
import {bareIpp} from '../near-ipp.ts'
import {isLive, type Known} from './known-versions.ts'
import type {PlanBench} from './plan-wish.ts'

/** What ties a patient's names to each other; the reason that is told where one does not hold. */
type Tie = 'patient-two-ins' | 'ipp-near' | 'patient-two-ipp' | 'patient-two-names'

/** Patients at hand: their other documents cost nothing. */
const KEPT = 20_000

interface Person {
  readonly ipp?: string | undefined
  readonly matricule?: string | undefined
  readonly traits?: Partial<StrictTraits> | undefined
}

/**
 * Who the records of one plan are for, all of them and the journal taken together (RNIV; EX_GEN-1270): one IPP has one
 * INS, one INS one IPP and one name, and an IPP is written in one way. What is stated twice and not alike holds every
 * record of these patients: which statement is the wrong one cannot be told here.
 */
export class WhoIsWho {
  readonly #index: PlanIndex
  readonly #checked: ReadonlySet<string>
  readonly #seen = new Set<string>()
  readonly #journal = new Map<string, Promise<Verdict | undefined>>()
  readonly #asksJournal: boolean
  #doubts = false

  /** `checked`: IPP that a person looked at. `asksJournal`: it holds documents from before this plan. */
  constructor(
    index: PlanIndex,
    {checked, asksJournal}: {readonly checked: readonly string[]; readonly asksJournal: boolean},
  ) {
    this.#index = index
    this.#checked = new Set(checked.map(bareIpp))
    this.#asksJournal = asksJournal
  }

  /** Notes what a record of the first reading states; one after the other. */
  async see(candidate: Candidate): Promise<void> {
    const person = personOf(candidate)
    const key = keyOf(person)
    if (this.#seen.has(key)) return
    for (const [tie, name, value] of tiesOf(person)) await this.#note(tie, name, value)
    if (this.#seen.size < KEPT) this.#seen.add(key)
  }

  async #note(tie: Tie, name: string, value: string): Promise<void> {
    if ((await this.#index.noted('is', `${tie} ${name} ${value}`)) !== undefined) return
    await this.#index.note('is', `${tie} ${name} ${value}`)
    if ((await this.#index.noted('has', `${tie} ${name}`)) === undefined)
      return this.#index.note('has', `${tie} ${name}`)
    this.#doubts = true
    await this.#index.note('doubt', `${tie} ${name}`)
  }

  /** Why the patient of a record is in doubt, be it for what another record or the journal states. */
  async verdict(bench: PlanBench, candidate: Candidate): Promise<Verdict | undefined> {
    const person = personOf(candidate)
    if (this.#doubts)
      for (const [tie, name] of tiesOf(person))
        if ((await this.#index.noted('doubt', `${tie} ${name}`)) !== undefined)
          return {class: 'held', reason: tie}
    const {ipp, matricule} = person
    if (!this.#asksJournal || ipp === undefined || matricule === undefined) return undefined
    if (this.#checked.has(bareIpp(ipp))) return undefined
    const key = `${ipp} ${matricule}`
    const known = this.#journal.get(key) ?? againstJournal(bench, {ipp, matricule})
    if (this.#journal.size < KEPT) this.#journal.set(key, known)
    return known
  }
}

/** What was sent, or waits to be, under this IPP or this INS; what was refused or deleted counts no more. */
async function againstJournal(
  bench: PlanBench,
  {ipp, matricule}: {readonly ipp: string; readonly matricule: string},
): Promise<Verdict | undefined> {
  const journal = await bench.journal()
  const {name, ins} = await bench.profile()
  const ours = (item: Known) =>
    isLive(item) && (item.establishment === undefined || item.establishment === name)
  const stranger = (await journal.items({ipp})).find((item) => ours(item) && item.ins.matricule !== matricule)
  if (stranger) return held('patient-other-ins', stranger)
  for (const oid of ins.allowedOids) {
    const same = await journal.items({ins: {matricule, oid} as Known['ins']})
    const other = same.find((item) => ours(item) && item.ipp !== undefined && item.ipp !== ipp)
    if (other)
      return held(bareIpp(other.ipp ?? '') === bareIpp(ipp) ? 'ipp-near' : 'patient-other-ipp', other)
  }
  return undefined
}

const held = (reason: string, {documentUniqueId}: Known): Verdict => ({
  class: 'held',
  reason,
  params: {uniqueId: documentUniqueId},
})

function personOf({request, local, deletion}: Candidate): Person {
  return {
    ipp: request?.ipp ?? local.ipp,
    matricule: matriculeOf(request) ?? deletion?.ins?.matricule,
    traits: request?.patient?.traits ?? request?.statedTraits,
  }
}

const matriculeOf = (request: SubmissionRequest | undefined) =>
  request?.patient?.ins.matricule ?? request?.statedIns?.matricule

function keyOf({ipp, matricule, traits}: Person): string {
  const {birthName, firstGiven, sex, birthDate} = traits ?? {}
  return [ipp, matricule, birthName, firstGiven, sex, birthDate].join('\u001f')
}

function* tiesOf({ipp, matricule, traits}: Person): Generator<readonly [Tie, string, string]> {
  if (ipp !== undefined) yield ['ipp-near', bareIpp(ipp), ipp]
  if (matricule === undefined) return
  if (ipp !== undefined) {
    yield ['patient-two-ins', ipp, matricule]
    yield ['patient-two-ipp', matricule, ipp]
  }
  const {birthName, firstGiven, sex, birthDate} = traits ?? {}
  if (birthName !== undefined && firstGiven !== undefined)
    yield ['patient-two-names', matricule, [loose(birthName), loose(firstGiven), sex, birthDate].join(' ')]
}

const loose = (name: string) => normaliseName(name).replaceAll(/[-' ]+/g, ' ')
