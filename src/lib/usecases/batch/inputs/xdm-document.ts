import type {CdaHeader} from '../../../cda/model.ts'
import {insOf, uniqueIdOf} from '../../../cda/read-header.ts'
import type {CdaReading} from '../../../ports/cda-reader.ts'
import type {Profile} from '../../../profile/profile.ts'
import type {Visibility} from '../../../visibility/visibility.ts'
import type {XdmEntry} from '../../../xdm/metadata.ts'
import type {Verdict} from '../candidate.ts'
import {factsOfHeader, held, rejected} from './cda-candidate.ts'

const MASKS: Readonly<Record<string, keyof Visibility>> = {
  MASQUE_PS: 'hiddenFromProfessionals',
  INVISIBLE_PATIENT: 'hiddenFromPatient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'hiddenFromLegalRepresentatives',
}

/** The bytes must be the ones announced; where nothing is announced nobody can tell. */
function againstDigest({hash, size}: XdmEntry, {sha1Hex, size: found}: CdaReading): Verdict | undefined {
  if (hash !== undefined && hash !== sha1Hex) return rejected('xdm-altered', {field: 'hash'})
  if (size !== undefined && size !== found) return rejected('xdm-altered', {field: 'size'})
  if (hash === undefined) return held('xdm-metadata', {fault: 'hash'})
  return size === undefined ? held('xdm-metadata', {fault: 'size'}) : undefined
}

/** Patient, number and type as the metadata repeat them. */
function againstStatements({ins, uniqueId, typeCode}: XdmEntry, header: CdaHeader): Verdict | undefined {
  const own = insOf(header)
  if (ins && (ins.value !== own?.matricule || ins.oid !== own.oid))
    return rejected('ins-differs', {field: 'patientId'})
  if (uniqueId && uniqueId !== uniqueIdOf(header.id)) return rejected('xdm-differs', {field: 'uniqueId'})
  if (typeCode && typeCode !== header.code?.code) return held('xdm-differs', {field: 'typeCode'})
  return undefined
}

/** An archive received from elsewhere: whoever wrote the document feeds the DMP. */
function againstOrigin(header: CdaHeader, profile: Profile): Verdict | undefined {
  const {finessEg, finessEj, siret} = profile.structure
  const ours = [`1${finessEg}`, `1${finessEj}`, ...(siret ? [`3${siret}`] : [])]
  const {structureId} = factsOfHeader(header, profile)
  return structureId !== undefined && ours.includes(structureId) ? undefined : held('xdm-received')
}

function againstMasks({confidentiality}: XdmEntry, visibility: Visibility | undefined): Verdict | undefined {
  const code = confidentiality.find((one) => {
    const mask = MASKS[one]
    return mask !== undefined && visibility?.[mask] !== true
  })
  return code === undefined ? undefined : held('xdm-masked', {code})
}

/** What the metadata of an archive say against feeding a document as it is. */
export function againstEntry(
  entry: XdmEntry,
  reading: CdaReading,
  profile: Profile,
  visibility: Visibility | undefined,
): Verdict | undefined {
  return (
    againstDigest(entry, reading) ??
    againstStatements(entry, reading.header) ??
    againstOrigin(reading.header, profile) ??
    againstMasks(entry, visibility)
  )
}
