import type {Oid} from '../ids/oid.ts'
import type {Ins, Matricule, PatientIdentity, StrictTraits} from '../ins/patient-identity.ts'
import {PackedTexts} from '../tabular/packed-texts.ts'
import type {FoundIdentity, IdentityDoubt, ListedIdentity} from './identities.ts'
import type {IdentityLine, UnqualifiedLine} from './identity-line.ts'
import {TextTable} from './text-table.ts'

const SEPARATOR = '\u001f'

const DOUBTS: readonly IdentityDoubt[] = [
  'identity-faulty',
  'identity-two-ins',
  'identity-two-ipp',
  'identity-two-traits',
  'identity-sex',
  'identity-environment',
  'identity-not-qualified',
  'identity-parent',
  'identity-merged',
]

const withoutZeros = (ipp: string) => ipp.replace(/^0+(?=.)/, '').toLowerCase()

/**
 * The patients of a file by IPP, in about 150 bytes each: a hospital has a million. Whatever is stated twice and not
 * alike holds; nothing replaces anything.
 */
export class IdentityIndex {
  readonly #texts = new PackedTexts()
  /** By IPP without leading zeros, so that near ones are neighbours. */
  readonly #byIpp = new TextTable()
  readonly #byIns = new TextTable()
  /** `former current`, by the former number. */
  readonly #formers = new PackedTexts()
  readonly #byFormer = new TextTable()
  #doubts = new Uint8Array(1024)
  #asOf = new Uint32Array(1024)
  #lines = new Uint32Array(1024)
  #deceased = new Uint8Array(1024)
  /** IPP that became another one: few. */
  readonly #merged = new Map<string, string>()
  readonly #ippOid: Oid | undefined

  constructor(ippOid: Oid | undefined) {
    this.#ippOid = ippOid
  }

  get patients(): number {
    return this.#texts.count
  }

  /** @param number its line in the file */
  add(line: IdentityLine, number = 0): void {
    for (const former of line.former ?? [])
      this.#byFormer.add(former, this.#formers.add(`${former} ${line.ins.matricule}`))
    const at = this.#place(line.ipp)
    const text = encoded(line)
    if (at !== undefined) {
      this.#again(at, line, text)
      if (line.deceased) this.#deceased[at] = 1
      return
    }
    const placed = this.#put(line.ipp, text)
    this.#asOf[placed] = line.asOf
    this.#lines[placed] = number
    if (line.deceased) this.#deceased[placed] = 1
    if (line.doubt) this.#doubt(placed, line.doubt)
    this.#tieIns(line, placed)
  }

  /** A line of this IPP could not be read: whatever else is said of the patient, he waits. */
  addFaulty(ipp: string, number = 0): void {
    this.#bare(ipp, 'identity-faulty', number)
  }

  /** The source has no number for this IPP, and calls its identity not qualified. */
  addUnqualified({ipp, doubt, deceased}: UnqualifiedLine, number = 0): void {
    const at = this.#bare(ipp, doubt, number)
    if (deceased) this.#deceased[at] = 1
  }

  /** This IPP became another one: nothing goes under it any more. */
  addMerged(ipp: string, into: string, number = 0): void {
    this.#merged.set(ipp, into)
    this.#bare(ipp, 'identity-merged', number)
  }

  mergedInto(ipp: string): string | undefined {
    return this.#merged.get(ipp)
  }

