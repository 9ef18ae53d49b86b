import type {Certificate} from '../pki/certificate.ts'
import {environmentOf} from '../pki/environment.ts'
import {productOf} from '../pki/product.ts'
import {endOfUse} from './calendar.ts'

const DAY_MS = 86_400_000

export type DiffSeverity = 'ok' | 'info' | 'warning' | 'error'

/** One thing compared; `message` is the key `renewal.diff.<field>.<state>` with both values as parameters. */
export interface DiffLine {
  readonly field: DiffField
  readonly state: 'same' | 'changed' | 'gap' | 'overlap' | 'older'
  readonly severity: DiffSeverity
  readonly before: string
  readonly after: string
}

export type DiffField =
  | 'structure'
  | 'organisation'
  | 'commonName'
  | 'department'
  | 'product'
  | 'environment'
  | 'issuer'
  | 'key'
  | 'strength'
  | 'names'
  | 'dates'

export interface CertificateDiff {
  /** The very same certificate was given twice. */
  readonly identical: boolean
  readonly verdict: DiffSeverity
  readonly lines: readonly DiffLine[]
  /** Days during which both may be used; negative: days without any. */
  readonly overlapDays: number
  readonly keyChanged: boolean
  /** Another Struct_IdNat in the OU: what was authored under the old one stays under it. */
  readonly structureChanged: boolean
}

type Compare = (before: Certificate, after: Certificate) => DiffLine

/** What a renewal must leave as it is; a change is graded by what the DMP makes of it. */
function kept(
  field: DiffField,
  changed: Exclude<DiffSeverity, 'ok'>,
  value: (certificate: Certificate) => string,
): Compare {
  return (before, after) => {
    const [old, now] = [value(before), value(after)]
    const same = old === now
    return {
      field,
      state: same ? 'same' : 'changed',
      severity: same ? 'ok' : changed,
      before: old,
      after: now,
    }
  }
}

const comparisons: readonly Compare[] = [
  kept('structure', 'error', ({subject}) => subject.organisationalUnit ?? ''),
  kept('product', 'error', productOf),
  kept('environment', 'error', (certificate) => environmentOf(certificate).verdict),
  // The name is cut at 40 characters and follows the establishment: identifiers are what counts.
  kept('organisation', 'info', ({subject}) => subject.organisation ?? ''),
  kept('department', 'info', ({subject}) => subject.state ?? ''),
  // INSi grants rights by CN; others show it to people.
  kept('commonName', 'warning', ({subject}) => subject.commonName ?? ''),
  // The present authorities end in 2033: another one is to be expected about 2030.
  kept('issuer', 'warning', ({issuer}) => issuer.certificate),
  kept('names', 'warning', ({dnsNames}) => dnsNames.toSorted().join(', ')),
  kept('strength', 'info', ({publicKey, signatureAlgorithm}) =>
    [publicKey.algorithm, publicKey.bits, signatureAlgorithm].join(' '),
  ),
  key,
  dates,
]

/** KEY-03: whether a renewal keeps the key is not documented, so it is compared; a kept key is as old as it looks. */
function key(before: Certificate, after: Certificate): DiffLine {
  const same = before.publicKey.spkiSha256 === after.publicKey.spkiSha256
  return {
    field: 'key',
    state: same ? 'same' : 'changed',
    severity: same ? 'warning' : 'ok',
    before: before.publicKey.spkiSha256,
    after: after.publicKey.spkiSha256,
  }
}

function dates(before: Certificate, after: Certificate): DiffLine {
  const [ends, starts] = [endOfUse(before), after.notBefore]
  const period = ({notBefore}: Certificate, end: number) => `${day(notBefore)} / ${day(end)}`
  const told = {field: 'dates', before: period(before, ends), after: period(after, endOfUse(after))} as const
  if (endOfUse(after) <= ends) return {...told, state: 'older', severity: 'error'}
  return starts > ends
    ? {...told, state: 'gap', severity: 'warning'}
    : {...told, state: 'overlap', severity: 'ok'}
}

const rank: readonly DiffSeverity[] = ['error', 'warning', 'info', 'ok']

/** Compares an old certificate with the one that is to take its place, gravest difference first. */
export function compareCertificates(before: Certificate, after: Certificate): CertificateDiff {
  const identical = before.sha256.hex === after.sha256.hex
  const lines = comparisons
    .map((compare) => compare(before, after))
    .toSorted((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity))
  return {
    identical,
    verdict: identical ? 'warning' : (lines[0]?.severity ?? 'ok'),
    lines,
    overlapDays: Math.floor((endOfUse(before) - after.notBefore) / DAY_MS),
    keyChanged: before.publicKey.spkiSha256 !== after.publicKey.spkiSha256,
    structureChanged: before.subject.organisationalUnit !== after.subject.organisationalUnit,
  }
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
