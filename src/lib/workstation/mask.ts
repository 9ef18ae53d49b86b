import {hideMatriculesInText} from '../ins/hide-matricules.ts'

/** FINESS or ADELI (9), RPPS (11), SIRET (14, with the type digit 15), standing alone. */
const REGISTERED = /(?<![\w.])(?:\d[\dAB]\d{7}|\d{11}|\d{14,15})(?![\w]|\.\d)/g
/** Serial numbers: at least eight digits. */
const SERIAL = /(?<![\w.•])(\d{3})\d{3,}(\d{2})(?![\w•]|\.\d)/g
/** Serial number of a CPS, some of whose signs may be letters, in the label of its token. */
const CPS_SERIAL = /(?<![\w•])(CPS\dv\d-)([\dA-Z]{4,})(?![\w•])/gi
/**
 * The serial number that a reader's driver puts in brackets behind its name: `(70D7E2EE)`, `(OKCM00216…)`. Return codes
 * (`0x…`) and words are left.
 */
const BRACKETED =
  /([([])(?!0x)(?=[A-Z]*\d[A-Z]*\d|[A-F]{8}|[a-f]{8})([0-9A-Z]{3})[0-9A-Z]{3,}([0-9A-Z]{2})(?=[)\]])/gi
/** Folder of an account, which bears a person's name. */
const HOME = /(\/home\/|\/Users\/)[^/\s"']+/g
/** There a name may have blanks. */
const WINDOWS_HOME = /(\\Users\\)(?:[^\\"\n]+(?=\\)|[^\\\s"]+)/gi

/**
 * Text of a report that leaves the workstation: no matricule INS, FINESS, RPPS, ADELI or SIRET, no name of an account;
 * of a serial number the first three and the last two signs.
 */
export function maskText(text: string): string {
  return hideMatriculesInText(text)
    .replace(REGISTERED, (number) => `•••${number.slice(-2)}`)
    .replace(SERIAL, (_, first: string, last: string) => `${first}•••${last}`)
    .replace(CPS_SERIAL, (_, kind: string, serial: string) => `${kind}${shortened(serial)}`)
    .replace(BRACKETED, (_, open: string, first: string, last: string) => `${open}${first}•••${last}`)
    .replace(HOME, (_, folder: string) => `${folder}•••`)
    .replace(WINDOWS_HOME, (_, folder: string) => `${folder}•••`)
}

const shortened = (serial: string) =>
  serial.length < 8 ? `•••${serial.slice(-2)}` : `${serial.slice(0, 3)}•••${serial.slice(-2)}`

/** What the module of the ANS calls the token of a CPS; other cards bear the name of a person there. */
const CPS_LABEL = /^CPS\dv\d-[\dA-Z•]{1,24}$/i

/** The label of a token. */
export function maskLabel(label: string): string {
  return label === '' || CPS_LABEL.test(label) ? maskText(label) : '…'
}

/** Every text of a value masked, whatever its depth; names of fields stay. A field named `label` is one of a token. */
export function maskWithin<T>(value: T): T {
  if (typeof value === 'string') return maskText(value) as T
  if (Array.isArray(value)) return value.map(maskWithin) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === 'label' && typeof one === 'string' ? maskLabel(one) : maskWithin(one),
    ]),
  ) as T
}
