import {xmlText} from '../soap/answers.ts'
import {soap12} from '../soap/names.ts'
import {result, searchByTraits, siram} from './names.ts'
import type {Dialect, InsiNumber, InsiPerson, TraitElement} from './person.ts'
import type {InsiRefusal} from './refusal.ts'
import type {SearchResult} from './search.ts'

/**
 * How an answer is written, after public samples. `liste`: default namespace of the result, ListePrenom alone, order of
 * the XSD. `prenom`: default namespace of the request, result prefixed, Prenom alone. `both`: Prenom and ListePrenom,
 * dates before IdIndividu, Body under another prefix than Envelope, faults in English.
 */
interface Writing {
  readonly envelope: string
  readonly body: string
  /** Prefix of the result's elements, with its colon. */
  readonly prefix: string
  readonly declarations: string
  readonly datesFirst: boolean
  readonly given: 'liste' | 'prenom' | 'both'
  readonly language: 'fr' | 'en'
  readonly codeCase: (code: string) => string
}

const same = (code: string): string => code
const ordinary: Writing = {
  envelope: 'soap',
  body: 'soap',
  prefix: '',
  declarations: ` xmlns="${result}"`,
  datesFirst: false,
  given: 'liste',
  language: 'fr',
  codeCase: same,
}
const writings: Readonly<Record<Dialect, Writing>> = {
  liste: ordinary,
  prenom: {
    ...ordinary,
    envelope: 'S',
    body: 'S',
    prefix: 'ns2:',
    declarations: ` xmlns="${searchByTraits}" xmlns:ns2="${result}"`,
    given: 'prenom',
    codeCase: (code) => code.toUpperCase(),
  },
  both: {...ordinary, body: 'env', datesFirst: true, given: 'both', language: 'en'},
}

const outcomes = {
  one: ['00', 'OK'],
  none: ['01', 'Aucune identite trouvee'],
  several: ['02', 'Plusieurs identites trouvees'],
} as const

/** Dialect in which a result is written, unless the sandbox is told another. */
export function dialectOf(found: SearchResult): Dialect {
  return found.kind === 'one' ? found.person.dialect : 'liste'
}

/** The envelope of an answer: res:RESULTAT, no SOAP header, as the samples have it. */
export function answerXml(found: SearchResult, dialect: Dialect): string {
  const writing = writings[dialect]
  const {prefix, declarations} = writing
  const [code, label] = outcomes[found.kind]
  const tags = tagsOf(writing)
  const person = found.kind === 'one' ? individual(found.person, writing) : ''
  const inside = tags.around('CR', tags.text('CodeCR', code) + tags.text('LibelleCR', label)) + person
  return inEnvelope(`<${prefix}RESULTAT${declarations}>${inside}</${prefix}RESULTAT>`, writing)
}

function individual(person: InsiPerson, writing: Writing): string {
  const {around} = tagsOf(writing)
  const numbers = [
    around('INSACTIF', numberXml(person.active, writing)),
    ...person.former.map((one) => around('INSHISTO', numberXml(one, writing))),
  ]
  return around('INDIVIDU', numbers.join('') + around('TIQ', traits(person, writing)))
}

function numberXml({number, key, oid, from, until}: InsiNumber, writing: Writing): string {
  const {around, text} = tagsOf(writing)
  const keyXml = key === '' ? '' : text('Cle', key)
  const identifier = around('IdIndividu', text('NumIdentifiant', number) + keyXml) + text('OID', oid)
  const dates = (from ? text('DateDeb', from) : '') + (until ? text('DateFin', until) : '')
  return writing.datesFirst ? dates + identifier : identifier + dates
}

function traits(person: InsiPerson, writing: Writing): string {
  const {given} = writing
  const {text} = tagsOf(writing)
  const [first = ''] = person.givenNames.split(' ')
  const prenom = given === 'both' ? first : given === 'prenom' ? person.givenNames : undefined
  const written: readonly (readonly [TraitElement, string])[] = [
    ['NomNaissance', person.birthName],
    ['ListePrenom', person.givenNames],
    ['Sexe', person.sex],
    ['DateNaissance', person.birthDate],
    ['LieuNaissance', person.birthPlace],
  ]
  return written
    .map(([name, value]) => {
      if (person.leaves.includes(name)) return ''
      if (name !== 'ListePrenom') return text(name, value)
      return (prenom ? text('Prenom', prenom) : '') + (given === 'prenom' ? '' : text(name, value))
    })
    .join('')
}

/** A SOAP 1.2 fault in the form public clients met: family as subcode, code and technical text in siram:Erreur. */
export function faultXml(refusal: InsiRefusal, messageId: string | undefined, dialect: Dialect): string {
  const writing = writings[dialect]
  const {envelope: soap, language, codeCase} = writing
  const echoed = messageId === undefined ? '' : ` messageID="${xmlText(messageId)}"`
  const text = language === 'en' ? 'The request is refused by the trial INSi service.' : refusal.userText
  const tag = (name: string, inside: string, attributes = ''): string =>
    `<${soap}:${name}${attributes}>${inside}</${soap}:${name}>`
  const error =
    `<siram:Erreur xmlns:siram="${siram}" code="${xmlText(codeCase(refusal.code))}" severite="erreur"${echoed}>` +
    `${xmlText(refusal.message)}</siram:Erreur>`
  const code = tag('Value', `${soap}:${refusal.party}`)
  const subcode = tag('Subcode', tag('Value', `${soap}:${refusal.family}`))
  return inEnvelope(
    tag(
      'Fault',
      tag('Code', code + subcode) +
        tag('Reason', tag('Text', xmlText(text), ` xml:lang="${language}"`)) +
        tag('Detail', error),
    ),
    writing,
  )
}

function inEnvelope(content: string, {envelope, body}: Writing): string {
  const other = body === envelope ? '' : ` xmlns:${body}="${soap12}"`
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<${envelope}:Envelope xmlns:${envelope}="${soap12}">` +
    `<${body}:Body${other}>${content}</${body}:Body></${envelope}:Envelope>`
  )
}

interface Tags {
  /** An element around markup. */
  around(name: string, inside: string): string
  /** An element of text. */
  text(name: string, value: string): string
}

function tagsOf({prefix}: Writing): Tags {
  const around = (name: string, inside: string): string => `<${prefix}${name}>${inside}</${prefix}${name}>`
  return {around, text: (name, value) => around(name, xmlText(value))}
}
