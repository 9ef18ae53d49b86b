import {buffer} from 'node:stream/consumers'
import {ZipFile} from 'yazl'
import type {WriteZip} from '../ports/zip-writer.ts'

/** Members in the order given; the archive carries no time. */
export const writeZip: WriteZip = async (members) => {
  const zip = new ZipFile()
  // The first day an archive can name, in the zone of the process: the same bytes everywhere.
  const options = {mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100600}
  for (const [name, bytes] of members) zip.addBuffer(Buffer.from(bytes), name, options)
  zip.end()
  return buffer(zip.outputStream)
}
