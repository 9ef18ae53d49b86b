import type {Certificate} from '../pki/certificate.ts'
import type {Issuer} from '../pki/chain.ts'
import {DerError} from '../pki/der.ts'
import {findEntry, isListOf, type RevocationList, readRevocationList, strangeEntry} from './crl.ts'
import {lifted} from './reasons.ts'
import {serialOf} from './serial.ts'
import type {RevocationDoubt} from './status.ts'

/** What one source says of one certificate, or why it says nothing that counts. */
export type Testimony = Word | Silence

/** `good` past its nextUpdate or before its thisUpdate is no word but a silence; `revoked` always is one. */
export interface Word {
  readonly says: 'good' | 'revoked'
  readonly by: 'crl' | 'ocsp'
  /** Address or path. */
  readonly from: string
  /** ms since 1970. */
  readonly thisUpdate: number
  readonly nextUpdate?: number
  /** Of a revocation. */
  readonly at?: number
  readonly reason?: string
}

export interface Silence {
  readonly says: 'nothing'
  readonly from: string
  readonly doubt: RevocationDoubt
  readonly detail?: string
}

/** A source may be this much ahead of our clock. */
export const clockToleranceMs = 5 * 60_000
/** A source that does not say when the next one comes is believed for this long. */
const undatedMs = {crl: 7 * 86_400_000, ocsp: 86_400_000} as const

export function silence(from: string, doubt: RevocationDoubt, detail?: string): Silence {
  return {says: 'nothing', from, doubt, ...(detail === undefined ? {} : {detail})}
}

/** Keeps a word that counts at `now`; a `good` of another time is a silence. */
export function dated(word: Word, now: number): Testimony {
  if (word.says === 'revoked') return word
  const until = word.nextUpdate ?? word.thisUpdate + undatedMs[word.by]
  if (word.thisUpdate > now + clockToleranceMs)
    return silence(word.from, 'not-yet-valid', new Date(word.thisUpdate).toISOString())
  return until < now ? silence(word.from, 'stale', new Date(until).toISOString()) : word
}

/**
 * What a list (DER) tells of `certificate`, which `issuer` signed; `list` when it is a whole one, worth keeping. Never
 * throws: a list that cannot be read is silent.
 */
export function testifyList(
  der: Uint8Array,
  {certificate, issuer, from, now}: Asked,
): {readonly testimony: Testimony; readonly list?: RevocationList} {
  try {
    const list = readRevocationList(der)
    if (!isListOf(list, issuer)) return {testimony: silence(from, 'wrong-signer')}
    const unfit = list.scope.obstacle ?? outOfScope(list, certificate)
    if (unfit !== undefined) return {testimony: silence(from, 'unreadable', unfit)}
    const entry = findEntry(list, serialOf(certificate))
    // RFC 5280 §5.3: a list with an entry that cannot be understood clears nobody
    const strange = entry ? undefined : strangeEntry(list)
    if (strange !== undefined) return {testimony: silence(from, 'unreadable', strange)}
    const {thisUpdate, nextUpdate} = list
    const times = {thisUpdate, ...(nextUpdate === undefined ? {} : {nextUpdate})}
    // a part of a list reveals revocations, and clears nobody
    if (list.scope.partial !== undefined && (entry === undefined || entry.reason === lifted))
      return {testimony: silence(from, 'unreadable', list.scope.partial)}
    const word: Word = {says: entry ? 'revoked' : 'good', by: 'crl', from, ...times, ...entry}
    const testimony = dated(word, now)
    return list.scope.partial === undefined ? {testimony, list} : {testimony}
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return {testimony: silence(from, 'unreadable', `${error.problem}@${error.offset}`)}
  }
}

export interface Asked {
  readonly certificate: Certificate
  /** Proven by signature. */
  readonly issuer: Issuer
  readonly from: string
  /** ms since 1970. */
  readonly now: number
}

/** RFC 5280 §6.3.3 (b)(2): a list of one distribution point, or of users or authorities alone. */
function outOfScope({scope}: RevocationList, {isCa, crlUrls}: Certificate): string | undefined {
  if (scope.only === 'users' && isCa) return 'only-users'
  if (scope.only === 'authorities' && !isCa) return 'only-authorities'
  const {points} = scope
  return points && !points.some((point) => crlUrls.includes(point)) ? 'other-point' : undefined
}
