/*
 * What is known of errors that a hospital meets around the DMP: which it is, what caused it, who must act, what to do.
 *
 * One registry over everything: our own catalogue and checks, the answers of the DMP, XDS, SOAP and WS-Addressing codes,
 * HL7 v3 acknowledgements, INSi, TLS alerts and the codes of OpenSSL, Node and undici, HTTP statuses, PC/SC and PKCS#11.
 *
 * Sources: GIE SESAM-Vitale message samples and public clients of the DMP (its full table is not public), IHE ITI TF-3,
 * SOAP 1.2, WS-Addressing 1.0, WS-Security 1.1, RFC 8446 §6, RFC 9110, winscard.h and pcsc-lite, PKCS#11 v3.
 *
 * Found by code (any case, decorated or not), by known wording (accents, typos, cut or wrapped lines, a whole log around
 * it) or by plain words. Below a threshold nothing is claimed: the nearest are shown under that name.
 *
 * Not here: reading a captured exchange (`captures`), judging one, and the sentences of our own errors (`ui`).
 */

export const explanationFamilies = [
  'dmp',
  'xds',
  'soap',
  'wsa',
  'hl7v3',
  'insi',
  'tls',
  'network',
  'http',
  'pcsc',
  'pkcs11',
  'ours',
  'check',
  'rule',
] as const

export type ExplanationFamily = (typeof explanationFamilies)[number]

/** `us`: the establishment; `cpam`: the Assurance maladie, the DMP's support included; `cnda`: who approves software. */
export const explanationActors = ['us', 'editor', 'ans', 'cpam', 'cnda', 'patient'] as const

export type ExplanationActor = (typeof explanationActors)[number]

export type ExplanationLanguage = 'fr' | 'en'

export interface ExplainedWords {
  readonly cause: string
  readonly todo: string
}

export interface Explanation {
  /** Never given to another entry. */
  readonly id: string
  readonly family: ExplanationFamily
  /** As logs write them; compared without regard to case. */
  readonly codes: readonly string[]
  /** Numbers with what they count: `http:403`, `alert:45`, `verify:20`, `ckr:160`, `insi-cr:01`, `curl:60`. */
  readonly numbers: readonly string[]
  /** Wordings met in logs; `{name}` stands for what changes. */
  readonly texts: readonly string[]
  /** Says little alone: what stands beside it in the same text comes first. */
  readonly generic: boolean
  /** Who must act, the likeliest first. */
  readonly actors: readonly ExplanationActor[]
  /** The command to run next. */
  readonly next: string
  readonly fr: ExplainedWords
  readonly en: ExplainedWords
  /** Page of the documentation, where there is one. */
  readonly page?: string
}
