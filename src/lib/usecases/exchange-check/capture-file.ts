import type {CapturedExchange} from '../../captures/captured-exchange.ts'
import {findExchanges} from '../../captures/find-exchanges.ts'
import type {CapturedAddressing} from '../../captures/pair-exchanges.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {readEnvelope} from '../../soap/read-envelope.ts'
import type {CheckBench} from './check-ports.ts'

const standardInputLimit = 268_435_456

/** Exchanges of a file, one after the other; `-` is standard input. @throws DmpError DMP_FILE_UNREADABLE */
export async function* exchangesIn(
  {files, signal}: Pick<CheckBench, 'files' | 'signal'>,
  file: string,
): AsyncGenerator<CapturedExchange> {
  if (file === '-') {
    const bytes = await files.read(file, {maxBytes: standardInputLimit})
    yield* findExchanges(once(bytes), {file}, signal)
    return
  }
  yield* findExchanges(await files.source(file), {file}, signal)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** WS-Addressing of an envelope; undefined where it cannot be opened. */
export function addressingOf(
  {envelope}: CapturedExchange,
  {cdaReader}: Pick<CheckBench, 'cdaReader'>,
): CapturedAddressing | undefined {
  if (envelope.byteLength === 0) return undefined
  try {
    return readEnvelope(cdaReader.tree(envelope))
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return undefined
  }
}

/** The same without its bytes, to be tied to its answer later. */
export function withoutBytes({rawBody: _, body: _body, ...captured}: CapturedExchange): CapturedExchange {
  return {...captured, envelope: new Uint8Array(), parts: new Map()}
}
