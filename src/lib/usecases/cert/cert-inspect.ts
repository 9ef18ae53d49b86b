import type {
  Container,
  ContainerFormat,
  ContainerProblem,
  KeyEntry,
  StoreEntry,
} from '../../containers/container.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes, gravestExit} from '../../errors/exit-codes.ts'
import type {Certificate} from '../../pki/certificate.ts'
import type {CertificateFinding} from '../../pki/finding.ts'
import {hidden} from '../../pki/holder.ts'
import {IssuerIndex} from '../../pki/issuer-index.ts'
import type {CertificateSources} from '../../ports/certificate-sources.ts'
import type {Workbench} from '../ports.ts'
import {type CertificateFacts, certificateFacts, type FactsWish} from './certificate-facts.ts'
import type {ListFacts, RequestFacts} from './companion-facts.ts'
import {secretOfFlag} from './secret-wish.ts'

type Ports = Pick<Workbench, 'clock' | 'files' | 'signal'> & {readonly certificateSources: CertificateSources}

export interface InspectWish extends Omit<FactsWish, 'now'> {
  readonly sources: readonly string[]
  /** Reference to the password, never the password. */
  readonly passphraseFrom: string | undefined
}

/** A key as it is shown: `certificate` is the position of the one it goes with, `null` when none does. */
export interface KeyFacts extends Omit<KeyEntry, 'certificate'> {
  readonly certificate: number | null
  /** Key and certificate belong together; `null` while the key is closed, or with no certificate to compare. */
  readonly matches: boolean | null
}

export interface InspectedSource {
  readonly source: {
    readonly path: string
    readonly format: ContainerFormat
    /** Certificates stay hidden without the password. */
    readonly passwordNeeded: boolean
    /** Keys stay closed without it; the certificates show. */
    readonly keyPasswordNeeded: boolean
    readonly protection: Container['protection'] | null
    readonly server: Container['server'] | null
  }
  readonly certificates: readonly CertificateFacts[]
  readonly requests: readonly RequestFacts[]
  readonly revocationLists: readonly ListFacts[]
  readonly keys: readonly KeyFacts[]
  readonly storeEntries: readonly StoreEntry[]
  readonly problems: readonly ContainerProblem[]
  readonly findings: readonly Pick<CertificateFinding, 'check' | 'severity' | 'variant' | 'params'>[]
}

/** Certificates between two looks at whether to stop. */
const atOneGo = 200

/** A source, among several, that could not be read at all. */
export interface FailedSource {
  readonly path: string
  readonly error: {
    readonly code: string
    readonly params: Readonly<Record<string, string | number>>
    readonly exitCode: ExitCode
  }
}

export interface Inspection {
  readonly sources: readonly InspectedSource[]
  readonly failed: readonly FailedSource[]
}

/**
 * Shows what sources of certificates hold, without judging it. One source that cannot be read is an error; among
 * several it stands beside the others.
 */
export async function inspectCertificates(ports: Ports, wish: InspectWish): Promise<Inspection> {
  const passphrase = secretOfFlag(ports, '--passphrase-from', wish.passphraseFrom)
  const facts: FactsWish = {...wish, now: ports.clock.now()}
  const sources: InspectedSource[] = []
  const failed: FailedSource[] = []
  for (const path of wish.sources) {
    try {
      const container = await ports.certificateSources.open(path, {
        ...(passphrase ? {passphrase} : {}),
        signal: ports.signal,
      })
      sources.push(await inspected(container, facts, ports.signal))
    } catch (error) {
      if (!(error instanceof DmpError) || wish.sources.length === 1) throw error
      const {code, params, exitCode} = error
      failed.push({path, error: {code, params, exitCode}})
    }
  }
  return {sources, failed}
}

/**
 * Parts that cannot be read, requests that their own key did not sign and keys bound to another's certificate are
 * findings; what is shown is not.
 */
export function inspectionExit({sources, failed}: Inspection): ExitCode {
  const faulty = sources.some(
    ({problems, requests, revocationLists, keys}) =>
      problems.length > 0 ||
      revocationLists.some(({state}) => state === 'unreadable') ||
      requests.some(({signatureOk}) => signatureOk === false) ||
      keys.some(({matches}) => matches === false),
  )
  return gravestExit([
    ...failed.map(({error}) => error.exitCode),
    faulty ? exitCodes.findings : exitCodes.done,
  ])
}

