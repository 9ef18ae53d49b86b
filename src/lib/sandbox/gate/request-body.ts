import type {AuthenticatedCall, ReceivedPart} from '../backend.ts'
import {type ContentType, readContentType} from '../mime/content-type.ts'
import {type MultipartLimits, mtomParameters, readMultipart, soapMediaType} from '../mime/multipart.ts'
import {ordinarySpool} from '../mime/part-sink.ts'
import {BodyRefusal} from '../mime/refusal.ts'
import {fault} from '../refusals.ts'
import {descendants} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'

/** The envelope's bytes and the other parts of a request. */
export interface RequestBody {
  readonly envelope: Uint8Array
  /** `action` of the Content-Type, when it has one. */
  readonly action: string | undefined
  readonly parts: ReadonlyMap<string, ReceivedPart>
  /** Every part, to be thrown away once the call is over. */
  readonly received: readonly ReceivedPart[]
}

const envelopeBytes = 4_194_304

/** How a body is read elsewhere than at the gate. */
export interface BodyReading {
  /** Media types of SOAP, at the gate that of SOAP 1.2 alone. */
  readonly soapType?: RegExp
  /** Parts up to this size stay in memory. */
  readonly memoryBytes?: number
}

/** Reads the body by its Content-Type: MTOM for the repository (EX_2.1-1260), plain SOAP 1.2 for the others. */
export async function readRequestBody(
  request: {readonly headers: {readonly 'content-type'?: string | undefined}},
  chunks: AsyncIterable<Uint8Array>,
  service: AuthenticatedCall['service'],
  spoolDir: string,
  reading: BodyReading = {},
): Promise<RequestBody> {
  const contentType = readContentType(request.headers['content-type'])
  if (contentType === undefined)
    throw new BodyRefusal(415, 'http/content-type', 'Content-Type missing or malformed')
  const action = contentType.parameters.get('action')
  if (service === 'repository') return readMtom(contentType, chunks, action, spoolDir, reading)
  if (!(reading.soapType ?? soapMediaType).test(contentType.type) || !isUtf8(contentType)) {
    throw new BodyRefusal(
      415,
      'http/content-type',
      `Content-Type refused: ${contentType.type} (application/soap+xml, UTF-8)`,
    )
  }
  return {envelope: await readWhole(chunks), action, parts: new Map(), received: []}
}

async function readMtom(
  contentType: ContentType,
  chunks: AsyncIterable<Uint8Array>,
  action: string | undefined,
  spoolDir: string,
  {soapType = soapMediaType, memoryBytes = ordinarySpool.memoryBytes}: BodyReading,
): Promise<RequestBody> {
  if (soapType.test(contentType.type)) {
    await drain(chunks)
    throw fault('SandboxMtomRequired', 'mime/mtom-required', 'MTOM/XOP est exigé pour l’alimentation')
  }
  const parameters = mtomParameters(contentType, soapType)
  if (parameters === undefined)
    throw new BodyRefusal(415, 'mime/content-type', 'multipart/related with MTOM parameters expected')
  const limits: MultipartLimits = {...ordinarySpool, memoryBytes, spoolDir, parts: 200, headerBytes: 8192}
  const received = await readMultipart(chunks, parameters.boundary, limits)
  const root = received.find((part) => part.contentId === parameters.start)
  const rootType = readContentType(root?.contentType)
  const soap = soapType.test(rootType?.parameters.get('type') ?? '')
  if (root === undefined || rootType?.type !== 'application/xop+xml' || !soap || !isUtf8(rootType)) {
    throw new BodyRefusal(
      400,
      'mime/root',
      'The part named by start must be application/xop+xml of type application/soap+xml',
    )
  }
  if (root.size > envelopeBytes) throw new BodyRefusal(413, 'mime/root-too-large', 'Envelope too large')
  const parts = new Map(received.filter((part) => part !== root).map((part) => [part.contentId, part]))
  return {envelope: await root.bytes(), action, parts, received}
}

function isUtf8(contentType: ContentType): boolean {
  return (contentType.parameters.get('charset') ?? 'utf-8').toLowerCase() === 'utf-8'
}

async function readWhole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > envelopeBytes) throw new BodyRefusal(413, 'http/too-large', 'Message too large')
    pieces.push(chunk)
  }
  return Buffer.concat(pieces)
}

/** Reads a body to its end without keeping it, so that an early answer does not cut a client that still sends. */
export async function drain(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _chunk of chunks);
}

const xop = 'http://www.w3.org/2004/08/xop/include'

/** Each xop:Include names a part, each part is included once (XOP §3). */
export function checkIncludes(root: SourceElement, parts: ReadonlyMap<string, ReceivedPart>): void {
  const refuse = (cause: string, text: string): never => {
    throw fault('SandboxMessageRefused', `mime/${cause}`, text)
  }
  const left = new Set(parts.keys())
  let astray: string | undefined
  for (const element of descendants(root)) {
    if (element.namespace !== xop) continue
    const href = element.attributes.get('href') ?? ''
    const contentId =
      element.name === 'Include' && href.startsWith('cid:') ? decoded(href.slice(4)) : undefined
    if (contentId === undefined) refuse('include', 'xop:Include sans référence cid:')
    else if (!left.delete(contentId)) {
      if (parts.has(contentId)) refuse('include-twice', `Partie incluse deux fois : ${contentId}`)
      astray ??= contentId
    }
    if (element.parent?.children.length !== 1)
      refuse('include', 'xop:Include doit être seul dans son élément')
  }
  const [unused] = left
  if (astray !== undefined && unused !== undefined) {
    const text = `xop:Include désigne ${astray}, la partie reçue porte un autre Content-ID : ${unused}`
    refuse('include-content-id', text)
  }
  if (astray !== undefined) refuse('include-missing', `xop:Include désigne une partie absente : ${astray}`)
  if (unused !== undefined) refuse('include-unused', `Partie jamais incluse : ${unused}`)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
