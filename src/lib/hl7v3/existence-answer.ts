import {
  allOf,
  attributeOf,
  childOf,
  childrenOf,
  descendantsOf,
  pathOf,
  textOf,
  type XmlNode,
} from '../xmltree/xml-node.ts'

/** Traits as the DMP holds them: to be shown beside ours, never to replace them (REC_0.2-1120). */
export interface ReturnedTraits {
  readonly birthName?: string
  /** Absent when the DMP says `NON RENSEIGNE` (REC_0.2-1020). */
  readonly usedName?: string
  readonly givenNames: readonly string[]
  readonly sex?: string
  /** AAAAMMJJ */
  readonly birthDate?: string
  /** INSEE code (COG), where one is written. */
  readonly birthPlace?: string
}

export interface DmpExistence {
  readonly state: 'active' | 'closed' | 'none'
  /** Linked to Mon espace santé; absent when the answer does not say. */
  readonly linkedToEns?: boolean
  /** `VALIDE`, `NON_EXISTE`, `INTERDIT`, `EXPIRE`, as written. Not needed to feed (EX_3.3-1060). */
  readonly authorisation?: string
  readonly treatingDoctor?: boolean
  readonly internetAccount?: boolean
  readonly closure?: {
    /** Digits as written. */
    readonly date?: string
    /** e.g. `FERMETURE_DEMANDE_PATIENT` */
    readonly reason?: string
  }
  readonly traits?: ReturnedTraits
  readonly identifiers: readonly {readonly root: string; readonly extension: string}[]
}

export interface Hl7Detail {
  readonly code: string
  readonly text: string
  readonly location?: string
}

export type ExistenceAnswer =
  | {readonly kind: 'existence'; readonly existence: DmpExistence}
  | {readonly kind: 'error'; readonly typeCode: string; readonly details: readonly Hl7Detail[]}
  /** Not a TD0.2 answer, or one that says neither active, closed nor none. */
  | {readonly kind: 'unreadable'; readonly reason: string}

const CLOSURE_REASONS = '1.2.250.1.213.4.1.2.4'
const FILLER = 'NON RENSEIGNE'

const yesNo = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : /^(?:true|1|oui|o)$/i.test(text)

/** A value however it is written: `@code`, `@value`, or text. */
function writtenValue(node: XmlNode | undefined): string | undefined {
  return attributeOf(node, 'code') ?? attributeOf(node, 'value') ?? (textOf(node) || undefined)
}

/** `attentionLine`s and observations: pairs of a key word and a value, wherever they stand. */
function statements(root: XmlNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const node of descendantsOf(root)) {
    const value = writtenValue(childOf(node, 'value'))
    const key = writtenValue(childOf(node, node.name === 'attentionLine' ? 'keyWordText' : 'code'))
    if (key !== undefined && value !== undefined && !found.has(key)) found.set(key, value)
  }
  return found
}

function timeOf(node: XmlNode | undefined): string | undefined {
  const time = childOf(node, 'effectiveTime') ?? childOf(node, 'time')
  return (
    attributeOf(time, 'value') ??
    attributeOf(childOf(time, 'high'), 'value') ??
    attributeOf(childOf(time, 'low'), 'value')
  )
}

function closureOf(root: XmlNode, patient: XmlNode): DmpExistence['closure'] {
  for (const node of descendantsOf(root)) {
    const stated = node.children.filter((one) => attributeOf(one, 'codeSystem') === CLOSURE_REASONS)
    // The code of an observation names the question, its value the answer.
    const reason = stated.find((one) => one.name === 'value') ?? stated[0]
    if (!reason) continue
    const date = timeOf(node) ?? timeOf(patient)
    const code = attributeOf(reason, 'code')
    return {...(date === undefined ? {} : {date}), ...(code === undefined ? {} : {reason: code})}
  }
  const date = timeOf(patient)
  return date === undefined ? {} : {date}
}

