/**
 * The embedded INSi: the search by traits (`rechercherInsAvecTraitsIdentite`, service ICIR-v1) for a caller who shows a
 * certificat logiciel over mutual TLS, on `/lps` of the sandbox's port.
 *
 * It models what is public: the WSDL and XSDs of INSi v1, message samples of the GIE SESAM-Vitale, what public clients
 * met on the qualification bench (faults `siram_*` and `desir_*`, two dialects of answer, OID .8 for fictitious
 * patients). It is strict where those agree and tolerant where they differ: order of the header blocks, three forms of
 * MessageID, `wsse:Security` present or not (until `insi-refuse-security` is armed).
 *
 * Its own inventions, since nothing is known: every code that begins with `sandbox_`, the texts, the tolerance on the
 * clock, a MessageID taken once, one `Prenom` element at most, HTTP 403 in words for a certificate of another authority.
 *
 * It does not do the search by carte Vitale, the vérification, assertions of persons (CPx, Pro Santé Connect). It answers
 * from a short list of invented identities and keeps nothing.
 */
import {type Certificate, readPemCertificates} from '../certificate/certificate.ts'
import type {TrustAnchors} from '../certificate/chain.ts'
import {UsedOnce} from '../vihf/freshness.ts'
import type {InsiPerson} from './person.ts'

export const insiPath = '/lps'

export interface InsiOptions {
  /** PEM of the CAs that issue `INSI-*` certificates. */
  readonly ca: string
  /** The authorisation number that the service knows. */
  readonly idam: string
  readonly people: readonly InsiPerson[]
}

/** What the calls of one running service have in common. */
export interface InsiService {
  /** Those who may speak to it at all: holders of another certificate are told so in a fault. */
  readonly trust: TrustAnchors
  readonly issuers: readonly Certificate[]
  readonly idam: string
  readonly people: readonly InsiPerson[]
  readonly messageIds: UsedOnce
}

/** `otherCa`: PEM of the CAs of the DMP's own certificates, which INSi recognises but does not admit. */
export function openInsi({ca, idam, people}: InsiOptions, otherCa: string): InsiService {
  const issuers = readPemCertificates(ca)
  return {
    trust: {authorities: [...issuers, ...readPemCertificates(otherCa)]},
    issuers,
    idam,
    people,
    messageIds: new UsedOnce(),
  }
}
