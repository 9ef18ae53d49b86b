import {createHash} from 'node:crypto'
import type {Clock} from '../ports/clock.ts'
import type {Files} from '../ports/files.ts'
import type {Transport} from '../ports/transport.ts'
import {maskExchange} from './mask-exchange.ts'

/** A body larger than this is named by its hash alone. */
const KEPT_BYTES = 4 * 1024 * 1024

interface Keeper {
  readonly folder: string
  /** False: what travelled is written as it is, which the person confirmed. */
  readonly masked: boolean
  readonly files: Files
  readonly clock: Clock
}

async function keep(
  {folder, files, masked}: Keeper,
  name: string,
  contentType: string,
  body: Uint8Array,
): Promise<void> {
  const {text, ranges} =
    masked && body.length <= KEPT_BYTES ? maskExchange(body, contentType) : {text: '', ranges: []}
  const copy = masked ? Buffer.from(text, 'latin1') : body
  await files.write(files.resolve(folder, `${name}.${masked ? 'txt' : 'raw'}`), copy)
  const sha256OfOriginal = createHash('sha256').update(body).digest('hex')
  const facts = {contentType, size: body.length, sha256OfOriginal, masked: ranges}
  await files.write(files.resolve(folder, `${name}.json`), `${JSON.stringify(facts, null, 2)}\n`)
}

/**
 * Keeps a copy of every exchange in a folder: masked, the proof that a homologation or a ticket asks for, with the
 * SHA-256 of what really travelled and the ranges that were hidden; or, unmasked, the very bytes. Files are 0600.
 */
export function keepingExchanges(transport: Transport, keeper: Keeper): Transport {
  let count = 0
  return {
    ...transport,
    address: (service) => transport.address(service),
    get: (url, signal) => transport.get(url, signal),
    close: () => transport.close(),
    async send(message, signal) {
      count += 1
      const stamp = new Date(keeper.clock.now()).toISOString().replaceAll(':', '-')
      const name = `${stamp}-${String(count).padStart(3, '0')}-${message.service}`
      const chunks: Uint8Array[] = []
      for await (const chunk of message.body.open(signal)) chunks.push(Uint8Array.from(chunk))
      await keep(keeper, `${name}-request`, message.contentType, Buffer.concat(chunks))
      const answer = await transport.send(message, signal)
      await keep(keeper, `${name}-answer`, answer.contentType, answer.body)
      return answer
    },
  }
}
