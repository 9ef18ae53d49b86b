import {type ReturnedTraits, stated} from '../ins/compare-traits.ts'
import {textOf, type XmlNode} from '../xmltree/xml-node.ts'
import {
  type IdentityPart,
  type InsiAnswer,
  namespaces,
  type ReturnedIdentity,
  type ReturnedIns,
  type UnreadableReason,
} from './insi.ts'

/** What stops the reading: an element that must be there once is not, or is there twice. */
class Unreadable extends Error {
  readonly reason: UnreadableReason
  readonly at: string

  constructor(reason: UnreadableReason, at: string) {
    super(reason)
    this.reason = reason
    this.at = at
  }
}

/** Both dialects: the result's namespace, or that of the request, where an answer makes it the default. */
const SPOKEN: ReadonlySet<string> = new Set([namespaces.result, namespaces.search])

function all(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((one) => one.name === name && SPOKEN.has(one.namespace))
}

/** The child of that name. Of two the first is never taken: they might be two people. */
function only(node: XmlNode, name: string): XmlNode | undefined {
  const [first, second] = all(node, name)
  if (second) throw new Unreadable('twice', name)
  return first
}

function needed(node: XmlNode, name: string): XmlNode {
  const found = only(node, name)
  if (!found) throw new Unreadable('absent', name)
  return found
}

const value = (node: XmlNode, name: string): string | undefined => textOf(only(node, name)) || undefined

/** `RESULTAT`: the code of the answer and, with 00 alone, the person. */
export function readResult(root: XmlNode): InsiAnswer {
  if (!SPOKEN.has(root.namespace)) return {kind: 'unreadable', reason: 'body', at: root.name}
  try {
    const cr = needed(root, 'CR')
    const code = textOf(needed(cr, 'CodeCR')).slice(0, 40)
    const label = (value(cr, 'LibelleCR') ?? '').slice(0, 200)
    if (code === '') throw new Unreadable('absent', 'CodeCR')
    const person = only(root, 'INDIVIDU')
    if (code === '00') return {kind: 'result', code, label, identity: readPerson(needed(root, 'INDIVIDU'))}
    // A person beside "none" or "several" contradicts it: neither is believed.
    if (person && (code === '01' || code === '02')) throw new Unreadable('twice', 'CR / INDIVIDU')
    return {kind: 'result', code, label}
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return {kind: 'unreadable', reason: error.reason, at: error.at}
  }
}

function readPerson(person: XmlNode): ReturnedIdentity {
  const active = readIns(needed(person, 'INSACTIF'))
  if (/\*/.test(active.number)) throw new Unreadable('masked', 'NumIdentifiant')
  const traits = readTraits(needed(person, 'TIQ'))
  return {
    active,
    history: all(person, 'INSHISTO').map(readIns),
    traits,
    missing: missingParts(active, traits),
  }
}

function readIns(node: XmlNode): ReturnedIns {
  const id = needed(node, 'IdIndividu')
  const optional = (name: string, text: string | undefined) => (text === undefined ? {} : {[name]: text})
  return {
    number: textOf(needed(id, 'NumIdentifiant')),
    ...optional('key', value(id, 'Cle')),
    ...optional('type', value(id, 'TypeMatricule')),
    ...optional('oid', value(node, 'OID')),
    ...optional('from', value(node, 'DateDeb')),
    ...optional('until', value(node, 'DateFin')),
  }
}

/** Older answers have the first given name alone, newer ones the list alone, some both. */
function readTraits(node: XmlNode): ReturnedTraits {
  const list = value(node, 'ListePrenom')
  const first = value(node, 'Prenom') ?? list?.split(' ')[0]
  const written = {
    birthName: value(node, 'NomNaissance'),
    givenNames: list,
    firstGiven: first,
    sex: value(node, 'Sexe'),
    birthDate: value(node, 'DateNaissance'),
    birthPlace: value(node, 'LieuNaissance'),
  }
  return Object.fromEntries(Object.entries(written).filter(([, text]) => text !== undefined))
}

const TRAITS = ['birthName', 'firstGiven', 'givenNames', 'sex', 'birthDate', 'birthPlace'] as const

function missingParts({number, key, oid}: ReturnedIns, traits: ReturnedTraits): IdentityPart[] {
  return [
    ...TRAITS.filter((name) => stated(traits[name]) === undefined),
    ...(number === '' ? (['number'] as const) : []),
    ...(key === undefined ? (['key'] as const) : []),
    ...(oid === undefined ? (['oid'] as const) : []),
  ]
}
