import {hexDigest} from '../../digest/hash-source.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import type {Frozen} from '../submission/render-document.ts'
import {renderLevel1} from '../submission/rendering.ts'

const MOST_BYTES = 256 * 1024 * 1024

/**
 * The bytes that were sent: the CDA itself, or made again from the file it wrapped.
 * @throws DmpError DMP_PROOF_OTHER_DOCUMENT, DMP_FILE_UNREADABLE
 */
export async function sentBytes(
  bench: Pick<Workbench, 'files' | 'signal'>,
  item: JournalItem,
  file: string,
): Promise<Uint8Array> {
  const bytes = await bench.files.read(file, {maxBytes: MOST_BYTES})
  const isSent = (some: Uint8Array) => some.length === item.size && hexDigest('sha1', some) === item.sha1
  if (isSent(bytes)) return bytes
  const frozen = item.frozen as unknown as Frozen
  const wrapped = hexDigest('sha256', bytes) === item.sourceSha256
  if (wrapped && frozen.kind === 'level1') {
    const body = {
      size: bytes.length,
      held: [bytes],
      async *open() {
        yield bytes
      },
    }
    const {source} = await renderLevel1(bench, frozen.input, body, 'sha1')
    const chunks: Buffer[] = []
    for await (const chunk of source.open(bench.signal)) chunks.push(Buffer.from(chunk))
    const made = Buffer.concat(chunks)
    if (isSent(made)) return made
  }
  throw new DmpError('DMP_PROOF_OTHER_DOCUMENT', {
    params: {file, uniqueId: item.documentUniqueId, case: wrapped ? 'builder' : 'other'},
    details: {uniqueId: item.documentUniqueId, sha1: item.sha1},
  })
}
