import {spawn, spawnSync} from 'node:child_process'
import {existsSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {ownState, type Place, writeText} from './place.ts'
import type {Measured} from './row.ts'

const MB = 1024 * 1024
const READY_WITHIN_MS = 20_000

interface Running {
  readonly url: string
  stop(): Promise<void>
}

/** `dmp sandbox start` in a process of its own. */
async function startSandbox(place: Place, data: string): Promise<Running> {
  const ready = join(place.folder, 'ready.json')
  const args = ['sandbox', 'start', '--dir', place.box, '--data', data, '--port', '0', '--ready-file', ready]
  const child = spawn(process.execPath, [place.program, ...args], {env: {...place.env}, stdio: 'ignore'})
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  // However this process ends, nothing is left behind.
  const kill = () => void child.kill('SIGTERM')
  process.once('exit', kill)
  const stop = async () => {
    kill()
    await ended
    process.off('exit', kill)
    rmSync(data, {recursive: true, force: true})
  }
  for (let waited = 0; !existsSync(ready); waited += 50) {
    if (waited > READY_WITHIN_MS || child.exitCode !== null) {
      await stop()
      throw new Error('dmp sandbox start is not ready')
    }
    await pause(50)
  }
  const {url} = JSON.parse(readFileSync(ready, 'utf8')) as {url: string}
  return {url, stop}
}

/** Most memory held by one `dmp document submit`, in MB. @throws Error when the document was not accepted */
function peakOf(place: Place, url: string, megabytes: number): number {
  const file = writeText(place, 'memory.txt', megabytes * MB)
  const peak = join(place.folder, 'peak.txt')
  const args = ['document', 'submit', file, '--patient', place.patientFile, '--type', '11488-4']
  const {status, stderr} = spawnSync(
    process.execPath,
    [place.program, ...args, '--date', '2026-03-02', '--visible', '--json'],
    {
      env: {
        ...ownState(place, 'memory'),
        DMP_ENDPOINTS_BASE: url,
        DMP_ENDPOINTS_PARAM_LPS: new URL('/param-lps', url).href,
        NODE_OPTIONS: `--require=${join(import.meta.dirname, 'peak-probe.cjs')}`,
        DMP_BENCH_PEAK: peak,
      },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  rmSync(file)
  if (status !== 0) throw new Error(`dmp document submit of ${megabytes} MB: exit ${status}\n${stderr}`)
  return Number(readFileSync(peak, 'utf8')) / 1024
}

/** Peak memory of the whole program for a big document against a small one, through the embedded DMP. */
export async function measureMemory(place: Place, rounds: number, megabytes: number): Promise<Measured[]> {
  const sandbox = await startSandbox(place, join(place.folder, 'memory-registry'))
  try {
    peakOf(place, sandbox.url, 1)
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < rounds; round++) {
      theirs.push(peakOf(place, sandbox.url, 1))
      ours.push(peakOf(place, sandbox.url, megabytes))
    }
    const name = `\`dmp document submit\` of ${megabytes} MB, peak`
    return [{group: 'memory', name, reference: 'the same of 1 MB', unit: 'MB', ours, theirs, atMost: 1.3}]
  } finally {
    await sandbox.stop()
  }
}
