/*
 * The parameter file that the DMP publishes for software (param-lps), to be read at least every 24 hours
 * (EX_GEN-1550): are the functions for minors on, from which age is one an adult, may a document be hidden from
 * the patient and from professionals together, is this the production platform.
 *
 * The published file was not available when this was written: only the names of its parameters are known, one of
 * them in two spellings (`cumul-invisible_patient-masque_ps` in the homologation plan,
 * `cumulInvisiblePatientMasquePs` elsewhere). Three shapes are read, in any namespace and at any depth:
 * `<name>value</name>`, `<x name="name" value="value"/>` and `<x name="name">value</x>`, with `nom`, `cle`, `key` or
 * `code` and `valeur` as other attribute names. A parameter that is absent or not understood takes its strict value
 * and is named in a finding.
 *
 * Not here: fetching and keeping the file (`paramlps-cache`), applying it (`visibility`).
 */
import {descendantsOf, textOf, type XmlNode} from '../xmltree/xml-node.ts'

export interface ParamLps {
  readonly minorsRule: boolean
  /** Years. */
  readonly ageOfMajority: number
  readonly cumulAllowed: boolean
  /** Absent when the file does not say. */
  readonly production?: boolean
  readonly findings: readonly ParamLpsFinding[]
}

/** A parameter that took its strict value; message `rule.<rule>`. */
export interface ParamLpsFinding {
  readonly rule:
    | 'PARAM-LPS-ABSENT'
    | 'PARAM-LPS-STALE'
    | 'PARAM-LPS-MISSING'
    | 'PARAM-LPS-VALUE'
    | 'PARAM-LPS-CONFLICT'
  readonly severity: 'warning'
  readonly params: Readonly<Record<string, string | number>>
}

const STRICT = {minorsRule: true, ageOfMajority: 18, cumulAllowed: false} as const

/** The stricter reading, when there is no file: no cumulation, the minors' functions on. */
export const strictParamLps: ParamLps = {
  ...STRICT,
  findings: [{rule: 'PARAM-LPS-ABSENT', severity: 'warning', params: {}}],
}

const NAMES = {
  minors: 'fonctionsgestionmineurs',
  age: 'agemajorite',
  cumul: 'cumulinvisiblepatientmasqueps',
} as const
const PRODUCTION = ['production', 'flagproduction', 'isproduction', 'environnementproduction'] as const

/** @param root the document element, opened by the one door for untrusted XML */
export function readParamLps(root: XmlNode): ParamLps {
  const stated = statements(root)
  const findings: ParamLpsFinding[] = []
  const take = <T>(name: string, read: (text: string) => T | undefined, strict: T): T => {
    const texts = stated.get(name) ?? []
    const warn = (rule: ParamLpsFinding['rule']) => findings.push({rule, severity: 'warning', params: {name}})
    if (texts.length === 0) warn('PARAM-LPS-MISSING')
    else if (new Set(texts).size > 1) warn('PARAM-LPS-CONFLICT')
    else {
      const value = read(texts[0] ?? '')
      if (value !== undefined) return value
      warn('PARAM-LPS-VALUE')
    }
    return strict
  }
  const read = {
    minorsRule: take(NAMES.minors, readBoolean, STRICT.minorsRule as boolean),
    ageOfMajority: take(NAMES.age, readAge, STRICT.ageOfMajority as number),
    cumulAllowed: take(NAMES.cumul, readBoolean, STRICT.cumulAllowed as boolean),
  }
  const production = PRODUCTION.flatMap((name) => stated.get(name) ?? [])
    .map(readBoolean)
    .find((value) => value !== undefined)
  return production === undefined ? {...read, findings} : {...read, production, findings}
}

/** Values by name, the name without case, `-`, `_` or blanks so that both published spellings meet. */
function statements(root: XmlNode): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const add = (name: string, value: string) => {
    const key = name.toLowerCase().replaceAll(/[-_.\s]/g, '')
    found.set(key, [...(found.get(key) ?? []), value.trim().toLowerCase()])
  }
  for (const node of descendantsOf(root)) {
    const attribute = (...names: string[]) =>
      names.map((name) => node.attributes.get(name)).find((value) => value !== undefined)
    const value = attribute('value', 'valeur') ?? (node.children.length === 0 ? textOf(node) : '')
    if (value === '') continue
    add(attribute('name', 'nom', 'cle', 'key', 'code') ?? node.name, value)
  }
  return found
}

function readBoolean(text: string): boolean | undefined {
  if (['true', '1', 'oui', 'o', 'yes', 'y', 'actif', 'vrai'].includes(text)) return true
  if (['false', '0', 'non', 'n', 'no', 'inactif', 'faux'].includes(text)) return false
  return undefined
}

function readAge(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) && Number(text) >= 12 && Number(text) <= 25 ? Number(text) : undefined
}
