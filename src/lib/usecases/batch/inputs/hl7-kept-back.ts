import {uniqueIdOf} from '../../../cda/read-header.ts'
import {hashSource} from '../../../digest/hash-source.ts'
import {documentNumbersOf} from '../../../hl7v2/document-numbers.ts'
import {documentOf, documentSegments} from '../../../hl7v2/documents.ts'
import {asksForDeletion, type MessageHeader} from '../../../hl7v2/intent.ts'
import type {Hl7Message} from '../../../hl7v2/message.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import type {NamedDocuments} from '../candidate.ts'
import {readCda} from './cda-candidate.ts'
import type {InputBench} from './input-options.ts'

/** Documents of one message that are looked at; a message carries two at most. */
const MOST = 10

/**
 * What a message may ask to delete, by every name it gives: TXA-12, the number inside its CDA, the bytes of a CDA that
 * cannot be read. Undefined for a message in which nothing speaks of a deletion. Whatever is wrong with the message
 * itself, a document that somebody may have withdrawn is not published before a person has looked.
 */
export async function keptBackBy(
  bench: Pick<InputBench, 'cdaReader' | 'signal'>,
  message: Hl7Message,
  header: MessageHeader,
): Promise<NamedDocuments | undefined> {
  if (!asksForDeletion(message, header)) return undefined
  const {document} = documentNumbersOf(message)
  const uniqueIds = new Set(document ? [document] : [])
  const sha256s: string[] = []
  const count = Math.min(documentSegments(message).length, MOST)
  for (let n = 1; n <= count; n++) {
    const one = documentOf(message, n)
    if (typeof one === 'string') continue
    const reading = await readCda(bench, async () => bytesSource(one.bytes))
    const own = 'verdict' in reading ? undefined : uniqueIdOf(reading.header.id)
    if (own) uniqueIds.add(own)
    else sha256s.push((await hashSource(bytesSource(one.bytes), ['sha256'], bench.signal)).sha256)
  }
  return {uniqueIds: [...uniqueIds], ...(sha256s.length > 0 ? {sha256s} : {})}
}
