/**
 * A bulk run to a bare sink with the full journal on, its plan made before, against a bare loop that makes the same two
 * RSA-2048 signatures and one SHA-1 for each document and posts as many bytes on kept connections; turn by turn.
 * Arguments: URL of the sink, sandbox folder, manifest, documents per round, rounds, width. Answers one line of JSON.
 */
import {createHash, createPrivateKey, sign} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {promisify} from 'node:util'
import {Pool} from 'undici'
import {readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'
import {planBatch} from '../../src/lib/usecases/batch/plan/plan-batch.ts'
import {runBatch} from '../../src/lib/usecases/batch/run/run-batch.ts'
import {parseVisibility} from '../../src/lib/visibility/parse-visibility.ts'
import {openBench} from './open-bench.ts'

const [sink = '', box = '', manifest = '', perRound = '', times = '', wide = ''] = process.argv.slice(2)
const count = Number(perRound)
const width = Number(wide)
/** What a document of this size weighs on the wire: lot, CDA and signature. */
const BODY_BYTES = 32_000

/** Documents per second of `work`, which deals with `count` of them. */
async function paceOf(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint()
  await work()
  return (count * 1e9) / Number(process.hrtime.bigint() - started)
}

async function bareLoop(): Promise<() => Promise<void>> {
  const {
    establishments: {
      main: {auth, sign: seal},
    },
    caFile,
  } = await readTestPki(box)
  const key = createPrivateKey(readFileSync(seal.key))
  const connect = {
    key: readFileSync(auth.key),
    cert: readFileSync(auth.certificate),
    ca: readFileSync(caFile),
    servername: 'localhost',
  }
  const {origin, pathname} = new URL(sink)
  const pool = new Pool(origin, {connections: 8, pipelining: 1, connect})
  const path = `${pathname}/repository`
  const signed = Buffer.alloc(2000, 65)
  const body = Buffer.alloc(BODY_BYTES, 66)
  const signing = promisify(sign)
  const one = async () => {
    await signing('RSA-SHA256', signed, key)
    createHash('sha1').update(body).digest('hex')
    await signing('RSA-SHA1', signed, key)
    const headers = {'content-type': 'multipart/related'}
    const {statusCode, body: answer} = await pool.request({path, method: 'POST', headers, body})
    await answer.bytes()
    if (statusCode !== 200) throw new Error(`the sink answered ${statusCode}`)
  }
  return async () => {
    let left = count
    const worker = async () => {
      while (left-- > 0) await one()
    }
    await Promise.all(Array.from({length: width}, worker))
  }
}

const bench = openBench()
const planning = process.hrtime.bigint()
const plan = await planBatch(bench, {
  inputs: [manifest],
  visibility: parseVisibility({visible: true}),
  settleMs: 0,
  width: 8,
})
const planned = (plan.account.ready * 1e9) / Number(process.hrtime.bigint() - planning)
if (plan.account.ready !== plan.account.read)
  throw new Error(JSON.stringify({account: plan.account, reasons: plan.reasons}))
await (await bench.journal()).record([
  {
    event: {phase: 'event', operation: 'batch-run', occurredAt: Date.now(), batchId: plan.batchId, data: {}},
    batch: {id: plan.batchId, state: 'submitted'},
  },
])
const bare = await bareLoop()
const run = async () => {
  const report = await runBatch(bench, {
    batchIds: [plan.batchId],
    width,
    maxItems: count,
    checkStatus: false,
    patienceMs: 0,
    stay: false,
    resume: '-',
  })
  if (report.own.accepted !== count) throw new Error(JSON.stringify(report))
}
const ours: number[] = []
const theirs: number[] = []
for (let round = 0; round < Number(times); round++) {
  theirs.push(await paceOf(bare))
  ours.push(await paceOf(run))
  process.stderr.write(
    `${Math.round(ours.at(-1) ?? 0)} against ${Math.round(theirs.at(-1) ?? 0)} documents/s\n`,
  )
}
await bench.close()
process.stdout.write(`${JSON.stringify({planned, ours, theirs})}\n`)
process.exit(0)
