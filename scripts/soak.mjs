#!/usr/bin/env node
/**
 * The long run: what the tests do at small sizes, at full size, against a real sandbox over real TLS. By hand, hours.
 *
 *   npm run soak                                     every part, full size
 *   npm run soak -- --part kills,rate --seed 42      some parts, played again from their seed
 *   npm run soak -- --part faults --minutes 120      again and again, with other seeds, for two hours
 *   npm run soak -- --small                          every part at the size of the tests
 *
 * Sizes of single parts: --documents N, --kills N, --seconds N, --fuzz-seconds N. Prints the seed, figures and a verdict
 * for each part, and ends with 1 when a promise did not hold.
 */
import {spawnSync} from 'node:child_process'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'

const root = resolve(import.meta.dirname, '..')
const PARTS = ['kills', 'faults', 'rate', 'workers', 'fuzz', 'symbols', 'keys', 'captures']

const {values: flags} = parseArgs({
  options: {
    seed: {type: 'string'},
    minutes: {type: 'string'},
    part: {type: 'string', multiple: true},
    small: {type: 'boolean', default: false},
    documents: {type: 'string'},
    kills: {type: 'string'},
    seconds: {type: 'string'},
    'fuzz-seconds': {type: 'string'},
    verbose: {type: 'boolean', default: false},
  },
})

const number = (text, otherwise) => (text === undefined ? otherwise : Number(text))
const wanted = flags.part?.flatMap((word) => word.split(',')) ?? PARTS
const unknown = wanted.filter((part) => !PARTS.includes(part))
if (unknown.length > 0) {
  process.stderr.write(`soak: no part ${unknown.join(', ')}; parts: ${PARTS.join(', ')}\n`)
  process.exit(2)
}

function sizes() {
  const {small} = flags
  const documents = (full, tiny) => number(flags.documents, small ? tiny : full)
  const killed = number(flags.kills, small ? 37 : 200)
  const commits = Math.max(2, Math.floor(killed / 5))
  const each = Math.max(1, Math.floor(documents(5000, 130) / 26))
  return {
    kills: {
      documents: documents(2000, 200),
      planCommits: small ? 4 : 8,
      sendCommits: commits,
      undoCommits: small ? 4 : 10,
      randomKills: Math.max(1, killed - 2 * commits),
      latestMs: small ? 1500 : 4000,
    },
    faults: {each, together: Math.max(1, documents(5000, 130) - 13 * each), rate: 0.2},
    rate: {seconds: number(flags.seconds, small ? 8 : 60), perSecond: 4},
    workers: {
      documents: documents(2000, 60),
      workers: 3,
      kills: number(flags.kills, small ? 6 : 40),
      every: small ? [700, 1800] : [1500, 5000],
      lease: small ? 'ended' : 'waited',
    },
    fuzz: {milliseconds: 1000 * number(flags['fuzz-seconds'], small ? 2 : 300)},
    symbols: {milliseconds: 1000 * number(flags['fuzz-seconds'], small ? 2 : 120)},
    keys: {numbers: small ? 20_000 : 1_000_000},
    captures: {
      bytes: (small ? 20 : 1024) * 1024 * 1024,
      milliseconds: 1000 * number(flags['fuzz-seconds'], small ? 2 : 300),
    },
  }
}

function build() {
  const {status} = spawnSync(process.execPath, ['scripts/build.mjs'], {cwd: root, stdio: 'inherit'})
  if (status !== 0) process.exit(1)
}

const load = (name) => import(join(root, 'test', name))

async function onDesk(fast, work) {
  const {openFastDesk} = await load('scenarios/batch-desk.ts')
  const {openDesk} = await load('scenarios/desk.ts')
  const desk = await (fast ? openFastDesk({quota: 100_000}) : openDesk())
  try {
    return await work(desk)
  } finally {
    await desk.sandbox.remove()
  }
}

async function withServer(work) {
  const {postgresNeeds, startPostgres} = await load('support/postgres.ts')
  const {missing} = await load('support/requires.ts')
  const lacking = missing(postgresNeeds)
  if (lacking.length > 0) return {figures: {skipped: `needs ${lacking.join(', ')}`}, faults: ['not run']}
  const cluster = await startPostgres({flushed: true})
  try {
    return await work(cluster)
  } finally {
    cluster.remove()
  }
}

const parts = {
  kills: async (size, options) => {
    const {kills} = await load('soak/kills.ts')
    return onDesk(true, (desk) => kills(desk, size, options))
  },
  faults: async (size, options) => {
    const {faultsOnTheWay} = await load('soak/faults.ts')
    return onDesk(true, (desk) => faultsOnTheWay(desk, size, options))
  },
  rate: async (size, options) => {
    const {rate} = await load('soak/rate.ts')
    return onDesk(false, (desk) => rate(desk, size, options))
  },
  workers: async (size, options) => {
    const {workers} = await load('soak/workers.ts')
    return withServer((cluster) => onDesk(true, (desk) => workers(desk, cluster, size, options)))
  },
  fuzz: async (size, options) => (await load('soak/fuzz.ts')).fuzz(size, options),
  symbols: async (size, options) => (await load('soak/fuzz-symbols.ts')).fuzzSymbols(size, options),
  keys: async (size, options) => (await load('soak/keys.ts')).agreeOnKeys(size, options),
  captures: async (size, options) => (await load('soak/captures.ts')).searchCaptures(size, options),
}

const elapsed = (since) => `${((performance.now() - since) / 1000).toFixed(0)} s`

/** A part that throws did not hold its promise either. */
async function run(part, seed, size) {
  const startedAt = performance.now()
  process.stdout.write(`\n${part}  seed ${seed}  ${JSON.stringify(size)}\n`)
  const say = (line) => flags.verbose && process.stdout.write(`  … ${line}\n`)
  let report
  try {
    report = await parts[part](size, {seed, say})
  } catch (error) {
    report = {figures: {}, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)]}
  }
  for (const [name, value] of Object.entries(report.figures)) process.stdout.write(`  ${name}: ${value}\n`)
  for (const fault of report.faults) process.stdout.write(`  WRONG ${fault}\n`)
  const verdict = report.faults.length === 0 ? 'held' : 'BROKEN'
  process.stdout.write(`  ${part}: ${verdict}, ${elapsed(startedAt)}\n`)
  return report.faults.length === 0
}

build()
const startedAt = performance.now()
const until = startedAt + 60_000 * number(flags.minutes, 0)
let seed = number(flags.seed, Date.now() % 1_000_000_007)
let broken = 0
do {
  const all = sizes()
  for (const part of wanted) if (!(await run(part, seed, all[part]))) broken += 1
  seed += 1
} while (performance.now() < until)
process.stdout.write(
  `\nsoak: ${broken === 0 ? 'every promise held' : `${broken} broken`}, ${elapsed(startedAt)}\n`,
)
process.exitCode = broken === 0 ? 0 : 1
