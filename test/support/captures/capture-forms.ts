/** How logs write one message: each form makes the file of a capture from the bytes that went over the wire. */
export interface WiredMessage {
  /** As curl sent it. */
  readonly wire: Buffer
  readonly envelope: string
}

export const formNames = ['HTTP', 'MIME', 'SOAP', 'base64', 'escaped'] as const
export type FormName = (typeof formNames)[number]

const before = '2026-03-02 10:20:00,120 DEBUG [feeder-3] org.example.Client - about to send\n'
const after = '\n2026-03-02 10:20:00,480 DEBUG [feeder-3] org.example.Client - sent\n'

const inLog = (content: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(before), Buffer.from(content), Buffer.from(after)])

/** Head and body of an HTTP message. */
export function parted(wire: Buffer): {readonly head: string; readonly body: Buffer} {
  const end = wire.indexOf('\r\n\r\n') + 4
  return {head: wire.toString('latin1', 0, end), body: wire.subarray(end)}
}

function asMime(wire: Buffer): Buffer {
  const {head, body} = parted(wire)
  const type = /^content-type:.*\r\n/im.exec(head)?.[0] ?? ''
  return type === '' ? body : Buffer.concat([Buffer.from(`${type}\r\n`), body])
}

const asBase64 = (wire: Buffer): string => wire.toString('base64').replaceAll(/.{76}/g, '$&\n')

/** The whole message in one line of a log, as XML escapes it. */
const asEscaped = (wire: Buffer): string =>
  `payload=${wire
    .toString('utf8')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;')}`

/** One file that holds these messages, in their order. */
export function captureOf(form: FormName, messages: readonly WiredMessage[]): Buffer {
  const one = ({wire, envelope}: WiredMessage): Buffer => {
    if (form === 'HTTP') return inLog(wire)
    if (form === 'MIME') return inLog(asMime(wire))
    if (form === 'SOAP') return inLog(envelope)
    return inLog(form === 'base64' ? asBase64(wire) : asEscaped(wire))
  }
  return Buffer.concat(messages.map(one))
}
