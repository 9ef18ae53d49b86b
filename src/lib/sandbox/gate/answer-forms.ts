import {randomBytes} from 'node:crypto'
import type {StruckFaults} from '../faults/fault-knobs.ts'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Puts an envelope into the HTTP form it is sent in: plain, multipart, or spoilt on demand. */
export function shapeAnswer(
  status: number,
  action: string,
  envelope: string,
  struck: StruckFaults,
): HttpAnswer {
  if (struck.has('garbage')) {
    return {
      status: 200,
      headers: {'content-type': 'application/soap+xml; charset=UTF-8'},
      body: randomBytes(512),
    }
  }
  const isFault = status !== 200
  const multipart =
    struck.has('multipart-answer') ||
    struck.has('wrong-boundary') ||
    struck.has('truncated-multipart') ||
    (isFault && struck.has('multipart-fault'))
  if (!multipart) {
    const headers = {'content-type': `application/soap+xml; charset=UTF-8; action="${action}"`}
    return {status, headers, body: Buffer.from(envelope)}
  }
  const boundary = `sandbox-${randomBytes(12).toString('hex')}`
  const announced = struck.has('wrong-boundary') ? `${boundary}-other` : boundary
  const whole = Buffer.from(
    `--${boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"\r\n` +
      'Content-Transfer-Encoding: binary\r\nContent-ID: <root@sandbox>\r\n\r\n' +
      `${envelope}\r\n--${boundary}--\r\n`,
  )
  const contentType =
    `multipart/related; type="application/xop+xml"; boundary="${announced}"; start="<root@sandbox>"; ` +
    'start-info="application/soap+xml"'
  const body = struck.has('truncated-multipart') ? whole.subarray(0, whole.length - 200) : whole
  return {status, headers: {'content-type': contentType}, body}
}
