import {checkNoSilentReplacement} from '../registry/against-registry.ts'
import {disagreements} from '../registry/cda-agreement.ts'
import {readCdaHeader} from '../registry/cda-header.ts'
import {readCdaTree} from '../registry/cda-tree.ts'
import type {LotDocument} from '../registry/lot-shape.ts'
import {metadataError, registryError} from '../registry/refusals.ts'
import type {CarriedPart} from './carried.ts'
import type {Notes} from './finding.ts'

/** A CDA against its entry: every field that says something else, and what it says of a replacement. */
export async function examineDocument(
  {entry, replaces, ...shape}: LotDocument,
  part: CarriedPart,
  notes: Notes,
): Promise<void> {
  const certain = !part.altered
  const tree = await notes.attemptLater(
    'documents',
    () => readCdaTree(part.stream(), entry.uniqueId),
    certain,
  )
  const header = tree && notes.attempt('documents', () => readCdaHeader(tree), certain)
  if (!tree || !header) return
  for (const field of disagreements(entry, header)) {
    notes.attempt(
      'documents',
      () => {
        throw metadataError(`${field} ne dit pas la même chose que l’en-tête du CDA.`, `agreement/${field}`)
      },
      certain,
    )
  }
  if (header.body.kind === 'wrapped' && tree.bodyLength === 0)
    notes.attempt('documents', () => {
      throw registryError('InvalidDocumentContent', 'Le corps du document est vide.', 'document/empty-body')
    })
  // Where associations could not be read, none is missed.
  if ('rough' in shape) return
  if (replaces === undefined) notes.attempt('documents', () => checkNoSilentReplacement(header))
  else if (header.replaces === undefined)
    notes.attempt('documents', () => {
      throw registryError(
        'XDSReplaceFailed',
        'relatedDocument du CDA ne nomme pas le document que la fiche remplace.',
        'replace/relatedDocument',
      )
    })
}
