import {builderVersion} from '../../cda/build-level1.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import {refuseHeldItem} from '../batch/held-document.ts'
import type {Workbench} from '../ports.ts'
import type {Frozen} from './render-document.ts'
import {type Rendering, renderLevel1, renderReady} from './rendering.ts'

/**
 * The same bytes as planned, made again from what the journal froze. A file or a builder that changed since would
 * send another document under the same identifier: refused (architecture: identity of a submission).
 * @throws DmpError DMP_SOURCE_CHANGED, DMP_HELD
 */
export async function rebuildItem(
  bench: Pick<Workbench, 'files' | 'cdaReader' | 'profile' | 'signal' | 'journal' | 'clock'>,
  item: JournalItem,
): Promise<Rendering> {
  await refuseHeldItem(bench, item)
  const frozen = item.frozen as unknown as Frozen
  const {xds} = await bench.profile()
  const changed = () =>
    new DmpError('DMP_SOURCE_CHANGED', {
      params: {file: item.sourcePath},
      details: {uniqueId: item.documentUniqueId},
    })
  if (frozen.kind === 'level1' && frozen.builderVersion !== builderVersion) throw changed()
  const file = await bench.files.source(item.sourcePath)
  const rendering =
    frozen.kind === 'level1'
      ? await renderLevel1(bench, frozen.input, file, xds.signatureDigest)
      : await renderReady(bench, file, xds.signatureDigest)
  if (rendering.sha1Hex !== item.sha1 || rendering.size !== item.size) throw changed()
  return rendering
}
