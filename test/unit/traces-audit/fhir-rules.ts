import {expect} from 'vitest'

/** FHIR R4 AuditEvent: elements allowed and their kinds; then what TdE 2.0 and BALP ask beyond. */
type Kind = 'code' | 'string' | 'uri' | 'instant' | 'boolean' | 'base64' | Shape
interface Shape {
  readonly [element: string]: readonly [kind: Kind, least: number, most: number, list?: true]
}

const many = Number.POSITIVE_INFINITY
const Coding: Shape = {system: ['uri', 0, 1], code: ['code', 0, 1], display: ['string', 0, 1]}
const Concept: Shape = {coding: [Coding, 0, many, true], text: ['string', 0, 1]}
const Identifier: Shape = {system: ['uri', 0, 1], value: ['string', 0, 1]}
const Reference: Shape = {
  reference: ['string', 0, 1],
  type: ['uri', 0, 1],
  identifier: [Identifier, 0, 1],
  display: ['string', 0, 1],
}
const AuditEvent: Shape = {
  resourceType: ['code', 1, 1],
  id: ['code', 0, 1],
  meta: [{profile: ['uri', 0, many, true], tag: [Coding, 0, many, true]}, 0, 1],
  type: [Coding, 1, 1],
  subtype: [Coding, 0, many, true],
  action: ['code', 0, 1],
  period: [{start: ['instant', 0, 1], end: ['instant', 0, 1]}, 0, 1],
  recorded: ['instant', 1, 1],
  outcome: ['code', 0, 1],
  outcomeDesc: ['string', 0, 1],
  purposeOfEvent: [Concept, 0, many, true],
  agent: [
    {
      type: [Concept, 0, 1],
      role: [Concept, 0, many, true],
      who: [Reference, 0, 1],
      altId: ['string', 0, 1],
      name: ['string', 0, 1],
      requestor: ['boolean', 1, 1],
      policy: ['uri', 0, many, true],
      network: [{address: ['string', 0, 1], type: ['code', 0, 1]}, 0, 1],
      purposeOfUse: [Concept, 0, many, true],
    },
    1,
    many,
    true,
  ],
  source: [{site: ['string', 0, 1], observer: [Reference, 1, 1], type: [Coding, 0, many, true]}, 1, 1],
  entity: [
    {
      what: [Reference, 0, 1],
      type: [Coding, 0, 1],
      role: [Coding, 0, 1],
      lifecycle: [Coding, 0, 1],
      name: ['string', 0, 1],
      query: ['base64', 0, 1],
      detail: [{type: ['string', 1, 1], valueString: ['string', 1, 1]}, 0, many, true],
    },
    0,
    many,
    true,
  ],
}

const patterns: Readonly<Record<string, RegExp>> = {
  code: /^[^\s]+(?: [^\s]+)*$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: FHIR strings hold none but these three
  string: /^(?=[\s\S]*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f]+$/,
  uri: /^\S+$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
}

// biome-ignore lint/suspicious/noExplicitAny: the tests look into JSON
export type Resource = any

export function requireAuditEvent(resource: Resource): void {
  requireShape(resource, AuditEvent, 'AuditEvent')
  if (resource.id !== undefined) expect(resource.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/)
  for (const {name, query} of resource.entity ?? [])
    expect(name !== undefined && query !== undefined, 'sev-1').toBe(false)
}

function requireShape(value: Resource, shape: Shape, path: string): void {
  expect(Object.keys(value).length, path).toBeGreaterThan(0)
  for (const name of Object.keys(value)) if (!shape[name]) throw new Error(`${path}.${name} is no element`)
  for (const [name, [kind, least, most, list]] of Object.entries(shape)) {
    const each = listOf(value[name], list === true, `${path}.${name}`)
    expect(each.length, `${path}.${name}`).toBeGreaterThanOrEqual(least)
    expect(each.length, `${path}.${name}`).toBeLessThanOrEqual(most)
    for (const one of each) {
      if (typeof kind === 'object') requireShape(one, kind, `${path}.${name}`)
      else if (kind === 'boolean') expect(typeof one).toBe('boolean')
      else expect(one, `${path}.${name}`).toMatch(patterns[kind] ?? /^$/)
    }
  }
}

function listOf(found: Resource, list: boolean, path: string): Resource[] {
  if (found === undefined) return []
  if (!list) return [found]
  expect(Array.isArray(found), path).toBe(true)
  // FHIR has no empty lists.
  expect(found.length, path).toBeGreaterThan(0)
  return found
}

/** CI-SIS "Traçabilité d'événements" 2.0, profile tde-auditevent. */
export function requireTde(resource: Resource): void {
  requireAuditEvent(resource)
  expect(resource.meta.profile).toEqual([
    'https://interop.esante.gouv.fr/ig/fhir/tde/StructureDefinition/tde-auditevent',
  ])
  expect((resource.subtype ?? []).length).toBeLessThanOrEqual(1)
  expect(resource.period.start).toBeDefined()
  expect(resource.agent.length).toBeLessThanOrEqual(2)
  for (const {who} of resource.agent) expect(who).toBeDefined()
  expect(resource.source.observer.type).toBe('Device')
}

const BALP = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/'
const agentsOf = (resource: Resource, code: string) =>
  resource.agent.filter(({type}: Resource) => type?.coding.some((one: Resource) => one.code === code))

/** What each profile that the resource names asks of it. */
export function requireBalp(resource: Resource): void {
  requireAuditEvent(resource)
  const profiles: readonly string[] = resource.meta.profile ?? []
  if (profiles.includes(`${BALP}IHE.BasicAudit.PrivacyDisclosure.Source`)) requireDisclosure(resource)
  if (profiles.includes(`${BALP}IHE.BasicAudit.SAMLaccessTokenUse.Minimal`)) requireSaml(resource)
}

function requireDisclosure(resource: Resource): void {
  expect([resource.type.code, resource.action]).toEqual(['110106', 'R'])
  expect(resource.outcome).toBeDefined()
  expect(resource.subtype.map(({code}: Resource) => code)).toContain('disclose')
  const [source, ...sources] = agentsOf(resource, '110153')
  const [recipient, ...recipients] = agentsOf(resource, '110152')
  expect([sources, recipients]).toEqual([[], []])
  for (const agent of [source, recipient]) expect(agent).toMatchObject({who: {}, network: {}})
  expect(source.who).toEqual(resource.source.observer)
  expect(resource.entity.length).toBeGreaterThanOrEqual(2)
  const patients = resource.entity.filter(({type, role}: Resource) => type.code === '1' && role.code === '1')
  expect(patients.map(({what}: Resource) => what.type)).toEqual(['Patient'])
}

function requireSaml(resource: Resource): void {
  const [user, ...others] = agentsOf(resource, 'UserSamlAgent')
  expect(others).toEqual([])
  expect(user.requestor).toBe(true)
  expect(user.who.identifier.value).toBeDefined()
  expect(user.policy).toHaveLength(1)
  for (const name of ['altId', 'media', 'network']) expect(user[name]).toBeUndefined()
}
