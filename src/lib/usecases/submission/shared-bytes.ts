import {hashSource} from '../../digest/hash-source.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Workbench} from '../ports.ts'
import type {Intake} from './outcome-of.ts'
import type {SubmissionRequest} from './submission-request.ts'

type Bench = Pick<Workbench, 'files' | 'signal'>

interface Stated {
  readonly index: number
  readonly request: SubmissionRequest
  readonly matricule: string
}

function addTo<K>(groups: Map<K, Stated[]>, key: K, one: Stated): void {
  groups.set(key, [...(groups.get(key) ?? []), one])
}

const patientsOf = (group: readonly Stated[]) => new Set(group.map(({matricule}) => matricule)).size

/** Hashed only where files of different patients have the same size: a manifest is not read twice. */
async function groupsOfBytes(bench: Bench, stated: readonly Stated[]): Promise<Stated[][]> {
  const bySize = new Map<number, Stated[]>()
  for (const one of stated) {
    const facts = await bench.files.facts(one.request.file).catch(() => undefined)
    if (facts) addTo(bySize, facts.size, one)
  }
  const byBytes = new Map<string, Stated[]>()
  for (const group of bySize.values()) {
    if (patientsOf(group) < 2) continue
    for (const one of group) {
      const source = await bench.files.source(one.request.file)
      const {sha256} = await hashSource(source, ['sha256'], bench.signal)
      addTo(byBytes, sha256, one)
    }
  }
  return [...byBytes.values()]
}

/**
 * Before anything leaves: the same bytes for two patients of one list, so one of the two lines is wrong and nobody here
 * knows which. All of them are kept back; the others go.
 */
export async function keepBackSharedBytes(
  bench: Bench,
  intakes: readonly Intake[],
): Promise<readonly Intake[]> {
  const stated = intakes.flatMap((intake, index): Stated[] => {
    if (intake.error) return []
    const {request} = intake
    const matricule = request.patient?.ins.matricule ?? request.statedIns?.matricule
    return matricule ? [{index, request, matricule}] : []
  })
  if (patientsOf(stated) < 2) return intakes
  const kept = [...intakes]
  for (const group of await groupsOfBytes(bench, stated)) {
    if (patientsOf(group) < 2) continue
    const lines = group.map(({request, index}) => request.origin?.line ?? index + 1)
    for (const {index, request} of group) {
      const {expected} = intakes[index] ?? {}
      const error = new DmpError('DMP_SAME_BYTES_OTHER_PATIENT', {
        params: {uniqueId: 'none', date: 'list', lines: lines.join(', ')},
        details: {lines},
      })
      kept[index] = {error, file: request.file, request, ...(expected ? {expected} : {})}
    }
  }
  return kept
}
