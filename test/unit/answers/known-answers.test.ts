import {expect, it} from 'vitest'
import {knownAnswer, knownAnswers} from '../../../src/lib/answers/known-answers.ts'
import {wireErrors} from '../../../src/lib/errors/catalogue/wire.ts'
import {wireEn} from '../../../src/lib/ui/messages/en/wire.ts'
import {wireFr} from '../../../src/lib/ui/messages/fr/wire.ts'

it('explains every known answer in both languages, and nothing else', () => {
  const wanted = knownAnswers.flatMap((one) => [`answer.${one.id}.cause`, `answer.${one.id}.remedy`])
  for (const texts of [wireFr, wireEn]) {
    const keys = Object.keys(texts).filter((key) => /^answer\..*\.(?:cause|remedy)$/.test(key))
    expect(keys.sort()).toEqual([...wanted].sort())
    expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([])
  }
})

it('names every actor and layer in both languages', () => {
  const actors = new Set(knownAnswers.map((one) => `answer.actor.${one.actor}`))
  const layers = ['http', 'multipart', 'xml', 'fault', 'registry', 'hl7'].map((one) => `answer.layer.${one}`)
  for (const key of [...actors, ...layers]) {
    expect(wireFr).toHaveProperty([key])
    expect(wireEn).toHaveProperty([key])
  }
})

it('has three sentences per error, with the same placeholders in both languages', () => {
  const placeholders = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  for (const code of Object.keys(wireErrors)) {
    for (const part of ['what', 'why', 'todo']) {
      const key = `error.${code}.${part}`
      expect(wireFr[key], key).toBeTruthy()
      expect(placeholders(wireEn[key]), key).toEqual(placeholders(wireFr[key]))
    }
  }
})

it('gives each code to one entry', () => {
  const codes = knownAnswers.flatMap((one) => one.codes)
  expect(new Set(codes).size).toBe(codes.length)
})

it('knows the ids published for feeding, patient, query, update, transient and generic errors', () => {
  const published = [
    ...['XDSMissingDocument', 'XDSMissingDocumentMetadata', 'XDSRegistryMetadataError'],
    ...['XDSRepositoryMetadataError', 'XDSRegistryDuplicateUniqueIdInMessage'],
    ...['XDSRepositoryDuplicateUniqueIdInMessage', 'XDSDuplicateUniqueIdInRegistry'],
    ...['XDSNonIdenticalHash', 'XDSNonIdenticalSize', 'XDSExtraMetadataNotSaved', 'XDSReplaceFailed'],
    ...['XDSRegistryDeprecatedDocumentError', 'UnresolvedReferenceException', 'InvalidDocumentContent'],
    ...['PartialReplaceContentNotProcessed', 'XDSUnknownPatientId', 'XDSPatientIdDoesNotMatch'],
    ...['XDSResultNotSinglePatient', 'XDSPatientIDReconciliationError', 'XDSUnknownStoredQuery'],
    ...['XDSStoredQueryMissingParam', 'XDSStoredQueryParamNumber', 'XDSTooManyResults'],
    ...['XDSUnknownRepositoryId', 'XDSDocumentUniqueIdError', 'XDSInvalidRequestException'],
    ...['XDSMetadataUpdateError', 'XDSMetadataUpdateOperationError', 'XDSMetadataVersionError'],
    ...['UnmodifiableMetadataError', 'LocalPolicyRestrictionError', 'XDSRegistryBusy', 'XDSRepositoryBusy'],
    ...['XDSRegistryNotAvailable', 'XDSRegistryOutOfResources', 'XDSRepositoryOutOfResources'],
    ...['XDSRegistryError', 'XDSRepositoryError', 'DMPInvalidCertificate', 'DMPAccessDeniedByRightsService'],
    ...['DMPFound', 'DMPClosed', 'DMPIdentityCertificationFailure', 'DMPPatientAccessAlreadyExists'],
    'DMPPatientAccessOTPAlreadyExists',
  ]
  expect(published.filter((code) => !knownAnswer(code))).toEqual([])
})

it.each([
  ['Le certificat ayant signé le VIHF est invalide.', 'vihf-signer'],
  ['ERREUR D’AUTHENTIFICATION DE LA PERSONNE MORALE', 'legal-person'],
  ["Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF", 'author-institution'],
  ["Impossible d'effectuer un test d'existence : Structure introuvable ou Inactive", 'structure-unknown'],
  ['PS et Structure non liés', 'structure-unlinked'],
  ['Aucune spécialité dans le vihf du médecin', 'specialty-missing'],
])('recognises a text before a generic code: %s', (text, id) => {
  expect(knownAnswer('XDSRegistryError', text)?.id).toBe(id)
})

it('never guesses', () => {
  expect(knownAnswer('CodeJamaisVu', 'un texte')).toBeUndefined()
  expect(knownAnswer('', '')).toBeUndefined()
})
