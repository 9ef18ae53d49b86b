import type {Ins} from '../../ins/patient-identity.ts'

/**
 * Tells patients apart while one reading lasts, in memory alone. A pseudonym is made with the key of its journal: of a
 * patient whose documents stand in two journals, or on both sides of a new key, there are two. His INS, which the items
 * hold sealed, is one; where an item has none, a pseudonym that was met beside an INS stands for it. Nothing of it leaves
 * but a number that means nothing elsewhere.
 */
export class CountedPatients {
  readonly #byIns = new Map<string, string>()
  readonly #byPseudonym = new Map<string, string>()

  /** A word for the patient of an item; undefined where nothing names him. */
  of(ins: Pick<Ins, 'matricule'> | undefined, pseudonym: string | undefined): string | undefined {
    if (!ins) return pseudonym && (this.#byPseudonym.get(pseudonym) ?? pseudonym)
    const known = this.#byIns.get(ins.matricule) ?? `patient-${this.#byIns.size + 1}`
    this.#byIns.set(ins.matricule, known)
    if (pseudonym) this.#byPseudonym.set(pseudonym, known)
    return known
  }
}
