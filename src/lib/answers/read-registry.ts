import {type EntryUuid, isEntryUuid} from '../ids/identifiers.ts'
import {allOf, attributeOf, childOf, childrenOf, descendantsOf, type XmlNode} from '../xmltree/xml-node.ts'
import type {AnswerIssue, ExpectedAnswer, Outcome} from './answer.ts'
import {knownAnswer} from './known-answers.ts'
import {maskMatricules} from './mask-matricules.ts'

const RS = 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0'
const QUERY = 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0'
const DUPLICATE = 'XDSDuplicateUniqueIdInRegistry'

export interface RegistryReading {
  readonly outcome: Outcome
  readonly status: string
  readonly issues: readonly AnswerIssue[]
  readonly entryUuids?: readonly EntryUuid[]
  readonly provenByDuplicate?: true
}

const lastPart = (urn: string): string => urn.split(':').at(-1) ?? ''

function issuesOf(response: XmlNode): readonly AnswerIssue[] {
  const errors = allOf(response, 'RegistryErrorList', 'RegistryError').map((one): AnswerIssue => {
    const code = attributeOf(one, 'errorCode')?.trim() ?? ''
    const text = attributeOf(one, 'codeContext') ?? ''
    const location = attributeOf(one, 'location') ?? ''
    const known = knownAnswer(lastPart(code), text)
    return {
      layer: 'registry',
      code,
      text: maskMatricules(text),
      ...(location ? {location: maskMatricules(location)} : {}),
      severity: lastPart(attributeOf(one, 'severity') ?? '') === 'Warning' ? 'warning' : 'error',
      ...(known ? {known: known.id} : {}),
    }
  })
  return [...errors].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}

/** Whether `text` holds `id` whole: not as a part of a longer OID. */
function names(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text.slice(at + id.length, at + id.length + 2)
    if (!/[\d.]/.test(before) && !/^(?:\d|\.\d|\^)/.test(after)) return true
  }
  return false
}

/** IHE: a repeat refused for its own ids was kept the first time. `…InMessage` codes never prove anything. */
function provesFirstSending(errors: readonly AnswerIssue[], expected: ExpectedAnswer): boolean {
  const {ownIds = [], repeat = false} = expected
  if (!repeat || errors.length === 0) return false
  return errors.every(
    (one) => one.code === DUPLICATE && ownIds.some((id) => names(`${one.text} ${one.location ?? ''}`, id)),
  )
}

function failure(errors: readonly AnswerIssue[], expected: ExpectedAnswer): Outcome {
  if (expected.repeat && errors.some((one) => one.code === DUPLICATE)) return 'unknown'
  const outcomes = errors.map((one) => knownAnswer(lastPart(one.code), one.text)?.outcome ?? 'refused')
  if (outcomes.includes('systemic')) return 'systemic'
  if (outcomes.length > 0 && outcomes.every((one) => one === 'later')) return 'later'
  return 'refused'
}

function outcomeOf(status: string, issues: readonly AnswerIssue[], expected: ExpectedAnswer): Outcome {
  const errors = issues.filter((one) => one.severity === 'error')
  switch (status) {
    case 'Success':
      if (errors.length > 0) return 'unknown'
      return issues.length > 0 ? 'accepted-with-warnings' : 'accepted'
    case 'Failure':
      return provesFirstSending(errors, expected) ? 'accepted' : failure(errors, expected)
    default:
      return 'unknown'
  }
}

/**
 * Reads a RegistryResponse or AdhocQueryResponse. `Success` with warnings only is accepted with warnings; `Success`
 * with an error, and PartialSuccess, prove nothing. Undefined when the body is neither.
 */
export function readRegistry(body: XmlNode, expected: ExpectedAnswer): RegistryReading | undefined {
  const query = expected.call === 'locate'
  const fits = query
    ? body.name === 'AdhocQueryResponse' && body.namespace === QUERY
    : body.name === 'RegistryResponse' && body.namespace === RS
  const status = lastPart(attributeOf(body, 'status') ?? '')
  if (!fits || status === '') return undefined
  const issues = issuesOf(body)
  const outcome = outcomeOf(status, issues, expected)
  const proven = status === 'Failure' && outcome === 'accepted'
  return {
    outcome,
    status,
    issues,
    ...(query && (outcome === 'accepted' || outcome === 'accepted-with-warnings')
      ? {entryUuids: entryUuidsOf(body)}
      : {}),
    ...(proven ? {provenByDuplicate: true as const} : {}),
  }
}

function entryUuidsOf(body: XmlNode): readonly EntryUuid[] {
  const list = childOf(body, 'RegistryObjectList')
  const refs =
    childrenOf(list, 'ObjectRef').length > 0
      ? childrenOf(list, 'ObjectRef')
      : list
        ? [...descendantsOf(list)]
        : []
  const ids = refs
    .filter((one) => one.name === 'ObjectRef' || one.name === 'ExtrinsicObject')
    .map((one) => attributeOf(one, 'id') ?? '')
  return [...new Set(ids.filter(isEntryUuid))]
}
