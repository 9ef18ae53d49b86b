import {documentOf, documentSegments} from './documents.ts'
import {parseMessage} from './message.ts'
import {MessageScanner} from './message-scanner.ts'

function firstIn(bytes: Uint8Array): Uint8Array | undefined {
  const message = parseMessage(bytes)
  if ('fault' in message) return undefined
  const found = documentSegments(message).map((_, index) => documentOf(message, index + 1))
  return found.find((one) => typeof one !== 'string')?.bytes
}

/** The first document that the messages of a file carry, or undefined when they carry none. */
export function embeddedCda(content: Uint8Array): Uint8Array | undefined {
  const scanner = new MessageScanner()
  for (const {kind, start, end} of [...scanner.push(content), ...scanner.end()]) {
    const document = kind === 'message' ? firstIn(content.subarray(start, end)) : undefined
    if (document) return document
  }
  return undefined
}
