import {insOf} from '../../cda/read-header.ts'
import type {Workbench} from '../ports.ts'
import type {Intake} from './outcome-of.ts'
import type {SubmissionRequest} from './submission-request.ts'

type Bench = Pick<Workbench, 'files' | 'cdaReader' | 'signal'>

const statedPatient = ({patient, statedIns}: SubmissionRequest) =>
  patient?.ins.matricule ?? statedIns?.matricule

/** A file that cannot be read ends in the report when its turn comes. */
async function patientOfHeader(bench: Bench, file: string): Promise<string | undefined> {
  try {
    const {header} = await bench.cdaReader.read(await bench.files.source(file), bench.signal)
    return insOf(header)?.matricule
  } catch {
    return undefined
  }
}

/**
 * The patient of each intake, whose documents go one after the other. The header of a ready-made CDA is looked into only
 * where order could be lost: several in flight, and a document among them that takes the place of another.
 */
export async function lanesOf(
  bench: Bench,
  intakes: readonly Intake[],
  width: number,
): Promise<readonly (string | undefined)[]> {
  const ordered = width > 1 && intakes.some(({request}) => request?.action === 'replace')
  const lanes: (string | undefined)[] = []
  for (const {request} of intakes) {
    const stated = request && statedPatient(request)
    lanes.push(stated ?? (ordered && request ? await patientOfHeader(bench, request.file) : undefined))
  }
  return lanes
}
