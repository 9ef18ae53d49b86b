import {parisDate} from '../../../civil-time/paris.ts'
import type {Profile} from '../../../profile/profile.ts'
import {applyRules, sameStructure} from '../../../rules/apply-rules.ts'
import type {RuleFacts, RuleSet} from '../../../rules/rule-set.ts'
import type {PreparedDocument} from '../../submission/prepare-document.ts'
import type {Candidate, Verdict} from '../candidate.ts'

/** Sorts records by the hospital's rules, and holds what another structure wrote. */
export class Sieve {
  readonly #rules: RuleSet | undefined
  readonly #ours: readonly string[]
  readonly #today: string

  constructor({structure}: Profile, rules: RuleSet | undefined, now: number) {
    this.#rules = rules
    const {finessEj, finessEg, siret} = structure
    this.#ours = [finessEj, finessEg, ...(siret ? [siret] : []), ...(rules?.structures ?? [])]
    this.#today = parisDate(now).replaceAll('-', '')
  }

  /** What is certain before the file is opened: most of what does not go costs no reading. */
  early(candidate: Candidate): Verdict | undefined {
    const facts = factsOf(candidate)
    const {structureId} = facts
    if (structureId !== undefined && !this.#ours.some((one) => sameStructure(one, structureId)))
      return {class: 'held', reason: 'foreign-structure', params: {structure: structureId}}
    const verdict = this.#verdict(facts)
    return verdict?.reason === 'rule' ? verdict : undefined
  }

  /** The whole verdict, what a ready-made document says of itself included. */
  whole(candidate: Candidate, {reading}: PreparedDocument): Verdict | undefined {
    const header = reading?.header
    const told: RuleFacts = header
      ? {
          typeCode: header.code?.code,
          title: header.title,
          documentDate: header.effectiveTime?.value,
          birthDate: header.patient?.birthTime?.value,
        }
      : {}
    return this.#verdict({...given(factsOf(candidate)), ...given(told)})
  }

  #verdict(facts: RuleFacts): Verdict | undefined {
    const found = this.#rules && applyRules(this.#rules, facts, this.#today)
    if (!found) return undefined
    const {rule, action, unknown} = found
    if (unknown) return {class: 'held', reason: 'rule-unknown', params: {rule, fact: unknown}}
    return {class: action === 'exclude' ? 'excluded' : 'held', reason: 'rule', params: {rule}}
  }
}

function given(facts: RuleFacts): RuleFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function factsOf({local, request}: Candidate): RuleFacts {
  return {
    typeCode: request?.typeCode ?? local.typeCode,
    unit: request?.unit ?? local.unit,
    status: local.status,
    documentDate: request?.date ?? local.documentDate,
    title: request?.title ?? local.title,
    birthDate: request?.patient?.traits.birthDate,
    structureId: local.structureId,
  }
}
