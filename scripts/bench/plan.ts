import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {cpSync, createWriteStream, mkdirSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {inventedPatient} from './invented-patients.ts'
import {type Place, writeText} from './place.ts'
import type {Measured} from './row.ts'

const TEXT_BYTES = 3000
/** A plan of a tenth of the rows, over a tenth of the files: what grows with the rows is ten times smaller there. */
const SMALL = 10
const PEAK_MB = 300

/** The heap of a process over its time, and the most memory it held. */
export interface HeapStory {
  readonly ms: number
  /** Milliseconds since the start, bytes. */
  readonly samples: readonly (readonly [number, number])[]
  /** kB */
  readonly peak: number
}

/**
 * Largest heap from 10 % of the time on, between 10 % and 20 % of it, and in its second half, in MB.
 * @throws RangeError when a part of the time was not sampled
 */
export function heapGrowth({ms, samples}: HeapStory): {whole: number; early: number; late: number} {
  const most = (from: number, to: number) => {
    const found = samples.filter(([at]) => at >= from * ms && at <= to * ms).map(([, bytes]) => bytes)
    if (found.length === 0) throw new RangeError('the heap was not sampled')
    return found.reduce((a, b) => Math.max(a, b)) / 1e6
  }
  return {whole: most(0.1, 1), early: most(0.1, 0.2), late: most(0.5, 1)}
}

const fileOf = (n: number) => `plan/${Math.floor(n / 1000)}/${n}.txt`

function writeFiles(place: Place, count: number): void {
  for (let n = 0; n < count; n++) {
    if (n % 1000 === 0) mkdirSync(join(place.folder, 'files/plan', `${n / 1000}`), {recursive: true})
    writeText(place, fileOf(n), TEXT_BYTES)
  }
}

/** `rows` lines that name `files` files in turn, each always for the same patient. */
async function writeManifest(place: Place, rows: number, files: number): Promise<string> {
  const path = join(place.folder, 'files', `plan-${rows}.ndjson`)
  const lines = createWriteStream(path, {mode: 0o600})
  for (let row = 0; row < rows; row++) {
    const n = row % files
    const columns = {
      file: fileOf(n),
      source_id: `D${n}`,
      ipp: `P${n}`,
      type_code: '11488-4',
      document_date: '2026-03-02',
      ...inventedPatient(n),
    }
    if (!lines.write(`${JSON.stringify(columns)}\n`)) await once(lines, 'drain')
  }
  lines.end()
  await once(lines, 'close')
  return path
}

/** `dmp batch plan` on an empty journal of its own. @throws Error unless each file is ready once, the rest duplicates */
function planned(place: Place, manifest: string, {rows, files}: {rows: number; files: number}): HeapStory {
  // A root of identifiers belongs to one journal: each plan starts from the profile as it was made.
  const home = join(place.folder, 'plan-home')
  const story = join(place.folder, 'heap.json')
  cpSync(join(place.folder, 'config'), join(home, 'config'), {recursive: true})
  try {
    const args = ['batch', 'plan', manifest, '--visible', '--settle', '0', '--json']
    const {status, stdout, stderr} = spawnSync(process.execPath, [place.program, ...args], {
      env: {
        ...place.env,
        DMP_CONFIG_DIR: join(home, 'config'),
        DMP_STATE_DIR: join(home, 'state'),
        NODE_OPTIONS: `--require=${join(import.meta.dirname, 'heap-probe.cjs')}`,
        DMP_BENCH_HEAP: story,
      },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (status !== 0) throw new Error(`dmp batch plan: exit ${status}\n${stderr}`)
    const {account} = JSON.parse(stdout).data
    if (account.read !== rows || account.ready !== files || account.excluded !== rows - files)
      throw new Error(`not the plan that was asked for: ${JSON.stringify(account)}`)
    return JSON.parse(readFileSync(story, 'utf8'))
  } finally {
    rmSync(home, {recursive: true, force: true})
  }
}

/** The same files read and hashed, each once. */
function bareSeconds(place: Place, files: number): number {
  const started = performance.now()
  for (let n = 0; n < files; n++)
    createHash('sha256')
      .update(readFileSync(join(place.folder, 'files', fileOf(n))))
      .digest('hex')
  return (performance.now() - started) / 1000
}

/** `dmp batch plan` of many rows that name few files: its pace, its heap over time, its memory. */
export async function measurePlan(place: Place, rows: number, files: number): Promise<Measured[]> {
  try {
    writeFiles(place, files)
    const few = {rows: rows / SMALL, files: files / SMALL}
    const small = planned(place, await writeManifest(place, few.rows, few.files), few)
    const manifest = await writeManifest(place, rows, files)
    bareSeconds(place, files)
    const bare = bareSeconds(place, files)
    const whole = planned(place, manifest, {rows, files})
    const {early, late, whole: largest} = heapGrowth(whole)
    const tenth = `a plan of ${few.rows} rows over ${few.files} files`
    const name = `\`dmp batch plan\` of ${rows} rows over ${files} files`
    return [
      {
        group: 'plan',
        name,
        reference: 'the same files read and hashed alone',
        unit: 'rows/s',
        ours: [(rows * 1000) / whole.ms],
        theirs: [rows / bare],
      },
      {
        group: 'plan',
        name: `${name}, largest heap of its second half`,
        reference: 'the same between 10 % and 20 % of its time',
        unit: 'MB',
        ours: [late],
        theirs: [early],
        atMost: 1.15,
      },
      {
        group: 'plan',
        name: `${name}, largest heap`,
        reference: tenth,
        unit: 'MB',
        ours: [largest],
        theirs: [heapGrowth(small).whole],
      },
      {
        group: 'plan',
        name: `${name}, peak`,
        reference: tenth,
        unit: 'MB',
        ours: [whole.peak / 1024],
        theirs: [small.peak / 1024],
        goal: {of: 'ours', atMost: PEAK_MB},
      },
    ]
  } finally {
    rmSync(join(place.folder, 'files/plan'), {recursive: true, force: true})
  }
}
