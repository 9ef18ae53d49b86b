import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {hidden, holderName, issuerNamesPerson, namesPerson, shownName} from '../../pki/holder.ts'
import {productOf} from '../../pki/product.ts'
import {endOfUse} from '../../renewal/calendar.ts'
import {type CertificateDiff, compareCertificates, type DiffLine} from '../../renewal/certificate-diff.ts'
import {parisInstant} from '../../renewal/paris-instant.ts'
import {type AuthoredUnder, authoredUnder} from './authored-under.ts'
import {leafOfSource} from './leaf-of-source.ts'
import type {LifecycleBench} from './ports.ts'
import {secretOfFlag} from './secret-wish.ts'

export interface DiffWish {
  readonly before: string
  readonly after: string
  readonly passphraseFrom?: string | undefined
  /** File for the whole list of documents authored under the old structure. */
  readonly list?: string | undefined
  readonly force: boolean
  readonly unmask: boolean
}

export interface ComparedSource {
  readonly source: string
  readonly subject: string
  readonly product: string
  readonly sha256: string
  /** ISO 8601, Paris. */
  readonly notBefore: string
  readonly notAfter: string
  readonly endOfUse: string
}

export interface DiffReport extends CertificateDiff {
  readonly before: ComparedSource
  readonly after: ComparedSource
  /** With another structure: what the journal shows under the old one; null where there is no profile or journal. */
  readonly authored: AuthoredUnder | null
}

/**
 * Compares the certificate in use with the one that is to take its place.
 * @throws those of the sources and of the journal
 */
export async function diffCertificates(bench: LifecycleBench, wish: DiffWish): Promise<DiffReport> {
  const passphrase = secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom)
  const before = (await leafOfSource(bench, wish.before, passphrase)).leaf
  const after = (await leafOfSource(bench, wish.after, passphrase)).leaf
  const diff = masked(compareCertificates(before, after), [before, after], wish.unmask)
  const unit = before.subject.organisationalUnit
  const list = wish.list === undefined ? undefined : {path: wish.list, force: wish.force}
  return {
    ...diff,
    before: compared(wish.before, before, wish.unmask),
    after: compared(wish.after, after, wish.unmask),
    authored: diff.structureChanged && unit ? ((await found(bench, unit, list)) ?? null) : null,
  }
}

/** Anything but a plain renewal is to be looked at. */
export function diffExit({verdict}: DiffReport): ExitCode {
  return verdict === 'warning' || verdict === 'error' ? exitCodes.findings : exitCodes.done
}

/** Two files can be compared where no profile is: then there is no journal to look into. */
async function found(bench: LifecycleBench, unit: string, list: Parameters<typeof authoredUnder>[2]) {
  try {
    return await authoredUnder(bench, unit, list)
  } catch (error) {
    if (!(error instanceof DmpError && error.code === 'DMP_PROFILE_NOT_FOUND')) throw error
    return undefined
  }
}

function compared(source: string, certificate: Certificate, unmask: boolean): ComparedSource {
  return {
    source,
    subject: holderName(certificate, unmask),
    product: productOf(certificate),
    sha256: certificate.sha256.hex,
    notBefore: parisInstant(certificate.notBefore),
    notAfter: parisInstant(certificate.notAfter),
    endOfUse: parisInstant(endOfUse(certificate)),
  }
}

/** What names a person, on the side of either: the CN, host names, and the issuer of who signed their own. */
function masked(
  diff: CertificateDiff,
  [before, after]: readonly [Certificate, Certificate],
  unmask: boolean,
): CertificateDiff {
  if (unmask) return diff
  const lines = diff.lines.map((line) => ({
    ...line,
    before: maskedValue(line.field, line.before, before),
    after: maskedValue(line.field, line.after, after),
  }))
  return {...diff, lines}
}

function maskedValue(field: DiffLine['field'], value: string, certificate: Certificate): string {
  if (field === 'issuer' && issuerNamesPerson(certificate))
    return shownName(certificate.issuer, 'certificate', true)
  const own = field === 'commonName' || field === 'names'
  return own && value !== '' && namesPerson(certificate) ? hidden : value
}