async function inspected(
  container: Container,
  wish: FactsWish,
  signal: AbortSignal,
): Promise<InspectedSource> {
  const {name, format, certificates, labels = []} = container
  const issuers = new IssuerIndex(certificates)
  const known = new Map<string, ReturnType<typeof certificateFacts>>()
  const shown: CertificateFacts[] = []
  for (const [index, certificate] of certificates.entries()) {
    if (index % atOneGo === atOneGo - 1) {
      // an interruption arrives only while nothing else runs
      await new Promise((resume) => setImmediate(resume))
      signal.throwIfAborted()
    }
    const print = certificate.sha256.hex
    const facts = known.get(print) ?? certificateFacts(certificate, issuers.above(certificate), wish)
    known.set(print, facts)
    const label = labels[index]
    shown.push({
      position: index + 1,
      role: roleOf(certificate, container),
      ...(label ? {label: facts.masked ? hidden : label} : {}),
      ...facts,
    })
  }
  return {
    source: {
      path: name,
      format,
      ...closedParts(container),
      protection: container.protection ?? null,
      server: container.server ?? null,
    },
    certificates: shown,
    ...(await companions(container, wish)),
    keys: container.keys.map((key) => keyFacts(key, shown)),
    storeEntries: container.storeEntries ?? [],
    problems: container.problems,
    findings: [...container.findings, ...clearKeys(container)].map(({check, severity, variant, params}) => ({
      check,
      severity,
      ...(variant ? {variant} : {}),
      params,
    })),
  }
}

/** What the password hides: certificates (and everything that follows from them), or keys alone. */
function closedParts({passwordNeeded, format, certificates, protection, keys}: Container) {
  const hidden = format === 'pkcs12' && protection?.certificates !== 'clear'
  return {
    passwordNeeded: passwordNeeded && (hidden || (certificates.length === 0 && keys.length === 0)),
    keyPasswordNeeded:
      passwordNeeded &&
      (format === 'pkcs11' || keys.some(({encrypted, spkiSha256}) => encrypted && spkiSha256 === undefined)),
  }
}

/** A key that anybody who reads the file has; a PKCS#12 file says so itself. */
function clearKeys({keys, findings, name}: Container): Container['findings'] {
  const clear = keys.some(({form, encrypted}) => !encrypted && form !== 'token' && form !== 'windows-store')
  if (!clear || findings.some(({check}) => check === 'FILE-03')) return []
  return [{check: 'FILE-03', severity: 'warning', certificate: 'pair', params: {path: name}}]
}

/** Most sources have none: what reads them is loaded for those that do. */
async function companions(
  {requests, revocationLists}: Container,
  wish: FactsWish,
): Promise<Pick<InspectedSource, 'requests' | 'revocationLists'>> {
  if (requests.length + revocationLists.length === 0) return {requests: [], revocationLists: []}
  const {listFacts, requestFacts} = await import('./companion-facts.ts')
  return {
    requests: requests.map((request) => requestFacts(request, wish.dn, wish.unmask)),
    revocationLists: revocationLists.map((der) => listFacts(der, wish.dn, wish.now)),
  }
}

function keyFacts({certificate, ...key}: KeyEntry, shown: readonly CertificateFacts[]): KeyFacts {
  const bound = certificate === undefined ? undefined : shown[certificate]
  const comparable = key.spkiSha256 !== undefined && bound !== undefined
  const matches = comparable ? bound.publicKey.spkiSha256 === key.spkiSha256 : null
  const alias = key.alias && bound?.masked ? hidden : key.alias
  return {...key, ...(alias ? {alias} : {}), certificate: bound?.position ?? null, matches}
}

function roleOf(certificate: Certificate, {leaf}: Container): CertificateFacts['role'] {
  if (leaf && certificate.sha256.hex === leaf.sha256.hex) return 'leaf'
  return certificate.isCa ? 'authority' : 'other'
}
