/**
 * Documents per second of our full path (journal, pace, assertion, lot signature, transport) against a bare loop that
 * posts the bytes our path sent, on connections kept, turn by turn. Our path goes where the profile says. Arguments:
 * URL of the bare sink, sandbox folder, patient file, folder of texts, documents per round. Answers one line of JSON.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {Pool} from 'undici'
import type {Context} from '../../src/context.ts'
import type {OutboundMessage} from '../../src/lib/ports/transport.ts'
import {readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'
import type {SubmissionRequest} from '../../src/lib/usecases/submission/submission-request.ts'
import {submitOne} from '../../src/lib/usecases/submission/submit-one.ts'
import {openBench, requestsFor} from './open-bench.ts'

const [sink = '', box = '', patientFile = '', folder = '', perRound = ''] = process.argv.slice(2)
const WIDTHS = [1, 4] as const
const count = Number(perRound)

interface Recorded {
  readonly contentType: string
  readonly body: Buffer
}

/** Documents per second of `act` over `items`, `width` at a time. */
async function paceOf<T>(
  items: readonly T[],
  width: number,
  act: (item: T) => Promise<unknown>,
): Promise<number> {
  const queue = items.values()
  const started = process.hrtime.bigint()
  const worker = async () => {
    for (const item of queue) await act(item)
  }
  await Promise.all(Array.from({length: width}, worker))
  return (items.length * 1e9) / Number(process.hrtime.bigint() - started)
}

const recorded: Recorded[] = []

/** The same bench, with the bytes of each call kept: what the bare loop posts afterwards. */
function recording(bench: Context): Context {
  const link = async () => {
    const made = await bench.link()
    const {transport} = made
    const send = async (message: OutboundMessage, signal?: AbortSignal) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of message.body.open()) chunks.push(Uint8Array.from(chunk))
      recorded.push({contentType: message.contentType, body: Buffer.concat(chunks)})
      return transport.send(message, signal)
    }
    const watched = {
      send,
      address: transport.address.bind(transport),
      get: transport.get.bind(transport),
      close: transport.close.bind(transport),
    }
    return {...made, transport: watched}
  }
  return {...bench, link} as Context
}

async function barePools(): Promise<Map<number, Pool>> {
  const pki = await readTestPki(box)
  const {auth} = pki.establishments.main
  const connect = {
    key: readFileSync(auth.key),
    cert: readFileSync(auth.certificate),
    ca: readFileSync(pki.caFile),
    servername: 'localhost',
  }
  const {origin} = new URL(sink)
  return new Map(
    WIDTHS.map((width) => [width, new Pool(origin, {connections: width, pipelining: 1, connect})]),
  )
}

const path = `${new URL(sink).pathname}/repository`
async function post(pool: Pool, {contentType, body}: Recorded): Promise<void> {
  const headers = {'content-type': contentType}
  const {statusCode, body: answer} = await pool.request({path, method: 'POST', headers, body})
  await answer.bytes()
  if (statusCode !== 200) throw new Error(`the sink answered ${statusCode}`)
}

const bench = openBench()
const files = readdirSync(folder).map((name) => join(folder, name))
const requests = await requestsFor(bench, files, patientFile)
const submit = (on: Context) => (request: SubmissionRequest) => submitOne(on, request, {again: false})
const pools = await barePools()

await paceOf(requests.splice(0, count), 1, submit(recording(bench)))
const repeated = Array.from({length: count * 4}, (_, index) => recorded[index % recorded.length] as Recorded)
const samples = WIDTHS.map((width) => ({width, ours: [] as number[], theirs: [] as number[]}))
for (let round = -1; requests.length >= count * WIDTHS.length; round++) {
  for (const {width, ours, theirs} of samples) {
    const pool = pools.get(width) as Pool
    const reference = await paceOf(repeated, width, (message) => post(pool, message))
    const own = await paceOf(requests.splice(0, count), width, submit(bench))
    if (round < 0) continue
    theirs.push(reference)
    ours.push(own)
  }
}
await Promise.all([...pools.values()].map((pool) => pool.close()))
await bench.close()
process.stdout.write(`${JSON.stringify(samples)}\n`)
