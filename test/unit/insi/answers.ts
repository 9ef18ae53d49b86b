/** Answers of INSi in the shapes of published ones; the people are invented. */

export interface AnswerParts {
  readonly code?: string
  readonly label?: string
  readonly number?: string
  readonly key?: string
  readonly oid?: string
  readonly birthName?: string
  readonly given?: string
  /** First given name where it is not the first of the list. */
  readonly first?: string
  readonly sex?: string
  readonly birthDate?: string
  readonly birthPlace?: string
  readonly history?: readonly {
    readonly number: string
    readonly key: string
    readonly oid: string
    readonly from?: string
    readonly until?: string
  }[]
  /** Which elements hold the given names. */
  readonly names?: 'first' | 'list' | 'both'
  readonly dialect?: 'default' | 'prefixed' | 'search-default' | 'other-prefix'
  /** Elements in another order than the schema's, as real answers have it. */
  readonly shuffled?: boolean
}

export const identity = {
  code: '00',
  label: 'OK',
  number: '285052A004018',
  key: '14',
  oid: '1.2.250.1.213.1.4.10',
  birthName: "D'ESSAI-FICTIF",
  given: 'LEA MARIE-ANGE',
  sex: 'F',
  birthDate: '1985-05-17',
  birthPlace: '2A004',
} as const

const RESULT = 'http://www.cnamts.fr/INSiResultat'
const SEARCH = 'http://www.cnamts.fr/INSiRecSans'
const SOAP = 'http://www.w3.org/2003/05/soap-envelope'

export function answerXml(parts: AnswerParts): string {
  const {dialect = 'default', shuffled = false, names = 'both'} = parts
  const p = dialect === 'default' ? '' : 'ns2:'
  const el = (name: string, content: string | undefined) =>
    content ? `<${p}${name}>${content}</${p}${name}>` : ''
  const order = (list: string[]) => (shuffled ? list.reverse() : list).join('\n')
  const ins = (one: NonNullable<AnswerParts['history']>[number]) =>
    order([
      el('IdIndividu', order([el('NumIdentifiant', one.number), el('Cle', one.key)])),
      el('OID', one.oid),
      el('DateDeb', one.from),
      el('DateFin', one.until),
    ])
  const {number, key = '', oid = '', given = '', history = []} = parts
  const traits = order([
    el('NomNaissance', parts.birthName),
    names === 'list' ? '' : el('Prenom', parts.first ?? given.split(' ')[0]),
    names === 'first' ? '' : el('ListePrenom', given),
    el('Sexe', parts.sex),
    el('DateNaissance', parts.birthDate),
    el('LieuNaissance', parts.birthPlace),
  ])
  const earlier = history.map((one) => el('INSHISTO', ins(one)))
  const person = number
    ? el(
        'INDIVIDU',
        order([
          el('INSACTIF', ins({number, key, oid})),
          ...(shuffled ? earlier.reverse() : earlier),
          el('TIQ', traits),
        ]),
      )
    : ''
  const cr = el('CR', order([el('CodeCR', parts.code ?? '00'), el('LibelleCR', parts.label)]))
  const spaces =
    dialect === 'default'
      ? `xmlns="${RESULT}"`
      : `${dialect === 'prefixed' ? '' : `xmlns="${SEARCH}" `}xmlns:ns2="${RESULT}"`
  const result = `<${p}RESULTAT ${spaces}>${order([cr, person])}</${p}RESULTAT>`
  return dialect === 'other-prefix'
    ? `<soap:Envelope xmlns:soap="${SOAP}"><S:Body xmlns:S="${SOAP}">${result}</S:Body></soap:Envelope>`
    : `<soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${result}</soap:Body></soap:Envelope>`
}

interface FaultParts {
  readonly prefix?: string
  readonly code?: string
  readonly family?: string
  readonly text?: string
  readonly messageId?: string
  readonly value?: 'Sender' | 'Receiver'
}

export function faultXml({
  prefix: s = 'soap',
  code = 'desir_550',
  family = 'siram_100',
  text = 'texte pour vous',
  messageId = 'uuid:1',
  value = 'Sender',
}: FaultParts): string {
  return `<${s}:Envelope xmlns:${s}="${SOAP}"><${s}:Body><${s}:Fault><${s}:Code><${s}:Value>${s}:${value}</${s}:Value><${s}:Subcode><${s}:Value>${s}:${family}</${s}:Value></${s}:Subcode></${s}:Code><${s}:Reason><${s}:Text xml:lang="en">for you</${s}:Text><${s}:Text xml:lang="fr">${text}</${s}:Text></${s}:Reason><${s}:Detail><siram:Erreur xmlns:siram="urn:siram" code="${code}" severite="erreur" messageID="${messageId}">texte technique</siram:Erreur></${s}:Detail></${s}:Fault></${s}:Body></${s}:Envelope>`
}
