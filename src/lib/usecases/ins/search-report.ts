import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {isOid} from '../../ids/oid.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {SearchVerdict} from '../../insi/attempts.ts'
import type {InsiFinding, ReturnedIdentity, ReturnedIns} from '../../insi/insi.ts'
import {type JudgedIdentity, wholeNumber} from '../../insi/judge-identity.ts'
import type {ChangeKind, TraitChange, TraitName} from '../../insi/search-traits.ts'

/** One request made, with the raw code of its answer. */
export interface SearchTry {
  readonly number: number
  readonly names: 'one' | 'all'
  /** Place of the given name in the list, from 1; 0 for the whole list. */
  readonly position: number
  readonly withPlace: boolean
  readonly code: string
  readonly label: string
  readonly messageId: string
  readonly tookMs: number
}

export interface ShownIns {
  readonly matricule: string
  readonly oid: string | null
  readonly from: string | null
  readonly until: string | null
}

const MEMBERS = ['birthName', 'givenNames', 'firstGiven', 'sex', 'birthDate', 'birthPlace'] as const

export interface ShownIdentity extends ShownIns {
  /** OID under which the profile uses it, when `ins.oidMapping` changed it. */
  readonly usedOid: string | null
  readonly traits: Readonly<Record<(typeof MEMBERS)[number], string | null>>
  readonly history: readonly ShownIns[]
  /** Parts that the answer does not hold. */
  readonly missing: readonly string[]
  /** Traits that differ from those asked. */
  readonly differences: readonly string[]
}

export interface InsSearch {
  readonly source: 'insi' | 'file'
  /** Saved answer that was read instead of a call. */
  readonly file: string | null
  readonly environment: string | null
  /** CN of the certificate presented. */
  readonly certificate: string | null
  readonly verdict: SearchVerdict
  /** Raw, of the last answer. */
  readonly code: string
  readonly label: string
  readonly attempts: readonly SearchTry[]
  /** Number of the attempt that found the person. */
  readonly matched: number | null
  /** What normalising changed; the values with --unmask alone. */
  readonly changes: readonly {
    readonly trait: TraitName
    readonly kinds: readonly ChangeKind[]
    readonly from?: string
    readonly to?: string
  }[]
  readonly identity: ShownIdentity | null
  readonly findings: readonly InsiFinding[]
  readonly masked: boolean
}

/** 0: found without a remark; 10: none, several, an unknown code, or something a person must look at. */
export function insSearchExit({verdict, findings}: Pick<InsSearch, 'verdict' | 'findings'>): ExitCode {
  const doubt = findings.some(({severity}) => severity === 'warning')
  return verdict === 'found' && !doubt ? exitCodes.done : exitCodes.findings
}

export function shownChanges(changes: readonly TraitChange[], unmask: boolean): InsSearch['changes'] {
  return changes.map(({trait, kinds, from, to}) => (unmask ? {trait, kinds, from, to} : {trait, kinds}))
}

export function shownIdentity(
  {active, history, traits, missing}: ReturnedIdentity,
  {ins, mappedFrom, differences}: JudgedIdentity,
  unmask: boolean,
): ShownIdentity {
  return {
    ...shownIns(active, unmask),
    usedOid: mappedFrom && ins ? ins.oid : null,
    traits: Object.fromEntries(
      MEMBERS.map((name) => [name, traits[name] === undefined ? null : hidden(name, traits[name], unmask)]),
    ) as ShownIdentity['traits'],
    history: history.map((one) => shownIns(one, unmask)),
    missing,
    differences,
  }
}

function shownIns(ins: ReturnedIns, unmask: boolean): ShownIns {
  const number = wholeNumber(ins)
  return {
    matricule: unmask ? number : maskIns(number),
    oid: unlessStrange(ins.oid, isOid, unmask),
    from: unlessStrange(ins.from, isMoment, unmask),
    until: unlessStrange(ins.until, isMoment, unmask),
  }
}

const isMoment = (text: string) => /^\d{4}-?\d{2}-?\d{2}(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.test(text)

/** What does not have its form may be anything, a number too. */
function unlessStrange(
  text: string | undefined,
  isFit: (text: string) => boolean,
  unmask: boolean,
): string | null {
  if (text === undefined) return null
  return unmask || isFit(text) ? text : '•••••'
}

function hidden(name: (typeof MEMBERS)[number], text: string, unmask: boolean): string {
  if (unmask || name === 'sex') return text
  if (name === 'birthDate') return `${text.slice(0, 4)}••••`
  return name === 'birthPlace' ? '•••••' : `${text.slice(0, 1)}•••`
}
