import type {ByteSource} from '../../ports/byte-source.ts'
import {lineCutter} from '../../tabular/cut-lines.ts'
import type {TextLine} from '../../tabular/tabular.ts'

/** A JSON value of a file with the line it begins on, or why that line holds none. */
export type JsonValue =
  | {readonly value: unknown; readonly line: number}
  | {readonly fault: 'json' | 'line-too-long'; readonly line: number}

/** Beyond this an answer must come in pages, one a line. */
const MAX_WHOLE = 128 * 1024 * 1024

/** Why a file of JSON cannot be read. */
export class JsonFault extends Error {
  readonly reason: 'json' | 'too-large'
  readonly line: number

  constructor(reason: 'json' | 'too-large', line: number) {
    super(reason)
    this.reason = reason
    this.line = line
  }
}

/**
 * The values of a JSON text: one a line (NDJSON), which may be a file of any length, or a whole text, whose list counts
 * as its values. @throws JsonFault
 */
export async function* jsonValues(source: ByteSource, signal?: AbortSignal): AsyncGenerator<JsonValue> {
  if (await isByLine(source, signal)) yield* byLine(source, signal)
  else {
    const value = parsed(await wholeText(source, signal))
    for (const one of Array.isArray(value) ? value : [value]) yield {value: one, line: 1}
  }
}

/** One value a line, as far as the first line tells. */
async function isByLine(source: ByteSource, signal?: AbortSignal): Promise<boolean> {
  for await (const {text, fault} of lines(source, signal)) {
    if (fault === 'line-too-long') return false
    if (text.trim() === '') continue
    const value = attempt(text)
    return value !== undefined && !Array.isArray(value)
  }
  return false
}

async function* byLine(source: ByteSource, signal?: AbortSignal): AsyncGenerator<JsonValue> {
  for await (const {text, line, fault} of lines(source, signal)) {
    if (fault === 'line-too-long') yield {fault, line}
    else if (text.trim() !== '') {
      const value = attempt(text)
      yield value === undefined ? {fault: 'json', line} : {value, line}
    }
  }
}

async function* lines(source: ByteSource, signal?: AbortSignal): AsyncGenerator<TextLine> {
  const cutter = lineCutter('utf-8')
  for await (const chunk of source.open(signal)) yield* cutter.push(chunk)
  yield* cutter.end()
}

async function wholeText(source: ByteSource, signal?: AbortSignal): Promise<string> {
  if (source.size > MAX_WHOLE) throw new JsonFault('too-large', 1)
  const chunks: Uint8Array[] = []
  for await (const chunk of source.open(signal)) chunks.push(Uint8Array.from(chunk))
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function attempt(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @throws JsonFault with the line where the text ceases to be JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? text.length)
    throw new JsonFault('json', text.slice(0, at).split('\n').length)
  }
}
