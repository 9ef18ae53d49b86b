import {normaliseName} from '../../../ins/names.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {SubmissionRequest} from '../../submission/submission-request.ts'
import type {Candidate, NamedPerson, Verdict} from '../candidate.ts'
import {bareIpp} from '../near-ipp.ts'
import {isLive, type Known} from './known-versions.ts'
import type {PlanBench} from './plan-wish.ts'

/** What ties a patient's names to each other; the reason that is told where one does not hold. */
type Tie = 'patient-two-ins' | 'ipp-near' | 'patient-two-ipp' | 'patient-two-names'

/** Patients at hand: their other documents cost nothing. */
const KEPT = 20_000

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
    for (const person of personsOf(candidate)) {
      const key = keyOf(person)
      if (this.#seen.has(key)) continue
      for (const tied of tiesOf(person)) await this.#note(tied)
      if (this.#seen.size < KEPT) this.#seen.add(key)
    }
  }

  async #note({tie, name, value, part}: Tied): Promise<void> {
    const what = `${part ?? tie} ${name}`
    if ((await this.#index.noted('is', `${what} ${value}`)) !== undefined) return
    await this.#index.note('is', `${what} ${value}`)
    if ((await this.#index.noted('has', what)) === undefined) return this.#index.note('has', what)
    this.#doubts = true
    await this.#index.note('doubt', `${tie} ${name}`)
  }

  /** Why the patient of a record is in doubt, be it for what another record or the journal states. */
  async verdict(bench: PlanBench, candidate: Candidate): Promise<Verdict | undefined> {
    const persons = personsOf(candidate)
    if (this.#doubts)
      for (const {tie, name} of persons.flatMap((one) => [...tiesOf(one)]))
        if ((await this.#index.noted('doubt', `${tie} ${name}`)) !== undefined)
          return {class: 'held', reason: tie}
    const ipp = persons.find((one) => one.ipp !== undefined)?.ipp
    const matricule = persons.find((one) => one.matricule !== undefined)?.matricule
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

/** What the record states, then what the header of its document does. */
function personsOf({request, local, deletion, document, verdict}: Candidate): readonly NamedPerson[] {
  // Of a rejected record nobody knows which of its parts is wrong.
  const header = (verdict?.class === 'rejected' ? undefined : document?.person) ?? {}
  const {birthName, firstGiven, sex, birthDate} = request?.patient?.traits ?? request?.statedTraits ?? {}
  const matricule = matriculeOf(request) ?? deletion?.ins?.matricule ?? header.matricule
  const ipp = request?.ipp ?? local.ipp
  const stated = given({ipp, matricule, birthName, firstGiven, sex, birthDate})
  return [stated, header]
}

const given = (person: {readonly [K in keyof NamedPerson]: NamedPerson[K] | undefined}): NamedPerson =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined))

const matriculeOf = (request: SubmissionRequest | undefined) =>
  request?.patient?.ins.matricule ?? request?.statedIns?.matricule

function keyOf({ipp, matricule, birthName, firstGiven, sex, birthDate}: NamedPerson): string {
  return [ipp, matricule, birthName, firstGiven, sex, birthDate].join('\u001f')
}

/** One thing said of a patient under one of his names; `part` where several may be said of it apart. */
interface Tied {
  readonly tie: Tie
  readonly name: string
  readonly value: string
  readonly part?: 'patient-given'
}

function* tiesOf({ipp, matricule, birthName, firstGiven, sex, birthDate}: NamedPerson): Generator<Tied> {
  if (ipp !== undefined) yield {tie: 'ipp-near', name: bareIpp(ipp), value: ipp}
  if (matricule === undefined) return
  if (ipp !== undefined) {
    yield {tie: 'patient-two-ins', name: ipp, value: matricule}
    yield {tie: 'patient-two-ipp', name: matricule, value: ipp}
  }
  const whole = birthName !== undefined && sex !== undefined && birthDate !== undefined
  const civil = {tie: 'patient-two-names', name: matricule} as const
  if (whole) yield {...civil, value: [loose(birthName), sex, birthDate].join(' ')}
  if (firstGiven !== undefined) yield {...civil, value: loose(firstGiven), part: 'patient-given'}
}

const loose = (name: string) => normaliseName(name).replaceAll(/[-' ]+/g, ' ')
