import {constants, createPublicKey, type KeyObject, verify} from 'node:crypto'
import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {readCertificates} from '../pki/pem.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'
import {checkCertificates} from './check-certificates.ts'
import {firstUnlike} from './checksums.ts'
import {LIST_FORM, type Members, memberNames, type ProofFacts} from './evidence.ts'
import {readFacts} from './proof-facts.ts'
import type {ProofStep} from './proof-step.ts'
import {type ReadSignature, readSignature} from './read-signature.ts'

export interface GivenDocument {
  readonly sha1: string
  readonly size: number
  /** Base64 digest of the canonical form; absent for what is no readable XML. */
  canonical(algorithm: 'sha1' | 'sha256'): Promise<string | undefined>
}

export interface ProofMeans {
  readonly members: Members
  readonly trusted: readonly Certificate[]
  readonly now: number
  /** Of the archive and of the hand of who verifies: each must be the one. */
  readonly documents: readonly GivenDocument[]
  open(bytes: Uint8Array): XmlNode
}

const step = (
  name: ProofStep['step'],
  verdict: ProofStep['verdict'],
  reason: string,
  params = {},
): ProofStep => ({
  ...{step: name, verdict, reason, params},
})

/** Every step that can be made, in order; what takes the signature is left out where there is none. */
export async function checkProof(means: ProofMeans): Promise<{steps: ProofStep[]; facts?: ProofFacts}> {
  const {members} = means
  const unlike = firstUnlike(members)
  const facts = readFacts(members.get(memberNames.facts))
  const steps = [
    unlike === undefined
      ? step('checksums', 'holds', 'all')
      : step('checksums', 'fails', 'other', {name: unlike}),
    facts ? step('facts', 'holds', 'read') : step('facts', 'fails', 'unreadable'),
  ]
  const bytes = members.get(memberNames.signature)
  if (!facts) return {steps}
  if (!bytes) {
    steps.push(step('signature-form', 'unknown', 'absent'))
    return {steps: [...steps, await documentOf(means, facts, undefined), answerOf(facts)], facts}
  }
  const signature = readSignature(bytes, means.open)
  if ('fault' in signature) {
    steps.push(step('signature-form', 'fails', signature.fault))
    return {steps, facts}
  }
  steps.push(step('signature-form', 'holds', 'own'))
  steps.push(...signerSteps(means, signature))
  steps.push(manifestOf(facts, signature), await documentOf(means, facts, signature), answerOf(facts))
  return {steps, facts}
}

function signerSteps({members, trusted, now}: ProofMeans, signature: ReadSignature): ProofStep[] {
  try {
    const signer = readCertificate(signature.signerDer)
    const key = keyOf(signer)
    if (!key) return [step('signature-value', 'fails', 'certificate')]
    const data = Buffer.from(signature.signedInfo, 'utf8')
    const padded = {key, padding: constants.RSA_PKCS1_PADDING}
    if (key.asymmetricKeyType !== 'rsa' || !verify(`rsa-${signature.digest}`, data, padded, signature.value))
      return [step('signature-value', 'fails', 'other')]
    const [beside, ...more] = certificatesOf(members, memberNames.signer)
    if (beside?.sha256.hex !== signer.sha256.hex || more.length > 0)
      return [step('certificate-digests', 'fails', 'beside', {subject: signer.subject.certificate})]
    return [
      step('signature-value', 'holds', 'key', {subject: signer.subject.certificate}),
      ...checkCertificates({
        ...{signature, signer, trusted, now},
        authorities: certificatesOf(members, memberNames.authorities),
        lists: new Map([...members].filter(([name]) => LIST_FORM.test(name))),
      }),
    ]
  } catch (error) {
    if (!(error instanceof DmpError) && !(error instanceof Error && 'code' in error)) throw error
    return [step('signature-value', 'fails', 'certificate')]
  }
}

function keyOf({publicKey}: Certificate): KeyObject | undefined {
  try {
    return createPublicKey({key: Buffer.from(publicKey.spki), format: 'der', type: 'spki'})
  } catch {
    // Bytes in which OpenSSL sees no key.
    return undefined
  }
}

function certificatesOf(members: Members, name: string): readonly Certificate[] {
  const bytes = members.get(name)
  return bytes === undefined || bytes.length === 0 ? [] : readCertificates(bytes, name)
}

function manifestOf({document, ...facts}: ProofFacts, signature: ReadSignature): ProofStep {
  const {uniqueId} = document
  const listed = signature.documents.some((one) => one.uniqueId === uniqueId)
  if (!listed) return step('manifest', 'fails', 'unlisted', {uniqueId})
  const same =
    signature.setUniqueId === facts.submissionSetUniqueId &&
    signature.signatureUniqueId === facts.signatureUniqueId
  return same
    ? step('manifest', 'holds', 'listed', {uniqueId, count: signature.documents.length})
    : step('manifest', 'fails', 'other-lot', {uniqueId})
}

async function documentOf(
  {documents}: ProofMeans,
  {document}: ProofFacts,
  signature: ReadSignature | undefined,
): Promise<ProofStep> {
  if (documents.length === 0) return step('document', 'unknown', 'absent', {sha1: document.sha1})
  const signed = signature?.documents.find(({uniqueId}) => uniqueId === document.uniqueId)
  for (const given of documents) {
    if (given.sha1 !== document.sha1 || given.size !== document.size)
      return step('document', 'fails', 'other', {sha1: document.sha1, found: given.sha1})
    if (signature && (await given.canonical(signature.digest)) !== signed?.digestBase64)
      return step('document', 'fails', 'digest', {sha1: given.sha1})
  }
  return signature
    ? step('document', 'holds', 'same', {sha1: document.sha1})
    : step('document', 'holds', 'journal', {sha1: document.sha1})
}

/** Nobody signs it: it is what the establishment recorded. */
function answerOf({answer}: ProofFacts): ProofStep {
  if (!answer) return step('answer', 'unknown', 'absent')
  const {at, outcome} = answer
  const kept = outcome === 'success' || outcome === 'warning'
  return step('answer', kept ? 'holds' : 'fails', kept ? 'recorded' : 'refused', {at, outcome})
}
