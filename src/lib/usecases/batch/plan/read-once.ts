import type {ByteSource} from '../../../ports/byte-source.ts'
import type {CdaReader, CdaReading} from '../../../ports/cda-reader.ts'
import type {FileFacts, Files} from '../../../ports/files.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import {searchedInBulk} from '../../submission/printed-identity.ts'
import type {PlanBench} from './plan-wish.ts'

/** Above this size a file is read from the disk each time: several are in flight. */
const SMALL = 1024 * 1024

async function sourceOf(files: Files, path: string, {size}: FileFacts): Promise<ByteSource> {
  return size > SMALL ? files.source(path) : bytesSource(await files.read(path, {maxBytes: SMALL}))
}

/**
 * The same files for the time of one record: a small one is read once, and everything that is looked at is of that one
 * reading, hash and bytes alike.
 */
export function readOnce(files: Files): Files {
  const facts = new Map<string, Promise<FileFacts>>()
  const sources = new Map<string, Promise<ByteSource>>()
  const factsOf = (path: string) => {
    const known = facts.get(path) ?? files.facts(path)
    facts.set(path, known)
    return known
  }
  return {
    ...files,
    facts: factsOf,
    source(path) {
      const known = sources.get(path) ?? factsOf(path).then((found) => sourceOf(files, path, found))
      sources.set(path, known)
      return known
    },
  }
}

/** The same documents for the time of one record: its preparation and its rendering look at one reading. */
function parsedOnce(reader: CdaReader): CdaReader {
  const readings = new Map<ByteSource, Promise<CdaReading>>()
  return {
    ...reader,
    read(source, signal) {
      const known = readings.get(source) ?? reader.read(source, signal)
      readings.set(source, known)
      return known
    },
  }
}

/** A bench for one record, which reads and parses nothing twice, and searches a PDF for its datamatrix within bounds. */
export function lookingOnce(bench: PlanBench): PlanBench {
  return {
    ...bench,
    files: readOnce(bench.files),
    cdaReader: parsedOnce(bench.cdaReader),
    datamatrixLook: searchedInBulk,
  }
}