  /** In the order of the file. */
  *each(): Generator<ListedIdentity> {
    for (let at = 0; at < this.patients; at++) {
      const doubt = DOUBTS[(this.#doubts[at] ?? 0) - 1]
      const found = doubt ? {doubt} : this.#foundAt(at)
      const deceased = this.#deceased[at] === 1
      yield {ipp: this.#ippAt(at), line: this.#lines[at] ?? 0, deceased, found}
    }
  }

  ippOf({matricule, oid}: Ins): string | undefined {
    const at = this.#byIns.find(
      `${matricule} ${oid}`,
      () => true,
      (place) => this.#insAt(place),
    )
    return at === undefined ? undefined : this.#ippAt(at)
  }

  find(ipp: string): FoundIdentity | undefined {
    const at = this.#place(ipp)
    if (at === undefined) return undefined
    const doubt = DOUBTS[(this.#doubts[at] ?? 0) - 1]
    if (doubt) return {doubt}
    return this.#foundAt(at)
  }

  hasNear(ipp: string): boolean {
    return (
      this.#byIpp.find(
        withoutZeros(ipp),
        () => true,
        (at) => withoutZeros(this.#ippAt(at)),
      ) !== undefined
    )
  }

  /** The current number of the patient who had this one before. */
  currentOf(former: string): string | undefined {
    const wordsAt = (at: number) => (this.#formers.at(at) ?? '').split(' ')
    const at = this.#byFormer.find(
      former,
      () => true,
      (place) => wordsAt(place)[0] ?? '',
    )
    return at === undefined ? undefined : wordsAt(at)[1]
  }

  /** Patients by doubt, and how many usable ones were last checked before a day (AAAAMMJJ). */
  count(oldBefore: number): {doubts: Partial<Record<IdentityDoubt, number>>; usable: number; old: number} {
    const doubts: Partial<Record<IdentityDoubt, number>> = {}
    let [usable, old] = [0, 0]
    for (let at = 0; at < this.patients; at++) {
      const doubt = DOUBTS[(this.#doubts[at] ?? 0) - 1]
      if (doubt) doubts[doubt] = (doubts[doubt] ?? 0) + 1
      else usable += 1
      const asOf = this.#asOf[at] ?? 0
      if (!doubt && asOf !== 0 && asOf < oldBefore) old += 1
    }
    return {doubts, usable, old}
  }

  #foundAt(at: number): FoundIdentity {
    const asOf = this.#asOf[at]
    return {...this.#decoded(at), ...(asOf ? {asOf: String(asOf)} : {})}
  }

  #bare(ipp: string, doubt: IdentityDoubt, number: number): number {
    const known = this.#place(ipp)
    const at = known ?? this.#put(ipp, ipp)
    if (known === undefined) this.#lines[at] = number
    this.#doubt(at, doubt)
    return at
  }

  #place(ipp: string): number | undefined {
    return this.#byIpp.find(
      withoutZeros(ipp),
      (at) => this.#ippAt(at) === ipp,
      (at) => withoutZeros(this.#ippAt(at)),
    )
  }

  #ippAt(at: number): string {
    const text = this.#texts.at(at) ?? ''
    const end = text.indexOf(SEPARATOR)
    return end === -1 ? text : text.slice(0, end)
  }

  #put(ipp: string, text: string): number {
    const at = this.#texts.add(text)
    if (at >= this.#doubts.length) {
      this.#doubts = wider(this.#doubts, new Uint8Array(at * 2))
      this.#deceased = wider(this.#deceased, new Uint8Array(at * 2))
      this.#asOf = wider(this.#asOf, new Uint32Array(at * 2))
      this.#lines = wider(this.#lines, new Uint32Array(at * 2))
    }
    this.#byIpp.add(withoutZeros(ipp), at)
    return at
  }

  #again(at: number, line: IdentityLine, text: string): void {
    if (line.doubt) this.#doubt(at, line.doubt)
    const known = this.#texts.at(at) ?? ''
    if (this.#insAt(at) !== insKey(line)) {
      this.#doubt(at, 'identity-two-ins')
      this.#tieIns(line, at)
    } else if (known !== text) this.#doubt(at, 'identity-two-traits')
    this.#asOf[at] = Math.max(this.#asOf[at] ?? 0, line.asOf)
  }

  /** One INS, one patient: a second IPP for it is a double or a collision, and both wait. */
  #tieIns(line: IdentityLine, at: number): void {
    const key = insKey(line)
    const other = this.#byIns.find(
      key,
      () => true,
      (place) => this.#insAt(place),
    )
    if (other !== undefined && other !== at) {
      this.#doubt(other, 'identity-two-ipp')
      this.#doubt(at, 'identity-two-ipp')
    } else if (other === undefined && this.#insAt(at) === key) this.#byIns.add(key, at)
  }

  #insAt(at: number): string {
    const [, matricule = '', oid = ''] = (this.#texts.at(at) ?? '').split(SEPARATOR, 3)
    return `${matricule} ${oid}`
  }

  /** The first doubt is the one that is told. */
  #doubt(at: number, doubt: IdentityDoubt): void {
    if (!this.#doubts[at]) this.#doubts[at] = DOUBTS.indexOf(doubt) + 1
  }

  #decoded(at: number): Pick<Extract<FoundIdentity, {ins: unknown}>, 'ins' | 'identity'> {
    const parts = (this.#texts.at(at) ?? '').split(SEPARATOR)
    const [ipp = '', matricule = '', oid = '', usedName, usedGiven, birthName, ...traits] = parts
    const ins = {matricule: matricule as Matricule, oid: oid as Oid}
    if (birthName === undefined) return {ins}
    const [givenNames = '', firstGiven = '', sex = '', birthDate = '', birthPlace = ''] = traits
    const identity: PatientIdentity = {
      ins,
      traits: {birthName, givenNames, firstGiven, sex: sex as StrictTraits['sex'], birthDate, birthPlace},
      ...(usedName ? {usedName} : {}),
      ...(usedGiven ? {usedGiven} : {}),
      ...(this.#ippOid ? {ipp: {value: ipp, oid: this.#ippOid}} : {}),
    }
    return {ins, identity}
  }
}

function wider<T extends Uint8Array | Uint32Array>(full: T, empty: T): T {
  empty.set(full)
  return empty
}

const insKey = ({ins}: IdentityLine) => `${ins.matricule} ${ins.oid}`

function encoded({ipp, ins, traits, usedName = '', usedGiven = ''}: IdentityLine): string {
  const strict = traits
    ? [
        traits.birthName,
        traits.givenNames,
        traits.firstGiven,
        traits.sex,
        traits.birthDate,
        traits.birthPlace,
      ]
    : []
  return [ipp, ins.matricule, ins.oid, usedName, usedGiven, ...strict].join(SEPARATOR)
}
