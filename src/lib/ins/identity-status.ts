import {DmpError} from '../errors/dmp-error.ts'
import {foldAccents} from './names.ts'
import type {IdentityStatus} from './patient-identity.ts'

const WORDS: Readonly<Record<string, IdentityStatus>> = {
  QUAL: 'QUAL',
  QUALIFIEE: 'QUAL',
  QUALIFIE: 'QUAL',
  VALI: 'VALI',
  VALIDEE: 'VALI',
  VALIDE: 'VALI',
  RECUP: 'RECUP',
  RECUPEREE: 'RECUP',
  RECUPERE: 'RECUP',
  PROV: 'PROV',
  PROVISOIRE: 'PROV',
}

/** Message `error.DMP_IDENTITY_NOT_QUALIFIED.reason.<reason>`. */
export type StatusFault = 'absent' | 'ambiguous' | 'not-qualified' | 'unknown'

/** The RNIV status that a source system's word means; undefined when it is none of them. */
export function readIdentityStatus(word: string): IdentityStatus | undefined {
  const folded = foldAccents(word)
    .trim()
    .replace(/^IDENTITE\s+/, '')
  return Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined
}

/**
 * Only a qualified identity is sent with its INS (RNIV; no feeding without it since October 2023). Older feeds
 * label an INS-bearing identity `VALI`: ambiguous, so never raised to `QUAL`.
 * @throws DmpError DMP_IDENTITY_NOT_QUALIFIED {status, reason}
 */
export function requireQualified(word: string | undefined): 'QUAL' {
  const given = word?.trim() ?? ''
  const status = readIdentityStatus(given)
  if (status === 'QUAL') return status
  const reason: StatusFault =
    given === '' ? 'absent' : status === 'VALI' ? 'ambiguous' : status ? 'not-qualified' : 'unknown'
  throw new DmpError('DMP_IDENTITY_NOT_QUALIFIED', {
    params: {status: given || '-', reason},
    details: {status: status ?? null, reason},
  })
}
