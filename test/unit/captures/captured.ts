import type {CapturedExchange, CaptureWish} from '../../../src/lib/captures/captured-exchange.ts'
import {findExchanges} from '../../../src/lib/captures/find-exchanges.ts'

/** Bytes in chunks of a size. */
export async function* chunksOf(bytes: Buffer, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Everything found in bytes given in chunks. */
export async function foundIn(
  text: string | Buffer,
  {size = 65_536, ...wish}: Partial<CaptureWish> & {size?: number} = {},
): Promise<CapturedExchange[]> {
  const found: CapturedExchange[] = []
  for await (const one of findExchanges(chunksOf(Buffer.from(text as string), size), {
    file: 'log.txt',
    ...wish,
  }))
    found.push(one)
  return found
}

export const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8')

/** An envelope of SOAP 1.2 on several lines. */
export function envelope(body = '<x:ThingRequest xmlns:x="urn:x"/>', header = ''): string {
  return [
    '<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope">',
    `  <soap:Header>${header}</soap:Header>`,
    `  <soap:Body>${body}</soap:Body>`,
    '</soap:Envelope>',
  ].join('\n')
}
