import {uniqueIdOf} from '../../cda/read-header.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {maskIns} from '../../ins/matricule.ts'
import {firstMismatch, type StructureRow} from '../../structure/structure-grid.ts'
import {type FutureReaders, futureReaders} from '../habilitation/future-readers.ts'
import type {Workbench} from '../ports.ts'
import {requestOfFlags, type SubmitInput} from '../submission/document-submit.ts'
import {placeOf, trialIds} from '../submission/plan-item.ts'
import {prepareDocument} from '../submission/prepare-document.ts'
import {searchedAlone} from '../submission/printed-identity.ts'
import {renderDocument} from '../submission/render-document.ts'
import type {Finding} from '../submission/submission-report.ts'
import type {SubmissionRequest} from '../submission/submission-request.ts'

export interface ValidatedDocument {
  readonly file: string
  readonly valid: boolean
  readonly kind: string | null
  readonly ins: string | null
  readonly typeCode: string | null
  readonly uniqueId: string | null
  readonly sha1: string | null
  readonly size: number | null
  readonly findings: readonly Finding[]
  /** Every place that names the structure; null when the document could not be read that far. */
  readonly structure: readonly StructureRow[] | null
  readonly firstMismatch: StructureRow | null
  /** Who will be able to read it, as information; null where that is not known. */
  readonly readers: FutureReaders | null
}

export interface ValidationReport {
  readonly documents: readonly ValidatedDocument[]
}

export type ValidateInput = Omit<SubmitInput, 'manifest' | 'again' | 'dryRun'>

async function validateOne(
  bench: Workbench,
  stated: SubmissionRequest,
  {file, alone}: {readonly file: string; readonly alone: boolean},
): Promise<ValidatedDocument> {
  const nothing = {
    file,
    kind: null,
    ins: null,
    typeCode: null,
    uniqueId: null,
    sha1: null,
    size: null,
    structure: null,
    firstMismatch: null,
    readers: null,
  }
  try {
    const prepared = await prepareDocument(
      {...bench, datamatrixLook: searchedAlone},
      {
        identityStatus: 'QUAL',
        ...stated,
        // A new version of a document is looked at like a first one.
        action: 'replace',
      },
    )
    const status: readonly Finding[] = stated.identityStatus
      ? []
      : [{rule: 'INS-STATUS-NEEDED', severity: 'warning', params: {}}]
    const {rendering, findings, structure} = await renderDocument(bench, prepared, placeOf(trialIds), {
      from: 'seen',
      judge: false,
    })
    const mismatch = firstMismatch(structure) ?? null
    const typeCode = rendering.header.code?.code ?? null
    const readersOf = await futureReaders(bench)
    return {
      file,
      valid: mismatch === null,
      kind: prepared.kind === 'ready' ? 'cda' : prepared.kind,
      ins: maskIns(prepared.ins.matricule),
      typeCode,
      uniqueId: prepared.kind === 'ready' ? (uniqueIdOf(rendering.header.id) ?? null) : null,
      sha1: rendering.sha1Hex,
      size: rendering.size,
      findings: [...status, ...findings],
      structure,
      firstMismatch: mismatch,
      readers:
        typeCode === null ? null : readersOf(typeCode, stated.visibility?.hiddenFromProfessionals === true),
    }
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_DOCUMENT_INVALID' && !alone) {
      return {
        ...nothing,
        valid: false,
        findings: (error.details['findings'] as readonly Finding[] | undefined) ?? [],
      }
    }
    throw error
  }
}

/**
 * `document validate`: everything that can be known before sending, without keys or network.
 * @throws DmpError DMP_DOCUMENT_INVALID for one file; of several files each ends in the report
 */
export async function documentValidate(bench: Workbench, input: ValidateInput): Promise<ValidationReport> {
  if (input.files.length === 0)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: 'FILE'}, details: {missing: ['file']}})
  const documents: ValidatedDocument[] = []
  // Read once: standard input cannot be read for each file.
  const stated = await requestOfFlags(bench, '', {...input, again: false, dryRun: true})
  const alone = input.files.length === 1
  for (const file of input.files)
    documents.push(await validateOne(bench, {...stated, file: bench.files.resolve(file)}, {file, alone}))
  return {documents}
}

/** 5 as soon as one is not valid; 10 when the structure is not coherent, which the DMP would refuse. */
export function validationExit({documents}: ValidationReport): ExitCode {
  if (documents.some(({valid, firstMismatch: mismatch}) => !valid && mismatch === null))
    return exitCodes.invalidInput
  return documents.some(({valid}) => !valid) ? exitCodes.findings : exitCodes.done
}
