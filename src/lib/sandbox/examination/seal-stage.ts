import {type Certificate, peerOf} from '../certificate/certificate.ts'
import type {LotEntry, LotSet} from '../registry/lot.ts'
import type {LotDocument} from '../registry/lot-shape.ts'
import {registryError} from '../registry/refusals.ts'
import {verifyLotSignature} from '../signature/lot-signature.ts'
import type {CarriedPart} from './carried.ts'
import type {ExaminedSigner} from './examination.ts'
import type {Notes} from './finding.ts'
import type {SignerJudge} from './signer.ts'
import type {VihfReading} from './vihf-stage.ts'

interface SealedLot {
  readonly set: LotSet
  readonly documents: readonly LotDocument[]
  readonly signature: LotEntry
}

/** The signature of the lot over what was captured; gives its certificate once it was read. */
export async function examineSeal(
  {set, documents, signature}: SealedLot,
  parts: ReadonlyMap<string, CarriedPart>,
  {
    judge,
    at,
    vihf,
  }: {readonly judge: SignerJudge; readonly at: number; readonly vihf: VihfReading | undefined},
  notes: Notes,
): Promise<ExaminedSigner | undefined> {
  const seal = parts.get(signature.id)
  const signed = documents.flatMap(({entry}) => {
    const part = parts.get(entry.id)
    return part ? [{uniqueId: entry.uniqueId, part}] : []
  })
  if (!seal) return undefined
  // Without one of its documents a manifest proves nothing; that it is missing was told.
  if (signed.length < documents.length) {
    notes.notReached.add('seal')
    return undefined
  }
  let shown: ExaminedSigner | undefined
  let signer: Certificate | undefined
  const met = (certificate: Certificate): void => {
    signer = certificate
    shown = judge.judge('lot', certificate, at, notes)
  }
  const certain = !seal.altered && signed.every(({part}) => !part.altered)
  const report = await notes.attemptLater(
    'seal',
    async () =>
      verifyLotSignature(
        await seal.bytes(),
        {setUniqueId: set.uniqueId, documents: signed},
        {...judge.trust, at},
        {digest: 'any', judge: met},
      ),
    certain,
  )
  if (report?.digest === 'sha256') notes.habits.add('lot-sha256')
  if (signer && vihf?.signer && peerOf(signer).subject.OU !== peerOf(vihf.signer).subject.OU)
    notes.attempt('seal', () => {
      throw registryError(
        'InvalidDocumentContent',
        'Signature du lot : le signataire n’est pas la structure du VIHF.',
        'lot-signature/signer-structure',
      )
    })
  return shown
}
