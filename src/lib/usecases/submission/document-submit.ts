import {DmpError} from '../../errors/dmp-error.ts'
import {parseVisibility, type VisibilityFlags} from '../../visibility/parse-visibility.ts'
import type {Workbench} from '../ports.ts'
import {askMissing} from './ask-missing.ts'
import {lookingOnly} from './existing-journal.ts'
import type {Intake} from './outcome-of.ts'
import {type PatientWords, patientOfFlags, refuseSharedInput, wordValue} from './patient-of-flags.ts'
import {readIntakes} from './request-of-row.ts'
import type {SubmissionReport} from './submission-report.ts'
import type {PersonRequest, SubmissionRequest} from './submission-request.ts'
import {submitDocuments, submitSingle} from './submit-documents.ts'

/** What the flags of a command say of a document. */
export interface DocumentWords {
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly date?: string | undefined
  readonly serviceStart?: string | undefined
  readonly serviceStop?: string | undefined
  readonly author?: PersonRequest | undefined
  readonly legalAuthenticator?: PersonRequest | undefined
  readonly facility?: string | undefined
  readonly practice?: string | undefined
  readonly activity?: string | undefined
  readonly ipp?: string | undefined
  readonly venue?: string | undefined
  readonly sourceId?: string | undefined
}

export interface SubmitInput {
  readonly files: readonly string[]
  readonly manifest?: string | undefined
  readonly document: DocumentWords
  readonly patient: PatientWords
  readonly visibility: VisibilityFlags
  readonly again: boolean
  readonly dryRun: boolean
  /** TD0.2: by default for one document, not for several. */
  readonly checkStatus?: 'once' | 'never' | undefined
  readonly width?: number | undefined
}

type Given<T> = {readonly [K in keyof T]?: Exclude<T[K], undefined>}

/** Only what was said: an absent flag leaves no key. */
export function given<T extends object>(words: T): Given<T> {
  return Object.fromEntries(
    Object.entries(words).filter(([, value]) => value !== undefined && value !== ''),
  ) as Given<T>
}

/** The request that flags make of one file. */
export async function requestOfFlags(
  bench: Workbench,
  file: string,
  input: Omit<SubmitInput, 'files' | 'manifest'>,
): Promise<SubmissionRequest> {
  const {type, facility, practice, activity, author, legalAuthenticator, ...plain} = input.document
  refuseSharedInput([...Object.values(input.patient), plain.ipp, plain.venue, plain.sourceId])
  const patient = await patientOfFlags(bench, input.patient)
  const read = async (word: string | undefined) => (word ? wordValue(bench, word) : undefined)
  const words = {
    ...plain,
    ipp: await read(plain.ipp),
    venue: await read(plain.venue),
    sourceId: await read(plain.sourceId),
  }
  const visibility = parseVisibility(input.visibility)
  const {ins} = patient
  const {patient: patientFile, insOid} = input.patient
  const statedIns = ins && (patientFile || insOid ? ins : {matricule: ins.matricule})
  return {
    action: 'submit',
    file: bench.files.resolve(file),
    ...given({
      ipp: patient.ipp,
      ...given(words),
      typeCode: type,
      facilityCode: facility,
      practiceCode: practice,
      activityCode: activity,
    }),
    ...given({
      author: author?.family ? given(author) : undefined,
      legalAuthenticator: legalAuthenticator?.id ? given(legalAuthenticator) : undefined,
    }),
    ...given({patient: patient.identity, statedIns, identityStatus: patient.identityStatus, visibility}),
  }
}

/**
 * `document submit`: files named on the command line, or every line of a manifest.
 * @throws DmpError DMP_MISSING_VALUE without either; of the one document when there is only one
 */
export async function documentSubmit(tools: Workbench, input: SubmitInput): Promise<SubmissionReport> {
  const bench = input.dryRun ? await lookingOnly(tools) : tools
  const visibility = parseVisibility(input.visibility)
  const [only, ...others] = input.files
  const single = !input.manifest && only !== undefined && others.length === 0
  const options = {
    again: input.again,
    dryRun: input.dryRun,
    checkStatus: (input.checkStatus ?? (single ? 'once' : 'never')) === 'once',
    width: input.width ?? 1,
  }
  if (single)
    return submitSingle(bench, await askMissing(bench, await requestOfFlags(bench, only, input)), options)
  let intakes: Intake[]
  if (!input.manifest && only === undefined)
    throw new DmpError('DMP_MISSING_VALUE', {
      params: {names: 'FILE / --manifest'},
      details: {missing: ['file']},
    })
  if (input.manifest) intakes = await readIntakes(bench, input.manifest, {visibility})
  else {
    const stated = await requestOfFlags(bench, only ?? '', input)
    intakes = input.files.map((file) => ({request: {...stated, file: bench.files.resolve(file)}}))
  }
  return submitDocuments(bench, intakes, options)
}
