/**
 * Which site (FINESS géographique, EG) belongs to which legal entity (FINESS juridique, EJ). Since 2023 the certificates
 * that feed the DMP are held by the EJ while the metadata name the site (ANS, alimentation du DMP), so one tool counts by
 * the one and another by the other: figures are compared at a level that both have.
 *
 * Known from the profile, from our own traces and from a file that the user gives, which may also say under which number
 * a closed site is declared now, and which laboratory works for which site. It guesses nothing from the digits.
 */
import type {FinessLevel} from './count-line.ts'

export interface DirectoryEntry {
  readonly eg: string
  readonly ej: string
  readonly name?: string
  /** Site under which the declaration counts this one: closed, merged. */
  readonly declaredUnder?: string
  /** Site that this laboratory or plateau works for, its documents being declared there. */
  readonly worksFor?: string
}

export class Directory {
  readonly #sites = new Map<string, DirectoryEntry>()
  readonly #entities = new Set<string>()

  constructor(entries: Iterable<DirectoryEntry> = []) {
    for (const entry of entries) this.add(entry)
  }

  /** The first word on a site holds. */
  add(entry: DirectoryEntry): void {
    if (!this.#sites.has(entry.eg)) this.#sites.set(entry.eg, entry)
    this.#entities.add(entry.ej)
  }

  /** The level of a number; undefined where nobody told. A number that is both is taken for its entity. */
  levelOf(finess: string): FinessLevel | undefined {
    if (this.#entities.has(finess)) return 'EJ'
    return this.#sites.has(finess) ? 'EG' : undefined
  }

  /** A site that has the number of its legal entity. */
  isBoth(finess: string): boolean {
    return this.#entities.has(finess) && this.#sites.has(finess)
  }

  entityOf(finess: string): string | undefined {
    return this.#sites.get(finess)?.ej ?? (this.#entities.has(finess) ? finess : undefined)
  }

  /** The site under which documents of this one are declared. */
  declaredAs(eg: string): string {
    return this.#sites.get(eg)?.declaredUnder ?? eg
  }

  /** The site that a laboratory works for. */
  clientOf(finess: string): string | undefined {
    return this.#sites.get(finess)?.worksFor
  }

  nameOf(finess: string): string | undefined {
    return this.#sites.get(finess)?.name
  }
}
