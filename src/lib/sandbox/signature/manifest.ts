import type {ReceivedPart} from '../backend.ts'
import {CanonicalWriter} from '../xml/canonical.ts'
import {elementsOf, isNamed} from '../xml/navigate.ts'
import {scanXml} from '../xml/reader.ts'
import {XmlRefusal} from '../xml/refusal.ts'
import type {SourceElement} from '../xml/tree.ts'
import {type DigestName, digestNamed, ds, inclusiveWithComments, newHash} from './algorithms.ts'
import {type ReferenceParts, readReference, SignatureObjection} from './parts.ts'

export interface ManifestExpectation {
  readonly setUniqueId: string
  readonly documents: readonly {readonly uniqueId: string; readonly part: ReceivedPart}[]
  readonly digest: DigestName
}

/** Digest the samples give to the submission set itself: one zero byte, `AA==`. */
const setDigest = Buffer.from([0])

function object(cause: string, text: string): never {
  throw new SignatureObjection(cause, text)
}

/** The manifest names the set and every document once, nothing else, each document with its true digest. */
export async function checkManifest(manifest: SourceElement, expected: ManifestExpectation): Promise<number> {
  const references = new Map<string, ReferenceParts>()
  for (const child of elementsOf(manifest)) {
    if (!isNamed(child, ds, 'Reference')) object('manifest', 'élément inattendu dans le Manifest')
    const reference = readReference(child)
    const uri = reference.uri ?? ''
    if (references.has(uri)) object('manifest', `référence répétée dans le Manifest : ${uri}`)
    if (digestNamed(reference.digestMethod) !== expected.digest) {
      object('algorithm', `DigestMethod ${expected.digest} attendue partout`)
    }
    references.set(uri, reference)
  }
  const take = (uniqueId: string, cause: string, text: string): ReferenceParts => {
    const uri = `urn:oid:${uniqueId}`
    const reference = references.get(uri)
    if (reference === undefined) object(cause, `${text} ${uri}`)
    references.delete(uri)
    return reference
  }
  const set = take(expected.setUniqueId, 'manifest-other-set', 'le Manifest ne nomme pas ce lot,')
  if (set.transforms.length > 0 || !set.digest.equals(setDigest)) {
    object('manifest-set', 'la référence du lot doit porter l’empreinte AA==, sans transformation')
  }
  const claimed: Claim[] = []
  for (const {uniqueId, part} of expected.documents) {
    const reference = take(uniqueId, 'manifest-missing', 'le Manifest ne nomme pas le document')
    const digest = await documentDigest(reference, part, expected.digest)
    claimed.push({uniqueId, claimed: reference.digest, digest})
  }
  checkDigests(claimed)
  const [extra] = references.keys()
  if (extra !== undefined) object('manifest-extra', `référence ${extra} étrangère au lot`)
  return expected.documents.length
}

interface Claim {
  readonly uniqueId: string
  readonly claimed: Buffer
  /** Computed from the bytes received. */
  readonly digest: Buffer
}

function checkDigests(claims: readonly Claim[]): void {
  const wrong = claims.find(({claimed, digest}) => !digest.equals(claimed))
  if (wrong === undefined) return
  const other = claims.find(({digest}) => digest.equals(wrong.claimed))
  if (other !== undefined)
    object(
      'manifest-swapped',
      `l’empreinte du document ${wrong.uniqueId} est celle du document ${other.uniqueId}`,
    )
  object('manifest-digest', `empreinte du document ${wrong.uniqueId} différente`)
}

/** XML documents by their canonical form with comments, others byte for byte. */
async function documentDigest(
  reference: ReferenceParts,
  part: ReceivedPart,
  digest: DigestName,
): Promise<Buffer> {
  const isXml = /^(?:text|application)\/(?:[a-z0-9.]+\+)?xml\b/i.test(part.contentType)
  if (!isXml) {
    if (reference.transforms.length > 0)
      object('transforms', 'aucune transformation attendue pour un document binaire')
    return Buffer.from(digest === 'sha1' ? part.sha1Hex : part.sha256Hex, 'hex')
  }
  const [transform, ...more] = reference.transforms
  if (transform?.algorithm !== inclusiveWithComments || more.length > 0) {
    object('transforms', 'transformation c14n WithComments attendue pour un document XML')
  }
  return canonicalDigest(part.stream(), digest)
}

/** Digest of the canonical form (with comments) of an XML document, read as a stream. */
export async function canonicalDigest(
  chunks: AsyncIterable<Uint8Array>,
  digest: DigestName,
): Promise<Buffer> {
  const hash = newHash(digest)
  let pending = ''
  const writer = new CanonicalWriter({method: 'inclusive', comments: true}, (text) => {
    pending += text
    if (pending.length > 65_536) {
      hash.update(pending, 'utf8')
      pending = ''
    }
  })
  try {
    await scanXml(chunks, writer, {encodings: 'declared'})
  } catch (error) {
    if (error instanceof XmlRefusal) object('document-xml', `document illisible : ${error.message}`)
    throw error
  }
  return hash.update(pending, 'utf8').digest()
}
