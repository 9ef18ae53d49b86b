import type {CheckSubject} from '../../../src/lib/pki/checks/check.ts'
import {reportOnCertificate} from '../../../src/lib/pki/checks/run.ts'
import type {CertificateCheck} from '../../../src/lib/pki/finding.ts'
import {type Cast, now} from './cast.ts'
import {type Minted, ran} from './mint.ts'
import {accepted, type Case, refused, type Word} from './row.ts'

/** What is judged: a certificate, what lies beside it, whom to trust, and when. */
export interface Trial {
  readonly leaf: Minted
  readonly pool?: readonly Minted[]
  readonly trusted?: readonly Minted[]
  /** ms since 1970. */
  readonly at?: number
  /** Checks whose errors refuse. */
  readonly checks?: readonly CertificateCheck[]
  readonly more?: Partial<CheckSubject>
  /** Further arguments of `openssl verify`. */
  readonly args?: readonly string[]
}

const chainAndDates: readonly CertificateCheck[] = ['CHAIN-01', 'TIME-01', 'TIME-02']

/** Our own verdict: the errors of the checks that are asked. */
export function ourVerdict({
  leaf,
  pool = [],
  trusted = [],
  at = now,
  checks = chainAndDates,
  more,
}: Trial): Word {
  const subject: CheckSubject = {
    role: 'leaf',
    certificate: leaf.certificate,
    now: at,
    pool: pool.map(({certificate}) => certificate),
    trusted: trusted.map(({certificate}) => certificate),
    environment: 'sandbox',
    ...more,
  }
  const errors = reportOnCertificate(subject, new Set(checks)).findings.filter(
    ({severity}) => severity === 'error',
  )
  const told = errors.map(({check, variant}) => (variant ? `${check} ${variant}` : check))
  return told.length === 0 ? accepted() : refused(told.join(', '))
}

/** `openssl verify` of the same; its error by number and place, for its sentences change with its version. */
export function theirVerdict(cast: Cast, name: string, trial: Trial): Word {
  const {leaf, pool = [], trusted = [], at = now, args = []} = trial
  const untrusted = pool.length > 0 ? ['-untrusted', cast.mint.bundle(`${name}-pool`, ...pool)] : []
  const anchors = trusted.length > 0 ? ['-trusted', cast.mint.bundle(`${name}-trusted`, ...trusted)] : []
  const none = trusted.length > 0 ? [] : ['-no-CAfile', '-no-CApath', '-no-CAstore']
  const {ok, said} = ran('openssl', [
    ...[
      'verify',
      '-attime',
      String(Math.floor(at / 1000)),
      ...args,
      ...none,
      ...anchors,
      ...untrusted,
      leaf.path,
    ],
  ])
  if (ok) return accepted('OK')
  const [, error, depth] = /error (\d+) at (\d+) depth/.exec(said) ?? []
  if (error === undefined) throw new Error(`openssl verify: ${said}`)
  return refused(`error ${error}${wordOf(error)} at depth ${depth}`)
}

const words: Readonly<Record<string, string>> = {
  '2': 'no issuer',
  '3': 'no CRL',
  '7': 'signature',
  '9': 'not yet valid',
  '10': 'expired',
  '18': 'self-signed',
  '19': 'self-signed in chain',
  '20': 'no issuer',
  '23': 'revoked',
  '25': 'path length',
  '26': 'purpose',
  '32': 'no keyCertSign',
  '34': 'critical extension',
  '47': 'name constraint',
  '66': 'weak key',
  '67': 'weak CA key',
  '68': 'weak hash',
  '79': 'no CA',
  '92': 'no key identifier',
}
const wordOf = (error: string) => (words[error] ? ` (${words[error]})` : '')

/** A case of chain and dates: the same trial for both. */
export function verified(says: string, trial: (cast: Cast) => Trial, why?: string): Case {
  return {
    says,
    ours: (cast) => ourVerdict(trial(cast)),
    theirs: (cast) => theirVerdict(cast, says.replace(/\W+/g, '-'), trial(cast)),
    ...(why === undefined ? {} : {why}),
  }
}
