import {fault} from '../refusals.ts'
import {childrenNamed, elementsOf, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {checkRoles} from './roles.ts'

export const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
export const xsi = 'http://www.w3.org/2001/XMLSchema-instance'

/** What the attributes of an indirect VIHF said. */
export interface VihfAttributes {
  readonly version: string
  readonly structureId: string
  readonly sector: string
  readonly resourceId: string
  readonly roleCodes: readonly string[]
  readonly lpsName: string
  readonly lpsId: string
}

export interface AttributeInsistence {
  readonly version?: '3.0' | '4.0'
  readonly authModeName?: 'Authentification_Mode' | 'Authentification_mode'
  /** Form of resource-id, where the INS of another domain than that of the tests is lawful. */
  readonly resourceId?: RegExp
}

const names = {
  subjectId: 'urn:oasis:names:tc:xspa:1.0:subject:subject-id',
  role: 'urn:oasis:names:tc:xacml:2.0:subject:role',
  resourceId: 'urn:oasis:names:tc:xacml:2.0:resource:resource-id',
  purpose: 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
  confidentiality: 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code',
} as const

/** Form of each plain attribute of an indirect VIHF (GIE message samples, ANS mapping of the VIHF). */
const forms: Readonly<Record<string, {readonly required: boolean; readonly form: RegExp}>> = {
  VIHF_Version: {required: true, form: /^[34]\.0$/},
  Authentification_Mode: {required: false, form: /^INDIRECTE$/},
  Authentification_mode: {required: false, form: /^INDIRECTE$/},
  Identifiant_Structure: {required: true, form: /^(?:1[0-9AB]{9}|3\d{14})$/},
  Secteur_Activite: {required: true, form: /^SA\d{2}\^1\.2\.250\.1\.71\.4\.2\.4$/},
  [names.subjectId]: {required: true, form: /\S/},
  Ressource_URN: {required: true, form: /^urn:dmp$/},
  // 13 characters and a key; Corsica writes 2A or 2B. OID .10 is the NIR of test, .11 of demonstration.
  [names.resourceId]: {
    required: true,
    form: /^[1-8]\d{4}(?:\d{2}|2[AB])\d{8}\^\^\^&1\.2\.250\.1\.213\.1\.4\.1[01]&ISO\^NH$/,
  },
  [names.confidentiality]: {
    required: false,
    form: /^INVISIBLE_REPRESENTANTS_LEGAUX\^1\.2\.250\.1\.213\.1\.1\.4\.13$/,
  },
  LPS_ID: {required: false, form: /\S/},
  LPS_Nom: {required: true, form: /\S/},
  LPS_Version: {required: false, form: /\S/},
  LPS_ID_HOMOLOGATION_DMP: {required: true, form: /\S/},
}

function refuse(name: string, text: string): never {
  throw fault('SandboxVihfRefused', `vihf/attribute/${name.slice(name.lastIndexOf(':') + 1)}`, text)
}

/** Reads and checks every attribute; unknown, repeated, missing or misshapen ones are refused by name. */
export function readAttributes(statement: SourceElement, insist: AttributeInsistence): VihfAttributes {
  const values = collect(statement)
  for (const check of attributeChecks(values, insist)) check()
  return attributesOf(values)
}

/** Each rule on the attributes for itself, in the order in which they are met; each throws its refusal. */
export function attributeChecks(
  values: AttributeValues,
  insist: AttributeInsistence,
): readonly (() => void)[] {
  const ofForms = Object.entries(forms).map(([name, {required, form}]) => () => {
    const wanted = name === names.resourceId ? (insist.resourceId ?? form) : form
    if (!values.has(name)) {
      if (required) refuse(name, `Attribut ${name} absent du VIHF`)
    } else if (!wanted.test(plainValue(values, name))) refuse(name, `Attribut ${name} : valeur refusée`)
  })
  return [
    ...ofForms,
    () => checkMode(values, insist),
    () => {
      if (insist.version !== undefined && plainValue(values, 'VIHF_Version') !== insist.version)
        refuse('VIHF_Version', `Version du VIHF attendue : ${insist.version}`)
    },
    () => checkPurpose(values.get(names.purpose)),
    () => checkRoles(values.get(names.role) ?? []),
  ]
}

/** The values alone; those of roles are read, not judged again. */
export function attributesOf(values: AttributeValues): VihfAttributes {
  return {
    version: plainValue(values, 'VIHF_Version'),
    structureId: plainValue(values, 'Identifiant_Structure'),
    sector: plainValue(values, 'Secteur_Activite'),
    resourceId: plainValue(values, names.resourceId),
    roleCodes: checkRoles(values.get(names.role) ?? []),
    lpsName: plainValue(values, 'LPS_Nom'),
    lpsId: plainValue(values, 'LPS_ID'),
  }
}

/** AttributeValue elements by name. */
export type AttributeValues = ReadonlyMap<string, readonly SourceElement[]>

/** The one text of an attribute; empty when it is absent. */
export function plainValue(values: AttributeValues, name: string): string {
  const elements = values.get(name)
  if (elements === undefined) return ''
  const text = elements.length === 1 && elements[0] ? plainText(elements[0]) : undefined
  if (text === undefined) refuse(name, `Attribut ${name} : une valeur simple est attendue`)
  return text
}

/** Attributes by name: each known, given once, with a value. */
export function collect(statement: SourceElement): Map<string, SourceElement[]> {
  const known = new Set([...Object.keys(forms), names.role, names.purpose])
  const values = new Map<string, SourceElement[]>()
  const attributes = childrenNamed(statement, saml, 'Attribute')
  if (attributes.length !== elementsOf(statement).length) {
    refuse('AttributeStatement', 'AttributeStatement : élément inattendu')
  }
  for (const attribute of attributes) {
    const name = attribute.attributes.get('Name') ?? ''
    if (!known.has(name)) refuse('unknown', `Attribut inconnu dans le VIHF : ${name}`)
    if (values.has(name)) refuse(name, `Attribut ${name} répété`)
    const found = childrenNamed(attribute, saml, 'AttributeValue')
    if (found.length === 0 || found.length !== elementsOf(attribute).length) {
      refuse(name, `Attribut ${name} sans valeur`)
    }
    values.set(name, found)
  }
  return values
}

function checkMode(values: ReadonlyMap<string, unknown>, insist: AttributeInsistence): void {
  const present = ['Authentification_Mode', 'Authentification_mode'].filter((name) => values.has(name))
  const wanted = insist.authModeName
  if (present.length !== 1 || (wanted !== undefined && present[0] !== wanted)) {
    refuse('Authentification_Mode', `Attribut ${wanted ?? 'Authentification_Mode'} attendu une fois`)
  }
}

function checkPurpose(values: readonly SourceElement[] | undefined): void {
  const children = values?.length === 1 && values[0] ? elementsOf(values[0]) : []
  const [purpose] = children
  const accepted =
    children.length === 1 &&
    purpose?.namespace === 'urn:hl7-org:v3' &&
    purpose.name === 'PurposeOfUse' &&
    purpose.attributes.get(`{${xsi}}type`) === 'CE' &&
    purpose.attributes.get('code') === 'normal' &&
    purpose.attributes.get('codeSystem') === '1.2.250.1.213.1.1.4.248'
  if (!accepted) refuse('purposeofuse', 'Mode d’accès « normal » attendu dans purposeofuse')
}
