/** HL7 v2 messages of the volet "Transmission de documents CDA-R2", of an invented patient. */
import {type CarriedCda, carriedCda} from './carried-cda.ts'

const INS = '265059999900141'

export interface MessageWish {
  readonly kind?: 'MDM' | 'ORU'
  readonly intent?: 'submit' | 'replace' | 'delete'
  readonly volet?: string
  readonly controlId?: string
  readonly time?: string
  readonly processing?: string
  readonly charset?: string
  /** MSH-2 */
  readonly encoding?: string
  readonly documents?: readonly CarriedCda[]
  /** `undefined` leaves a flag out. */
  readonly flags?: Readonly<Record<string, string | undefined>>
  readonly reliability?: string
  readonly ins?: string
  readonly birthName?: string
  readonly birthDate?: string
  readonly sex?: string
  readonly ipp?: string
  /** ORC-1; `undefined` leaves ORC out. */
  readonly order?: string | undefined
  readonly status?: string
  readonly trigger?: string
  readonly document?: string
  readonly parent?: string
  readonly structure?: string
  readonly report?: string
  readonly end?: string
}

const TRIGGERS = {submit: 'T02', replace: 'T10', delete: 'T04'} as const
const STATUSES = {submit: 'F', replace: 'C', delete: 'D'} as const
const ORDERS = {submit: 'NW', replace: 'RO', delete: 'CA'} as const

const defaults: Readonly<Record<string, string>> = {
  MASQUE_PS: 'N',
  INVISIBLE_PATIENT: 'N',
  INVISIBLE_REP_LEGAUX: 'N',
  CONNEXION_SECRETE: 'N',
  MODIF_CONF_CODE: 'N',
  DESTDMP: 'Y',
  DESTMSSANTEPS: 'N',
  DESTMSSANTEPAT: 'N',
}

function header({kind, volet = '2.1', ...wish}: MessageWish, trigger: string): string {
  const fields = [
    `MSH|${wish.encoding ?? '^~\\&'}|DPI|CHU|PFI|CHU|${wish.time ?? '20260302101500'}||${trigger}`,
    `${wish.controlId ?? 'C1'}|${wish.processing ?? 'P'}|${kind === 'MDM' ? '2.6' : '2.5'}|||||FRA`,
    `${wish.charset ?? 'UNICODE UTF-8'}|||${volet}^CISIS_CDA_HL7_V${volet.charAt(0)}`,
  ]
  return fields.join('|')
}

function patient(wish: MessageWish): string {
  const [, tilde = '~'] = [...(wish.encoding ?? '^~\\&')]
  const ins = `${wish.ins ?? INS}^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS^^20260101`
  const ipp = `${wish.ipp ?? 'IPP000042'}^^^CHU&1.2.250.1.999.1.1.8&ISO^PI`
  const names = ['FICTIVE^ADELE^^^^^D', `${wish.birthName ?? 'EXEMPLE'}^ADELE^ADELE MARIE^^^^L`]
  const fields = [`PID|1||${ins}${tilde}${ipp}||${names.join(tilde)}||${wish.birthDate ?? '19650512'}`]
  fields.push(wish.sex ?? 'F', '', '', '^^^^^^BDL^^99999', ...Array.from({length: 20}, () => ''))
  return [...fields, wish.reliability ?? 'QUAL'].join('|')
}

function documentPart(
  {kind, intent = 'submit', ...wish}: MessageWish,
  [first]: readonly CarriedCda[],
): string[] {
  const order = 'order' in wish ? wish.order : ORDERS[intent]
  const number = wish.document ?? `${first?.input.id}^Organisation-Y`
  const parent = wish.parent ?? (intent === 'replace' ? (first?.input.replaces?.root ?? '') : '')
  return [
    'PV1|1|I|UFNEPH^^^CHU||||||||||||||||V2026-001',
    ...(order === undefined ? [] : [`ORC|${order}`]),
    `OBR|1||EX-77|11488-4^CR^LN|||||||||||||||||||||${wish.report ?? 'F'}`,
    ...(kind === 'MDM' ? [`TXA|1|CR|TEXT|||||||||${number}|${parent}||||AU`] : []),
  ]
}

/** The lines of a message, without their ends. */
export function messageLines(given: MessageWish = {}): string[] {
  const wish = {kind: 'MDM', intent: 'submit', ...given} as const
  const {kind, intent, documents = [carriedCda(1)]} = wish
  const own = kind === 'MDM' ? `MDM^${TRIGGERS[intent]}^MDM_T02` : 'ORU^R01^ORU_R01'
  const status = wish.status ?? STATUSES[intent]
  const sub = kind === 'MDM' ? 'text' : 'TEXT'
  const organization = `HOPITAL FICTIF^^^^^&1.2.250.1.71.4.2.2&ISO^FINEG^^^${wish.structure ?? '1990000002'}`
  const flags = Object.entries({...defaults, ...wish.flags}).filter(([, value]) => value !== undefined)
  return [
    header(wish, wish.trigger ?? own),
    ...(kind === 'MDM' ? ['EVN||20260302101500'] : []),
    patient(wish),
    ...documentPart(wish, documents),
    ...documents.map(
      ({bytes, input}, index) =>
        `OBX|${index + 1}|ED|${input.code.code}^CR^LN||^${sub}^XML^Base64^${bytes.toString('base64')}||||||${status}`,
    ),
    `PRT|1|UC||SB^Send by^participation|899700000005^FICTIF^Jean^^^^^^&1.2.250.1.71.4.2.1&ISO^^^^IDNPS|||${organization}`,
    'PRT|2|UC||RCT^^participation||||||||||^^X.400^secret.address@example.invalid',
    'OBX|90|ED|CORPSMAIL_PS^^MetaDMPMSS||^TEXT^PLAIN^Base64^U0VDUkVUIE1BSUw=||||||F',
    ...flags.map(
      ([name, value], index) =>
        `OBX|${index + 10}|CE|${name}^${name}^MetaDMPMSS||${value}^^expandedYes-NoIndicator||||||F`,
    ),
  ]
}

export function message(wish: MessageWish = {}): string {
  const {end = '\r'} = wish
  return messageLines(wish).join(end) + end
}

/** Framed as MLLP transmits it. */
export function mllp(...messages: readonly string[]): string {
  return messages.map((one) => `\u000b${one}\u001c\r`).join('')
}