function traitsOf(person: XmlNode | undefined): ReturnedTraits | undefined {
  if (!person) return undefined
  const families = childrenOf(person, 'name').flatMap((name) =>
    childrenOf(name, 'family').map((family) => ({
      qualifier: attributeOf(family, 'qualifier') ?? attributeOf(name, 'use') ?? '',
      text: textOf(family),
    })),
  )
  const birth = families.find((one) => one.qualifier === 'BR') ?? families.find((one) => one.qualifier === '')
  const used = families.find((one) => one.qualifier === 'SP' || one.qualifier === 'CL')
  const birthDate = attributeOf(childOf(person, 'birthTime'), 'value')
  const sex = attributeOf(childOf(person, 'administrativeGenderCode'), 'code')
  const birthPlace = /\b\d[\dAB]\d{3}\b/.exec(textOf(childOf(person, 'birthPlace')))?.[0]
  const givenNames = allOf(person, 'name', 'given').map(textOf).filter(Boolean)
  return {
    ...(birth ? {birthName: birth.text} : {}),
    ...(used && used.text.toUpperCase() !== FILLER ? {usedName: used.text} : {}),
    givenNames: [...new Set(givenNames)],
    ...(sex === undefined ? {} : {sex}),
    ...(birthDate === undefined ? {} : {birthDate}),
    ...(birthPlace === undefined ? {} : {birthPlace}),
  }
}

function detailsOf(acknowledgement: XmlNode): readonly Hl7Detail[] {
  return childrenOf(acknowledgement, 'acknowledgementDetail').map((detail) => {
    const location = textOf(childOf(detail, 'location'))
    return {
      code: attributeOf(childOf(detail, 'code'), 'code') ?? '',
      text: textOf(childOf(detail, 'text')),
      ...(location ? {location} : {}),
    }
  })
}

function existenceOf(body: XmlNode, patient: XmlNode, state: 'active' | 'closed'): DmpExistence {
  const said = statements(body)
  const linkedToEns = yesNo(said.get('RATTACHEMENT_ENS'))
  const treatingDoctor = yesNo(said.get('STATUT_MT'))
  const internetAccount = yesNo(said.get('COMPTE_INTERNET_OUVERT'))
  const authorisation = said.get('AUTORISATION')
  const traits = traitsOf(childOf(patient, 'patientPerson'))
  const closure = state === 'closed' ? closureOf(body, patient) : undefined
  return {
    state,
    ...(linkedToEns === undefined ? {} : {linkedToEns}),
    ...(authorisation === undefined ? {} : {authorisation}),
    ...(treatingDoctor === undefined ? {} : {treatingDoctor}),
    ...(internetAccount === undefined ? {} : {internetAccount}),
    ...(closure === undefined ? {} : {closure}),
    ...(traits === undefined ? {} : {traits}),
    identifiers: childrenOf(patient, 'id').map((id) => ({
      root: attributeOf(id, 'root') ?? '',
      extension: attributeOf(id, 'extension') ?? '',
    })),
  }
}

/** Reads the body of a TD0.2 answer. */
export function readExistence(body: XmlNode): ExistenceAnswer {
  if (body.name !== 'PRPA_IN201308UV02') return {kind: 'unreadable', reason: body.name}
  const acknowledgement = childOf(body, 'acknowledgement')
  const typeCode = attributeOf(acknowledgement, 'typeCode') ?? ''
  const act = childOf(body, 'controlActProcess')
  const responseCode = attributeOf(pathOf(act, 'queryAck', 'queryResponseCode'), 'code')
  if (responseCode === 'NF') return {kind: 'existence', existence: {state: 'none', identifiers: []}}
  if (!acknowledgement || typeCode === '') return {kind: 'unreadable', reason: 'acknowledgement'}
  if (typeCode !== 'AA' && typeCode !== 'CA')
    return {kind: 'error', typeCode, details: detailsOf(acknowledgement)}
  const patient = act && [...descendantsOf(act)].find((one) => one.name === 'patient')
  const status = attributeOf(childOf(patient, 'statusCode'), 'code')
  if (!patient) return {kind: 'unreadable', reason: 'patient'}
  if (status === 'active') return {kind: 'existence', existence: existenceOf(body, patient, 'active')}
  if (status === 'terminated') return {kind: 'existence', existence: existenceOf(body, patient, 'closed')}
  return {kind: 'unreadable', reason: 'statusCode'}
}
