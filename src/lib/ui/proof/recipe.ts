import {listName, memberNames, type ProofFacts} from '../../evidence/evidence.ts'
import type {Language} from '../language.ts'
import {translator} from '../translate.ts'

/** Commands of the recipe: nothing of this program, and no network. */
export function recipeCommands(facts: ProofFacts): Readonly<Record<string, string>> {
  const {document, sentAt, missing} = facts
  const at = sentAt === null ? '' : ` -attime ${Math.floor(Date.parse(sentAt) / 1000)}`
  const ids = [
    '--id-attr:Id http://www.w3.org/2000/09/xmldsig#:Manifest',
    '--id-attr:Id http://uri.etsi.org/01903/v1.1.1#:SignedProperties',
  ].join(' ')
  // xmlsec1 stops at what it cannot open: what is not at hand is given some file, and counts as not verified.
  const elsewhere = [facts.submissionSetUniqueId, ...facts.others]
    .map((id) => `--url-map:urn:oid:${id} ${memberNames.sums} `)
    .join('')
  const signed = !missing.includes('signature')
  return {
    members: `sha1sum -c ${memberNames.sums}`,
    document: `echo "${document.sha1}  ${memberNames.document}" | sha1sum -c -`,
    ...(signed
      ? {
          chain: `openssl verify -partial_chain${at} -CAfile ${memberNames.authorities} ${memberNames.signer}`,
          key: `openssl x509 -in ${memberNames.signer} -noout -subject -issuer -serial -dates`,
          signature: `xmlsec1 --verify --insecure --print-debug ${ids} ${elsewhere}--url-map:urn:oid:${document.uniqueId} ${memberNames.document} ${memberNames.signature}`,
        }
      : {}),
    ...(missing.includes('revocation')
      ? {}
      : {revocation: `openssl crl -inform DER -in ${listName(1)} -noout -text`}),
  }
}

/** The recipe in French, then in English. */
export function proofRecipe(facts: ProofFacts): string {
  return (['fr', 'en'] as const)
    .map((language) => inLanguage(facts, language))
    .join(`\n${'='.repeat(78)}\n\n`)
}

function inLanguage(facts: ProofFacts, language: Language): string {
  const t = translator(language)
  const {uniqueId, sha1} = facts.document
  const steps = Object.entries(recipeCommands(facts)).map(
    ([name, command], index) => `${index + 1}. ${t(`proof.recipe.${name}`)}\n\n    ${command}\n`,
  )
  const missing = facts.missing.map((part) => `- ${t(`proof.missing.${part}`)}`)
  const {environment} = facts
  return [
    t('proof.recipe.title', {uniqueId}),
    '',
    t('proof.recipe.what', {sha1, environment}),
    '',
    ...steps,
    t('proof.recipe.limits'),
    ...(missing.length > 0 ? ['', t('proof.recipe.missing'), ...missing] : []),
    '',
  ].join('\n')
}
