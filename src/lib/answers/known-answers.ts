/**
 * The answers of the DMP that somebody has met and explained: what caused them, who can act, whether to try again.
 *
 * Codes: GIE message samples and kit, public clients of the DMP, IHE ITI TF-3 §4.2.4. The DMP's own full table is
 * not public: an id that is not here is shown as it came, never guessed. Texts: `answer.<id>.cause` and
 * `answer.<id>.remedy` in both catalogues.
 */
import type {RetryClass} from '../errors/definition.ts'
import type {Outcome} from './answer.ts'

/** `toolkit`: a fault of this program; `editor`: the software the documents come from. */
export type Actor = 'toolkit' | 'establishment' | 'dmp-support' | 'editor'

export interface KnownAnswer {
  readonly id: string
  /** Local names of codes, as written. */
  readonly codes: readonly string[]
  /** Parts of texts, folded: lower case, no accents, straight apostrophes. */
  readonly texts?: readonly string[]
  readonly actor: Actor
  readonly retry: RetryClass
  /** What it means as an error; a warning never changes the outcome. */
  readonly outcome: Exclude<Outcome, 'accepted' | 'accepted-with-warnings'>
}

type Row = readonly [
  id: string,
  actor: Actor,
  outcome: KnownAnswer['outcome'],
  codes: readonly string[],
  texts?: readonly string[],
]

