import type {Gap, GapCause} from '../../stats/gap.ts'
import type {GapReport} from '../../stats/gap-report.ts'
import type {Workbench} from '../ports.ts'

export type HistoryBench = Pick<Workbench, 'files' | 'clock' | 'random' | 'profile'> & {
  readonly stateFolder: string
}

const SCHEMA = 'dmp.stats.kept/1'
const MAX_BYTES = 64 * 1024 * 1024

/** A result as it is kept: its figures and causes; no document and no line of a file. */
export interface KeptComparison {
  readonly schema: typeof SCHEMA
  readonly at: string
  readonly profile: string
  readonly settings: GapReport['settings']
  readonly catalogue: {readonly dated: string; readonly from: string}
  readonly files: {readonly elastic: readonly string[]; readonly declared: readonly string[]}
  readonly verdict: GapReport['verdict']
  readonly gaps: readonly Gap[]
  readonly monthly: readonly Gap[]
  readonly causes: readonly GapCause[]
}

const folderOf = ({files, stateFolder}: HistoryBench) => files.resolve(stateFolder, 'stats')

/** Keeps a result in the state folder, 0600. Answers its path. @throws DmpError DMP_FILE_UNWRITABLE */
export async function keepComparison(bench: HistoryBench, report: GapReport): Promise<string> {
  const {at, profile, settings, catalogue, sides, verdict, gaps, monthly, causes} = report
  const names = (side: 'elastic' | 'declared') => sides[side].files.map(({file}) => file)
  const kept: KeptComparison = {
    schema: SCHEMA,
    at,
    profile,
    settings,
    catalogue: {dated: catalogue.dated, from: catalogue.from},
    files: {elastic: names('elastic'), declared: names('declared')},
    verdict,
    gaps,
    monthly,
    causes,
  }
  const stamp = at.replaceAll(/\D/g, '').slice(0, 14)
  const name = `${stamp}-${bench.random.uuid().slice(0, 8)}.json`
  const file = bench.files.resolve(folderOf(bench), name)
  await bench.files.write(file, `${JSON.stringify(kept)}\n`)
  return file
}

/** Results kept by this profile, the earliest first; what cannot be read is named and left aside. */
export async function keptComparisons(
  bench: HistoryBench,
): Promise<{readonly kept: readonly KeptComparison[]; readonly unreadable: readonly string[]}> {
  const folder = folderOf(bench)
  const {name: profile} = await bench.profile()
  const kept: KeptComparison[] = []
  const unreadable: string[] = []
  if (!(await bench.files.exists(folder))) return {kept, unreadable}
  for (const name of await bench.files.list(folder)) {
    if (!name.endsWith('.json')) continue
    const file = bench.files.resolve(folder, name)
    const one = await readKept(bench, file)
    if (one === undefined) unreadable.push(file)
    else if (one.profile === profile) kept.push(one)
  }
  return {kept: kept.toSorted((a, b) => (a.at < b.at ? -1 : 1)), unreadable}
}

async function readKept({files}: HistoryBench, file: string): Promise<KeptComparison | undefined> {
  try {
    const bytes = await files.read(file, {maxBytes: MAX_BYTES})
    const value = JSON.parse(new TextDecoder().decode(bytes)) as KeptComparison
    return value.schema === SCHEMA && Array.isArray(value.gaps) ? value : undefined
  } catch {
    return undefined
  }
}
