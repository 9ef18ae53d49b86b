import {spawnSync} from 'node:child_process'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {takeTurns} from './child-cpu.ts'
import {inventedPatient} from './invented-patients.ts'
import type {Place} from './place.ts'
import type {HeapStory} from './plan.ts'
import type {Measured} from './row.ts'

/** Lines of a file, one after the other, and nothing else. */
const READ_LINES = `
const {createReadStream} = require('node:fs')
const {createInterface} = require('node:readline')
let read = 0
createInterface({input: createReadStream(process.argv[1])}).on('line', ({length}) => { if (length > 0) read += 1 })
`

function writeNumbers(place: Place, count: number): string {
  const path = join(place.folder, 'files/matricules.txt')
  const lines = Array.from({length: count}, (_, n) => inventedPatient(n).ins)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

function writeIdentities(place: Place, count: number): string {
  const path = join(place.folder, 'files', `identities-${count}.csv`)
  const header = ['ipp', ...Object.keys(inventedPatient(0))].join(';')
  const lines = Array.from({length: count}, (_, n) =>
    [`P${n}`, ...Object.values(inventedPatient(n))].join(';'),
  )
  writeFileSync(path, `${header}\n${lines.join('\n')}\n`)
  return path
}

/**
 * Smallest heap of the second half of the time, in MB: what is held once the young objects are collected.
 * @throws Error when the command does not end with 0: every invented identity is qualified
 */
function heldBy(place: Place, file: string): number {
  const story = join(place.folder, 'heap.json')
  const probe = join(import.meta.dirname, 'heap-probe.cjs')
  const {status, stderr} = spawnSync(process.execPath, [place.program, 'ins', 'identities', file], {
    env: {...place.env, NODE_OPTIONS: `--require=${probe}`, DMP_BENCH_HEAP: story},
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`dmp ins identities: exit ${status}\n${stderr}`)
  const {ms, samples} = JSON.parse(readFileSync(story, 'utf8')) as HeapStory
  return Math.min(...samples.filter(([at]) => at >= ms / 2).map(([, bytes]) => bytes)) / 1e6
}

export function measureIns(
  place: Place,
  rounds: number,
  {numbers, identities}: {readonly numbers: number; readonly identities: number},
): Measured[] {
  const list = writeNumbers(place, numbers)
  const few = identities / 5
  const [file, small] = [writeIdentities(place, identities), writeIdentities(place, few)]
  try {
    const commands = [
      ['-e', READ_LINES, list],
      [place.program, 'ins', 'check', `@${list}`],
    ]
    const [theirs = [], ours = []] = takeTurns(commands, place.env, rounds)
    return [
      {
        group: 'ins',
        name: `\`dmp ins check\` of ${numbers} numbers`,
        reference: 'the same lines read alone',
        unit: 'ms CPU',
        ours,
        theirs,
      },
      {
        group: 'ins',
        name: `\`dmp ins identities\` of ${identities} lines, heap held`,
        reference: `the same of ${few} lines`,
        unit: 'MB',
        ours: [heldBy(place, file)],
        theirs: [heldBy(place, small)],
        atMost: 1.5,
      },
    ]
  } finally {
    rmSync(list)
    rmSync(file)
    rmSync(small)
  }
}
