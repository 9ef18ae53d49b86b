import {createHash} from 'node:crypto'
import type {CdaHeader} from '../cda/model.ts'
import {readCdaHeader} from '../cda/read-header.ts'
import type {ByteSource} from '../ports/byte-source.ts'
import type {CdaReader, CdaReading} from '../ports/cda-reader.ts'
import {c14nDigest} from './c14n-digest.ts'
import {refuseXml} from './decode.ts'
import {ELISION_MARKER, elideBase64} from './elide-base64.ts'
import {openXml} from './open-xml.ts'

/** Above this size the structure is read on a copy without the wrapped content. */
const ELIDE_ABOVE = 8 * 1024 * 1024
/** Base64 characters decoded to look at the kind of the wrapped file. */
const HEAD_CHARS = 65_536

async function collect(source: ByteSource, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of source.open(signal)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function headOf({body}: CdaHeader): Uint8Array {
  if (body?.kind !== 'non-xml') return new Uint8Array()
  const head = body.content.slice(0, 2 * HEAD_CHARS).replace(/\s+/g, '')
  return Buffer.from(head.slice(0, HEAD_CHARS), 'base64')
}

async function readWhole(source: ByteSource, signal?: AbortSignal): Promise<CdaReading> {
  const bytes = await collect(source, signal)
  const header = readCdaHeader(openXml(bytes))
  const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
  return {
    header,
    sha1Hex: digest('sha1'),
    sha256Hex: digest('sha256'),
    size: bytes.length,
    bodyHead: headOf(header),
    elided: false,
  }
}

async function readLarge(source: ByteSource, signal?: AbortSignal): Promise<CdaReading> {
  const {bytes, run, head, sha1Hex, sha256Hex} = await elideBase64(source, signal)
  const header = readCdaHeader(openXml(bytes))
  const facts = {sha1Hex, sha256Hex, size: source.size}
  if (!run) return {...facts, header, bodyHead: headOf(header), elided: false}
  const {body} = header
  // The run cut out must be the whole wrapped file and nothing else: elsewhere it would be structure unseen.
  if (body?.kind !== 'non-xml' || body.content.trim() !== ELISION_MARKER) throw refuseXml('too-large')
  return {...facts, header: {...header, body: {...body, content: ''}}, bodyHead: head, elided: true}
}

/** Reads CDA documents from outside; the one place where a use case gets a header from bytes. */
export function createCdaReader(): CdaReader {
  return {
    header: (bytes) => readCdaHeader(openXml(bytes)),
    tree: (bytes) => openXml(bytes),
    read: (source, signal) =>
      source.size > ELIDE_ABOVE ? readLarge(source, signal) : readWhole(source, signal),
    canonicalDigest: c14nDigest,
  }
}
