import {expect} from 'vitest'
import type {XmlNode} from '../../../src/lib/xmltree/xml-node.ts'

/** Structure of DICOM PS3.15 A.5: children in order with their numbers, attributes needed and allowed, values. */
interface Rule {
  readonly children?: readonly (readonly [name: string, least: number, most: number])[]
  readonly needed?: readonly string[]
  readonly allowed?: readonly string[]
  readonly values?: Readonly<Record<string, RegExp>>
}

const many = Number.POSITIVE_INFINITY
const coded: Rule = {needed: ['csd-code', 'codeSystemName', 'originalText'], allowed: ['displayName']}
const rules: Readonly<Record<string, Rule>> = {
  AuditMessage: {
    children: [
      ['EventIdentification', 1, 1],
      ['ActiveParticipant', 1, many],
      ['AuditSourceIdentification', 1, 1],
      ['ParticipantObjectIdentification', 0, many],
    ],
  },
  EventIdentification: {
    needed: ['EventActionCode', 'EventDateTime', 'EventOutcomeIndicator'],
    values: {
      EventActionCode: /^[CRUDE]$/,
      EventDateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
      EventOutcomeIndicator: /^(?:0|4|8|12)$/,
    },
    children: [
      ['EventID', 1, 1],
      ['EventTypeCode', 0, many],
      ['EventOutcomeDescription', 0, 1],
      ['PurposeOfUse', 0, many],
    ],
  },
  ActiveParticipant: {
    needed: ['UserID', 'UserIsRequestor'],
    allowed: ['AlternativeUserID', 'UserName', 'NetworkAccessPointID', 'NetworkAccessPointTypeCode'],
    values: {UserID: /./s, UserIsRequestor: /^(?:true|false)$/, NetworkAccessPointTypeCode: /^[1-5]$/},
    children: [
      ['RoleIDCode', 0, many],
      ['MediaIdentifier', 0, 1],
    ],
  },
  AuditSourceIdentification: {
    needed: ['AuditSourceID'],
    allowed: ['AuditEnterpriseSiteID'],
    children: [['AuditSourceTypeCode', 0, many]],
  },
  ParticipantObjectIdentification: {
    needed: ['ParticipantObjectID', 'ParticipantObjectTypeCode', 'ParticipantObjectTypeCodeRole'],
    allowed: ['ParticipantObjectDataLifeCycle', 'ParticipantObjectSensitivity'],
    values: {
      ParticipantObjectID: /./s,
      ParticipantObjectTypeCode: /^[1-4]$/,
      ParticipantObjectTypeCodeRole: /^(?:[1-9]|1\d|2[0-4])$/,
      ParticipantObjectDataLifeCycle: /^(?:[1-9]|1[0-5])$/,
    },
    children: [
      ['ParticipantObjectIDTypeCode', 1, 1],
      ['ParticipantObjectName', 0, 1],
      ['ParticipantObjectQuery', 0, 1],
      ['ParticipantObjectDetail', 0, many],
      ['ParticipantObjectDescription', 0, many],
    ],
  },
  ParticipantObjectDetail: {
    needed: ['type', 'value'],
    values: {type: /./, value: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/},
  },
  EventOutcomeDescription: {},
  ParticipantObjectQuery: {},
  EventID: coded,
  EventTypeCode: coded,
  PurposeOfUse: coded,
  RoleIDCode: coded,
  ParticipantObjectIDTypeCode: coded,
}

const sourceTypes: Readonly<Record<string, Rule>> = {
  '2016a': {},
  '2016c': {needed: ['code'], allowed: ['codeSystemName', 'originalText', 'displayName']},
  '2017c': coded,
}

export function requireAuditMessage(node: XmlNode, version = '2017c'): void {
  expect(node.name).toBe('AuditMessage')
  requireRule(node, {...rules, AuditSourceTypeCode: sourceTypes[version] ?? coded})
}

function requireRule(node: XmlNode, all: Readonly<Record<string, Rule>>): void {
  const rule = all[node.name]
  if (!rule) throw new Error(`no element ${node.name}`)
  const {children = [], needed = [], allowed = [], values = {}} = rule
  const attributes = [...node.attributes.keys()]
  for (const name of needed) expect(attributes, node.name).toContain(name)
  for (const name of attributes) expect([...needed, ...allowed], node.name).toContain(name)
  for (const [name, pattern] of Object.entries(values)) {
    const value = node.attributes.get(name)
    if (value !== undefined) expect(value, `${node.name}/@${name}`).toMatch(pattern)
  }
  const order = children.map(([name]) => name)
  const places = node.children.map(({name}) => order.indexOf(name))
  expect(places, node.name).not.toContain(-1)
  expect(places, node.name).toEqual([...places].sort((a, b) => a - b))
  for (const [name, least, most] of children) {
    const count = node.children.filter((one) => one.name === name).length
    expect(count, `${node.name}/${name}`).toBeGreaterThanOrEqual(least)
    expect(count, `${node.name}/${name}`).toBeLessThanOrEqual(most)
  }
  for (const one of node.children) requireRule(one, all)
}
