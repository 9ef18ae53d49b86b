/** `npm run bench`: builds, measures, shows the table, writes bench-results.json; see docs/benchmarks.md. */
import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {measureBulk} from './bulk.ts'
import {measureCertificates} from './certificates.ts'
import {measureIns} from './ins.ts'
import {measureJournal} from './journal.ts'
import {measureLot} from './lot.ts'
import {describeMachine} from './machine.ts'
import {measureMemory} from './memory.ts'
import {makePlace, type Place} from './place.ts'
import {measurePlan} from './plan.ts'
import {type Measured, type Row, rowOf} from './row.ts'
import {measureSending} from './sending.ts'
import {measureStartUp} from './start-up.ts'
import {type Results, resultLines, updatedPage} from './table.ts'
import {measureTraces} from './traces.ts'

const root = resolve(import.meta.dirname, '../..')
const GROUPS = [
  'start-up',
  'lot',
  'submission',
  'bulk',
  'journal',
  'plan',
  'certificates',
  'ins',
  'traces',
  'memory',
] as const
type Group = (typeof GROUPS)[number]

const {values: options} = parseArgs({
  options: {
    quick: {type: 'boolean', default: false},
    strict: {type: 'boolean', default: false},
    update: {type: 'boolean', default: false},
    'no-build': {type: 'boolean', default: false},
    only: {type: 'string'},
  },
})

function wantedGroups(): readonly Group[] {
  if (options.only === undefined) return GROUPS
  const wanted = options.only.split(',')
  const unknown = wanted.find((name) => !GROUPS.some((group) => group === name))
  if (unknown !== undefined) throw new RangeError(`--only: ${unknown} is none of ${GROUPS.join(', ')}`)
  return GROUPS.filter((group) => wanted.includes(group))
}

const groups = wantedGroups()
if (options.update && (options.quick || groups.length < GROUPS.length))
  throw new RangeError('--update keeps whole runs only: not with --quick or --only')

const say = (line: string) => process.stderr.write(`${line}\n`)

function build(): void {
  const {status} = spawnSync(process.execPath, ['scripts/build.mjs'], {cwd: root, stdio: ['ignore', 2, 2]})
  if (status !== 0) throw new Error('the program does not build')
}

type Taken = {readonly measures: readonly Measured[]; readonly left?: readonly string[]}

const sizes = options.quick
  ? {startUp: 5, lot: 20, sending: 2, documents: 10, bulk: 600, memory: 1, megabytes: 20}
  : {startUp: 20, lot: 100, sending: 6, documents: 40, bulk: 50_000, memory: 2, megabytes: 200}
const journalSizes = options.quick
  ? {rounds: 1, documents: 500, items: 20_000}
  : {rounds: 3, documents: 5000, items: 1_000_000}
const planSizes = options.quick ? {rows: 20_000, files: 2000} : {rows: 1_000_000, files: 10_000}

const scanSizes = options.quick ? {rounds: 1, files: 1000} : {rounds: 5, files: 10_000}

const insSizes = options.quick
  ? {numbers: 50_000, identities: 20_000}
  : {numbers: 1_000_000, identities: 100_000}

const traceSizes = options.quick ? {events: 20_000, rounds: 1} : {events: 1_000_000, rounds: 3}

const measuring: Readonly<Record<Group, (place: Place) => Taken | Promise<Taken>>> = {
  'start-up': (place) => measureStartUp(place, sizes.startUp),
  lot: async (place) => ({measures: await measureLot(place, sizes.lot)}),
  submission: async (place) => ({measures: await measureSending(place, sizes.sending, sizes.documents)}),
  bulk: async (place) => ({measures: await measureBulk(place, 3, sizes.bulk)}),
  journal: async (place) => ({measures: await measureJournal(place, journalSizes)}),
  plan: async (place) => ({measures: await measurePlan(place, planSizes.rows, planSizes.files)}),
  certificates: (place) => ({measures: measureCertificates(place, scanSizes.rounds, scanSizes.files)}),
  ins: (place) => ({measures: measureIns(place, options.quick ? 1 : 3, insSizes)}),
  traces: async (place) => ({measures: await measureTraces(place, traceSizes)}),
  memory: async (place) => ({measures: await measureMemory(place, sizes.memory, sizes.megabytes)}),
}

/** A group that fails is said and fails the run, but the others are still measured. */
async function measure(place: Place): Promise<{rows: Row[]; left: string[]; broken: number}> {
  const rows: Row[] = []
  const left: string[] = []
  let broken = 0
  for (const group of groups) {
    say(`measuring ${group} …`)
    try {
      const taken = await measuring[group](place)
      rows.push(...taken.measures.map(rowOf))
      left.push(...(taken.left ?? []))
    } catch (error) {
      broken += 1
      const reason = error instanceof Error ? error.message : String(error)
      say(`bench: ${group}: ${reason}`)
      left.push(`${group} (failed: ${reason.split('\n')[0]})`)
    }
  }
  return {rows, left, broken}
}

const machine = describeMachine()
if (!options['no-build']) build()
const place = makePlace(root)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    place.remove()
    process.exit(130)
  })
try {
  const {rows, left, broken} = await measure(place)
  const results: Results = {schema: 'dmp.bench/1', quick: options.quick, machine, rows, left}
  writeFileSync(join(root, 'bench-results.json'), `${JSON.stringify(results, null, 2)}\n`)
  const lines = resultLines(results)
  process.stdout.write(`${lines.join('\n')}\n`)
  if (options.update && broken === 0) {
    const page = join(root, 'docs/benchmarks.md')
    writeFileSync(page, updatedPage(readFileSync(page, 'utf8'), lines))
    say('docs/benchmarks.md updated')
  }
  const missed = rows.filter(({verdict}) => verdict === 'missed').length
  if (missed > 0) say(`${missed} ratio(s) over their aim`)
  process.exitCode = broken > 0 || (options.strict && missed > 0) ? 1 : 0
} finally {
  place.remove()
}
