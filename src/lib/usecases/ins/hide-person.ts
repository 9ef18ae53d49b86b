/**
 * Answers of INSi without the person in their texts: a label or a fault may repeat what was asked, an id or a code may
 * hold a number. What is hidden here is shown, traced and written nowhere; the identity itself is masked where it is
 * shown. The traits asked and those answered are known; another candidate's are not, so whatever may be one is hidden.
 */
import type {ReturnedTraits} from '../../ins/compare-traits.ts'
import type {StrictTraits} from '../../ins/patient-identity.ts'
import type {InsiAnswer, InsiFault, SearchTraits} from '../../insi/insi.ts'
import {redactText} from '../../traces/redaction.ts'
import {withoutNames} from './person-words.ts'

/** @param closed a text of which nothing but known words is kept */
type Hide = (text: string, closed?: boolean) => string

/** Texts that the description of the service publishes; no person has such names. */
const PUBLISHED = /^(?:OK|aucune identit[eé] trouv[eé]e|plusieurs identit[eé]s trouv[eé]es)$/i
/** `00`; `desir_550`; the id of a message, which is a UUID. */
const PLAIN_CODE = /^(?:\d{1,3}|(?:siram|desir|insi)_\w{1,8})$/i
const MESSAGE = /^(?:urn:)?(?:uuid:)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
/** The same answer, its texts without a person. */
export function withoutPerson<A extends InsiAnswer>(answer: A, asked: SearchTraits | undefined): A {
  const told: InsiAnswer = answer
  if (told.kind === 'result') {
    const hide = hider(asked, told.identity?.traits)
    return {...answer, code: hiddenCode(told.code, hide), label: hide(told.label, true)}
  }
  return told.kind === 'fault' ? {...answer, fault: hiddenFault(told.fault, hider(asked, undefined))} : answer
}

/** Traits asked in the shape by which texts are redacted. */
export function asStrict({birthName, givenNames, sex, birthDate, birthPlace}: SearchTraits): StrictTraits {
  return {
    birthName,
    givenNames: givenNames.join(' '),
    firstGiven: givenNames[0] ?? '',
    sex,
    birthDate,
    birthPlace: birthPlace ?? '',
  }
}

function hider(asked: SearchTraits | undefined, answered: ReturnedTraits | undefined): Hide {
  const known = [...(asked ? [asStrict(asked)] : []), ...(answered ? [strictOf(answered)] : [])]
  return (text, closed = false) => {
    if (PUBLISHED.test(text)) return text
    const redacted = known.reduce((left, traits) => redactText(left, undefined, traits), redactText(text))
    return withoutNames(redacted, closed)
  }
}

function strictOf({
  birthName,
  givenNames,
  firstGiven,
  sex,
  birthDate,
  birthPlace,
}: ReturnedTraits): StrictTraits {
  return {
    birthName: birthName ?? '',
    givenNames: givenNames ?? '',
    firstGiven: firstGiven ?? '',
    sex: sex === 'M' ? 'M' : 'F',
    birthDate: birthDate ?? '',
    birthPlace: birthPlace ?? '',
  }
}

const hiddenCode = (code: string, hide: Hide): string => (PLAIN_CODE.test(code) ? code : hide(code))

function hiddenFault(fault: InsiFault, hide: Hide): InsiFault {
  const {family, code, severity, messageId} = fault
  const optional = (name: string, value: string | undefined) => (value === undefined ? {} : {[name]: value})
  return {
    ...fault,
    ...optional('family', family && hiddenCode(family, hide)),
    ...optional('code', code && hiddenCode(code, hide)),
    ...optional('severity', severity && hide(severity)),
    ...optional('messageId', messageId && (MESSAGE.test(messageId) ? messageId : hide(messageId))),
    text: hide(fault.text),
    technical: hide(fault.technical),
  }
}
