import {DmpError} from '../errors/dmp-error.ts'
import {maskIns} from '../ins/matricule.ts'
import type {Matricule} from '../ins/patient-identity.ts'
import type {WebpsPage} from './pages.ts'

/** First part of the path of every page (FI-527). */
export const WEBPS_ROOT = 'AccesDirect'

export type BaseFault = 'url' | 'https' | 'user' | 'query' | 'path'

export interface ContextualAddress {
  /** What the browser opens; with the INS in clear where the page takes one. */
  readonly address: string
  /** The same for a screen: the INS masked as everywhere. */
  readonly masked: string
  readonly host: string
}

/**
 * The Web-PS as a setting or a flag names it: `https://host[:port]`, with or without `/AccesDirect`.
 * @returns origin, without a slash at its end
 * @throws DmpError DMP_WEBPS_ADDRESS {case: form, reason}; what was given is not repeated, it may name a patient
 */
export function readWebpsBase(text: string): string {
  const refused = (reason: BaseFault) =>
    new DmpError('DMP_WEBPS_ADDRESS', {params: {case: 'form', reason}, details: {reason}})
  const given = text.trim()
  // The parser of addresses mends these in silence.
  if (/[\s\\\p{Cc}]/u.test(given) || !URL.canParse(given)) throw refused('url')
  const {protocol, hostname, username, password, search, hash, pathname, origin} = new URL(given)
  if (protocol !== 'https:') throw refused('https')
  if (hostname === '') throw refused('url')
  if (username !== '' || password !== '') throw refused('user')
  if (search !== '' || hash !== '' || /[?#]/.test(given)) throw refused('query')
  if (!new RegExp(`^/*(?:${WEBPS_ROOT}/*)?$`).test(pathname)) throw refused('path')
  return origin
}

/**
 * `https://<host>/AccesDirect/<page>[/<INS>]` (FI-527), read back before it is given to anybody.
 * @param origin from {@link readWebpsBase}
 * @param matricule none for a page without a patient
 */
export function contextualAddress(
  origin: string,
  {name, patient}: WebpsPage,
  matricule?: Matricule,
): ContextualAddress {
  if (patient === (matricule === undefined ? 'required' : 'none'))
    throw new Error(`page ${name}: patient ${patient}`)
  const parts = [WEBPS_ROOT, name, ...(matricule === undefined ? [] : [matricule])]
  const address = `${origin}/${parts.join('/')}`
  const read = new URL(address)
  const kept = read.pathname.slice(1).split('/').map(decodeURIComponent)
  if (read.href !== address || read.origin !== origin || kept.join('\n') !== parts.join('\n'))
    throw new Error(`page ${name}: the address does not read back`)
  const hidden = matricule === undefined ? [] : [hiddenPart(matricule)]
  return {address, masked: [origin, WEBPS_ROOT, name, ...hidden].join('/'), host: read.host}
}

/** The usual mask without its blanks: an address has none. */
const hiddenPart = (matricule: Matricule) => maskIns(matricule).replaceAll(' ', '')
