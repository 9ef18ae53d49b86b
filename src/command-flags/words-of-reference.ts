import type {DocumentReference} from '../lib/usecases/documents/name-document.ts'

type Parsed = Readonly<Record<string, unknown>>

/** A document named by argument or by reference flags; `prefix` where the plain names mean something else. */
export function referenceWords(uniqueId: string | undefined, flags: Parsed, prefix = ''): DocumentReference {
  const text = (name: string) => flags[`${prefix}${name}`] as string | undefined
  return {
    uniqueId,
    cda: text('cda'),
    hl7: text('hl7'),
    sourceId: text('source-id'),
    ipp: text('ipp'),
    venue: text('venue'),
  }
}