const rows: readonly Row[] = [
  // Who calls: no other request would pass.
  [
    'vihf-signer',
    'establishment',
    'systemic',
    ['DMPInvalidCertificate'],
    ['le certificat ayant signe le vihf est invalide'],
  ],
  ['legal-person', 'establishment', 'systemic', [], ["erreur d'authentification de la personne morale"]],
  ['structure-unknown', 'establishment', 'systemic', [], ['structure introuvable ou inactive']],
  ['structure-unlinked', 'establishment', 'systemic', [], ['ps et structure non lies']],
  ['specialty-missing', 'establishment', 'systemic', [], ['aucune specialite dans le vihf']],
  [
    'addressing-missing',
    'toolkit',
    'systemic',
    ['MessageAddressingHeaderRequired', 'InvalidAddressingHeader'],
    ['a required header representing a message addressing property is not present'],
  ],
  [
    'author-institution',
    'establishment',
    'refused',
    [],
    ["aucun authorinstitution ne correspond a l'utilisateur du vihf"],
  ],
  ['rights', 'establishment', 'refused', ['DMPAccessDeniedByRightsService']],
  // Feeding.
  ['lot-incomplete', 'toolkit', 'refused', ['XDSMissingDocument', 'XDSMissingDocumentMetadata']],
  ['metadata', 'editor', 'refused', ['XDSRegistryMetadataError', 'XDSRepositoryMetadataError']],
  [
    'id-twice-in-message',
    'toolkit',
    'refused',
    ['XDSRegistryDuplicateUniqueIdInMessage', 'XDSRepositoryDuplicateUniqueIdInMessage'],
  ],
  ['id-already-registered', 'establishment', 'refused', ['XDSDuplicateUniqueIdInRegistry']],
  ['other-content-same-id', 'establishment', 'refused', ['XDSNonIdenticalHash', 'XDSNonIdenticalSize']],
  ['extra-metadata', 'toolkit', 'refused', ['XDSExtraMetadataNotSaved']],
  ['replace-target', 'establishment', 'refused', ['XDSReplaceFailed', 'UnresolvedReferenceException']],
  ['target-obsolete', 'establishment', 'refused', ['XDSRegistryDeprecatedDocumentError']],
  ['document-invalid', 'editor', 'refused', ['InvalidDocumentContent']],
  ['partial-replace', 'dmp-support', 'refused', ['PartialReplaceContentNotProcessed']],
  // The patient.
  ['patient-unknown', 'establishment', 'refused', ['XDSUnknownPatientId']],
  ['patient-mismatch', 'establishment', 'refused', ['XDSPatientIdDoesNotMatch', 'XDSResultNotSinglePatient']],
  ['patient-reconciliation', 'dmp-support', 'refused', ['XDSPatientIDReconciliationError']],
  ['dmp-exists', 'establishment', 'refused', ['DMPFound']],
  ['dmp-closed', 'establishment', 'refused', ['DMPClosed']],
  ['identity-uncertified', 'establishment', 'refused', ['DMPIdentityCertificationFailure']],
  [
    'patient-access-exists',
    'establishment',
    'refused',
    ['DMPPatientAccessAlreadyExists', 'DMPPatientAccessOTPAlreadyExists'],
  ],
  // Queries and updates.
  [
    'query-form',
    'toolkit',
    'refused',
    [
      'XDSUnknownStoredQuery',
      'XDSStoredQueryMissingParam',
      'XDSStoredQueryParamNumber',
      'XDSInvalidRequestException',
    ],
  ],
  ['too-many-results', 'toolkit', 'refused', ['XDSTooManyResults']],
  ['repository-id', 'toolkit', 'refused', ['XDSUnknownRepositoryId']],
  ['document-unknown', 'establishment', 'refused', ['XDSDocumentUniqueIdError']],
  [
    'update-refused',
    'establishment',
    'refused',
    [
      'XDSMetadataUpdateError',
      'XDSMetadataUpdateOperationError',
      'XDSMetadataVersionError',
      'UnmodifiableMetadataError',
    ],
  ],
  ['local-policy', 'establishment', 'refused', ['LocalPolicyRestrictionError']],
  // The DMP itself.
  [
    'busy',
    'dmp-support',
    'later',
    [
      'XDSRegistryBusy',
      'XDSRepositoryBusy',
      'XDSRegistryNotAvailable',
      'XDSRegistryOutOfResources',
      'XDSRepositoryOutOfResources',
    ],
  ],
  ['registry-error', 'dmp-support', 'refused', ['XDSRegistryError', 'XDSRepositoryError']],
  // The embedded DMP's own, where no published code is known.
  [
    'sandbox-message',
    'toolkit',
    'refused',
    [
      'SandboxXmlRefused',
      'SandboxMessageRefused',
      'SandboxMtomRequired',
      'SandboxTd02Malformed',
      'ActionNotSupported',
      'ActionMismatch',
      'VersionMismatch',
      'MustUnderstand',
    ],
  ],
  ['sandbox-vihf', 'establishment', 'systemic', ['SandboxVihfRefused']],
  ['sandbox-ins', 'establishment', 'refused', ['SandboxInsOid', 'SandboxInsKey', 'SandboxInsMismatch']],
  // Before SOAP: our own codes.
  ['http-unauthorised', 'establishment', 'systemic', ['HTTP_401']],
  ['http-forbidden', 'establishment', 'systemic', ['HTTP_403']],
  ['http-address', 'establishment', 'systemic', ['HTTP_404', 'HTTP_405', 'HTTP_415', 'HTTP_REDIRECT']],
  ['http-too-large', 'establishment', 'refused', ['HTTP_413']],
  ['http-busy', 'dmp-support', 'later', ['HTTP_408', 'HTTP_429', 'HTTP_503', 'SandboxQuotaExceeded']],
  ['http-gateway', 'dmp-support', 'unknown', ['HTTP_502', 'HTTP_504']],
  ['http-server', 'dmp-support', 'unknown', ['HTTP_500', 'SandboxInternal']],
  [
    'unreadable',
    'dmp-support',
    'unknown',
    ['CONTENT_TYPE', 'MULTIPART', 'XML', 'ENVELOPE', 'BODY', 'RELATES_TO', 'STATUS'],
  ],
]

const retryOf: Readonly<Record<KnownAnswer['outcome'], RetryClass>> = {
  refused: 'never',
  systemic: 'never',
  later: 'later',
  unknown: 'check-first',
}

export const knownAnswers: readonly KnownAnswer[] = rows.map(([id, actor, outcome, codes, texts]) => ({
  id,
  actor,
  outcome,
  codes,
  ...(texts ? {texts} : {}),
  retry: retryOf[outcome],
}))

const byCode = new Map(knownAnswers.flatMap((one) => one.codes.map((code) => [code, one] as const)))

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’ʼ]/g, "'")
    .toLowerCase()
}

/** A text says more than a generic code, so it is looked at first. */
export function knownAnswer(code: string, text = ''): KnownAnswer | undefined {
  const said = folded(text)
  const byText = said && knownAnswers.find((one) => one.texts?.some((part) => said.includes(part)))
  return byText || byCode.get(code)
}

export function knownAnswerById(id: string): KnownAnswer | undefined {
  return knownAnswers.find((one) => one.id === id)
}
