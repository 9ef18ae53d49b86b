import {canonical} from '../support/second-writer/canonical.ts'
import type {RecordedCall} from './recorder.ts'

export interface RecordedPart {
  readonly contentId: string
  readonly bytes: Buffer
}

/** A recorded request taken apart by plain byte search. */
export interface RecordedMessage {
  readonly path: string
  readonly envelope: string
  /** Parts after the envelope, in order. */
  readonly parts: readonly RecordedPart[]
}

/** Splits multipart/related at its boundary; anything else is an envelope alone. */
export function takeApart({path, contentType, body}: RecordedCall): RecordedMessage {
  const boundary = /boundary="([^"]+)"/.exec(contentType)?.[1]
  if (boundary === undefined) return {path, envelope: body.toString('utf8'), parts: []}
  const delimiter = Buffer.from(`--${boundary}`)
  const found: RecordedPart[] = []
  for (let at = body.indexOf(delimiter); at >= 0; ) {
    const next = body.indexOf(delimiter, at + delimiter.length)
    if (next < 0) break
    const piece = body.subarray(at + delimiter.length + 2, next - 2)
    const split = piece.indexOf('\r\n\r\n')
    const header = piece.subarray(0, split).toString('latin1')
    found.push({
      contentId: /Content-ID: <([^>]+)>/i.exec(header)?.[1] ?? '',
      bytes: piece.subarray(split + 4),
    })
    at = next
  }
  const [root, ...parts] = found
  if (root === undefined) throw new Error('a multipart without parts')
  return {path, envelope: root.bytes.toString('utf8'), parts}
}

/** An element of the envelope as a document of its own. */
export function elementOf({envelope}: RecordedMessage, at: string): string {
  return canonical(envelope, {exclusive: true, at})
}

/** The assertion exactly as it stands in the envelope: its bytes, not a new writing of them. */
export function assertionOf({envelope}: RecordedMessage): string {
  const found = /<(\w+:)?Assertion[ >].*<\/\1?Assertion>/s.exec(envelope)
  if (!found) throw new Error('no assertion')
  return found[0]
}

export interface RecordedLot {
  readonly message: RecordedMessage
  readonly setUniqueId: string
  readonly documents: readonly {readonly uniqueId: string; readonly bytes: Buffer}[]
  readonly signature: string
}

/** The documents of a submission by uniqueId, as its metadata name them, and its signature. */
export function lotOf(message: RecordedMessage): RecordedLot {
  const {envelope, parts} = message
  const idOf = (object: string): string =>
    new RegExp(
      `<(?:\\w+:)?ExternalIdentifier(?=[^>]*registryObject="${object}")(?=[^>]*identificationScheme="urn:uuid:(?:2e82c1f6-a085-4c72-9da3-8640a32e42ab|96fdda7c-d067-4183-912e-bf5ee74998a8)")[^>]* value="([^"]+)"`,
    ).exec(envelope)?.[1] ?? ''
  const bytesOf = (object: string): Buffer => {
    const cid = new RegExp(`Document id="${object}".*?href="cid:([^"]+)"`, 's').exec(envelope)?.[1]
    const part = parts.find(({contentId}) => contentId === cid)
    if (!part) throw new Error(`no part for ${object}`)
    return part.bytes
  }
  const objects = [...envelope.matchAll(/<(?:\w+:)?ExtrinsicObject [^>]*id="([^"]+)"/g)].map(
    ([, id = '']) => id,
  )
  const [, signer = ''] =
    /<(?:\w+:)?Association (?=[^>]*signs")[^>]*sourceObject="([^"]+)"/.exec(envelope) ?? []
  const [, set = ''] = /<(?:\w+:)?RegistryPackage [^>]*id="([^"]+)"/.exec(envelope) ?? []
  return {
    message,
    setUniqueId: idOf(set),
    documents: objects
      .filter((object) => object !== signer)
      .map((object) => ({uniqueId: idOf(object), bytes: bytesOf(object)})),
    signature: bytesOf(signer).toString('utf8'),
  }
}
