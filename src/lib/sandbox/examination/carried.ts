import {createHash} from 'node:crypto'
import {tmpdir} from 'node:os'
import type {AuthenticatedCall, ReceivedPart} from '../backend.ts'
import {readRequestBody} from '../gate/request-body.ts'
import {readContentType} from '../mime/content-type.ts'
import type {ExaminedRequest} from './examination.ts'
import type {Notes} from './finding.ts'

/** What a request carried, by the strict reading where it could be read so, else as the log gave it. */
export interface Carried {
  readonly envelope: Uint8Array
  /** `action` of the Content-Type. */
  readonly action: string | undefined
  /** Undefined when the capture holds the envelope alone. */
  readonly parts: ReadonlyMap<string, CarriedPart> | undefined
}

export interface CarriedPart extends ReceivedPart {
  readonly altered: boolean
}

/** Both media types of SOAP: 1.1 is lawful with the older generation of the API. */
const anySoap = /^(?:application\/soap\+xml|text\/xml)(?:;|$)/i
const memoryBytes = 67_108_864

function held(contentId: string, contentType: string, bytes: Uint8Array, altered: boolean): CarriedPart {
  const digest = (name: string) => createHash(name).update(bytes).digest('hex')
  return {
    contentId,
    contentType,
    size: bytes.byteLength,
    sha1Hex: digest('sha1'),
    sha256Hex: digest('sha256'),
    altered,
    bytes: async () => bytes,
    async *stream() {
      yield bytes
    },
  }
}

/** Type, start and boundary of a multipart whose headers were not captured. */
function guessedType(body: Uint8Array): string | undefined {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 8192)).toString('latin1')
  const boundary = /^(?:\r\n)*--([^\r\n]{1,70})\r\n/.exec(head)?.[1]
  const start = /^content-id:[ \t]*(<[^<>\s]+>)/im.exec(head)?.[1]
  if (boundary === undefined || start === undefined) return undefined
  return `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="${start}"; start-info="application/soap+xml"`
}

/**
 * Reads the body again by the strict rules of the gate. Bytes that a log changed make them say nothing of the sender:
 * then, and where they refuse, what the log gave is gone on with.
 */
export async function readCarried(
  request: ExaminedRequest,
  service: AuthenticatedCall['service'],
  legacy: boolean,
  notes: Notes,
): Promise<Carried> {
  const {body, contentType, parts} = request
  const altered =
    request.altered || request.reframed || [...(parts?.values() ?? [])].some((part) => part.altered)
  if (contentType === undefined) notes.notChecked.add('headers')
  if (parts === undefined) notes.notChecked.add('parts')
  const asGiven: Carried = {
    envelope: request.envelope,
    action: readContentType(contentType)?.parameters.get('action'),
    parts:
      parts &&
      new Map([...parts].map(([id, part]) => [id, held(id, part.contentType, part.bytes, part.altered)])),
  }
  const type = contentType ?? (body && guessedType(body))
  if (body !== undefined && altered) notes.notChecked.add('framing')
  if (altered || body === undefined || (contentType === undefined && type === undefined) || !request.whole)
    return asGiven
  const read = await notes.attemptLater('http', () =>
    readRequestBody({headers: {'content-type': type || undefined}}, once(body), service, tmpdir(), {
      memoryBytes,
      ...(legacy ? {soapType: anySoap} : {}),
    }),
  )
  if (read === undefined) return asGiven
  return {
    envelope: read.envelope,
    action: contentType === undefined ? undefined : read.action,
    parts: new Map(
      [...read.parts].map(([id, part]) => [id, {...part, altered: parts?.get(id)?.altered ?? false}]),
    ),
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
