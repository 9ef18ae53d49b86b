import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {measureJournalCost} from './journal-cost.ts'
import {lookAtJournal, seedJournal} from './journal-size.ts'
import type {Place} from './place.ts'
import type {Measured} from './row.ts'

export interface JournalSizes {
  /** Pairs of each measure. */
  readonly rounds: number
  /** Documents in a round of the cost of one. */
  readonly documents: number
  readonly items: number
}

/** Items of the journal that a large one is compared with. */
const FEW = 10_000
const group = 'journal'
const FIRST_ITEM_MS = 3000
const STATUS_MS = 300

/** Intent and result of a document on disk, one after the other and as a bulk run does. */
async function costs(place: Place, {rounds, documents}: JournalSizes): Promise<Measured[]> {
  const measures: Measured[] = []
  for (const width of [1, 64]) {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < rounds; round++) {
      const {ms, bareMs} = await measureJournalCost(documents, width, place.folder)
      ours.push(ms)
      theirs.push(bareMs)
    }
    const name = `journal of a document, intent and result on disk, ${width} wide`
    measures.push({group, name, reference: 'the same bytes and flushes', unit: 'ms', ours, theirs})
  }
  return measures
}

/** Root of identifiers of the profile: a journal of another one would not be opened. */
function rootOf({folder}: Place): string {
  const profile = readFileSync(join(folder, 'config/profiles/sandbox.yaml'), 'utf8')
  const root = /^\s+oidRoot: '([\d.]+)'$/m.exec(profile)?.[1]
  if (!root) throw new Error('the profile names no root of identifiers')
  return root
}

/** Whole time of one run of the program, in milliseconds. @throws Error when it fails */
function timeOf(place: Place, args: readonly string[], state: string): number {
  const env = {...place.env, DMP_STATE_DIR: state, DMP_JOURNAL_PATH: join(state, 'journal.db')}
  const started = performance.now()
  const {status, stderr} = spawnSync(process.execPath, [place.program, ...args], {env, encoding: 'utf8'})
  if (status !== 0) throw new Error(`dmp ${args.join(' ')}: exit ${status}\n${stderr}`)
  return performance.now() - started
}

/** A journal of many items against one of few: its first item to send, and what `dmp batch status` says of it. */
async function sizes(place: Place, {rounds, items}: JournalSizes): Promise<Measured[]> {
  const root = rootOf(place)
  const few = mkdtempSync(join(place.folder, 'few-'))
  const many = mkdtempSync(join(place.folder, 'many-'))
  try {
    await seedJournal(few, FEW, root)
    await seedJournal(many, items, root)
    const first = (folder: string) => {
      const {open, more} = lookAtJournal(folder, 'claim', root)
      return open + more
    }
    const status = () => timeOf(place, ['batch', 'status'], many)
    const empty = () => timeOf(place, ['version'], many)
    for (const warm of [status, empty]) warm()
    const measured = {
      ours: [] as number[],
      theirs: [] as number[],
      status: [] as number[],
      empty: [] as number[],
    }
    for (let round = 0; round < rounds; round++) {
      measured.theirs.push(first(few))
      measured.ours.push(first(many))
      measured.empty.push(empty())
      measured.status.push(status())
    }
    const {ours, theirs} = measured
    const of = `a journal of ${items} items`
    return [
      {
        group,
        name: `${of} opened, its first items claimed`,
        reference: `one of ${FEW} items`,
        unit: 'ms',
        ours,
        theirs,
        goal: {of: 'ours', atMost: FIRST_ITEM_MS},
      },
      {
        group,
        name: `\`dmp batch status\` of ${of}`,
        reference: '`dmp version`',
        unit: 'ms',
        ours: measured.status,
        theirs: measured.empty,
        goal: {of: 'difference', atMost: STATUS_MS},
      },
    ]
  } finally {
    for (const folder of [few, many]) rmSync(folder, {recursive: true, force: true})
  }
}

/** What the journal costs a document, and what a journal of many items costs its user. */
export async function measureJournal(place: Place, wanted: JournalSizes): Promise<Measured[]> {
  return [...(await costs(place, wanted)), ...(await sizes(place, wanted))]
}
