/**
 * Documents per second of a bulk run to a bare sink, its plan made before, against a bare loop that makes the same two
 * RSA-2048 signatures and one SHA-1 for each document and posts as many bytes, on connections kept, turn by turn.
 * Arguments: URL of the sink, sandbox folder, patient file, folder of texts, documents per round, width.
 */
import {createHash, createPrivateKey, sign} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {Pool} from 'undici'
import type {JournalItem, PlannedItem} from '../../src/lib/ports/journal.ts'
import {readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'
import {goOn} from '../../src/lib/usecases/submission/go-on.ts'
import {allotIds} from '../../src/lib/usecases/submission/plan-item.ts'
import {admit, planDocument, recordPlan} from '../../src/lib/usecases/submission/submit-one.ts'
import {openBench, requestsFor} from './open-bench.ts'

const [sink = '', box = '', patientFile = '', folder = '', perRound = '', wide = '16'] = process.argv.slice(2)
const count = Number(perRound)
const width = Number(wide)

async function paceOf<T>(items: Iterable<T>, act: (item: T) => Promise<unknown>): Promise<number> {
  let done = 0
  const queue = items[Symbol.iterator]()
  const started = process.hrtime.bigint()
  const worker = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      await act(next.value)
      done += 1
    }
  }
  await Promise.all(Array.from({length: width}, worker))
  return (done * 1e9) / Number(process.hrtime.bigint() - started)
}

const bench = openBench()
const files = readdirSync(folder).map((name) => join(folder, name))
const requests = await requestsFor(bench, files, patientFile)
const planned: PlannedItem[] = []
const t0 = process.hrtime.bigint()
for (const request of requests) {
  const admitted = await admit(bench, request, {again: false})
  const document = await planDocument(bench, admitted, await allotIds(bench))
  await recordPlan(bench, [document], false)
  planned.push(document.item)
}
console.error('plan/s', (planned.length * 1e9) / Number(process.hrtime.bigint() - t0))

const pki = await readTestPki(box)
const {auth, sign: seal} = pki.establishments.main
const key = createPrivateKey(readFileSync(seal.key))
const pool = new Pool(new URL(sink).origin, {
  connections: width,
  pipelining: 1,
  connect: {
    key: readFileSync(auth.key),
    cert: readFileSync(auth.certificate),
    ca: readFileSync(pki.caFile),
    servername: 'localhost',
  },
})
const path = `${new URL(sink).pathname}/repository`
const signAsync = promisify(sign)
const data = Buffer.alloc(2000, 65)
const size = Number(process.env['BODY'] ?? 30000)
const body = Buffer.alloc(size, 66)
const bare = async () => {
  await signAsync('RSA-SHA256', data, key)
  createHash('sha1').update(body).digest('hex')
  await signAsync('RSA-SHA1', data, key)
  const {statusCode, body: answer} = await pool.request({
    path,
    method: 'POST',
    headers: {'content-type': 'multipart/related'},
    body,
  })
  await answer.bytes()
  if (statusCode !== 200) throw new Error(String(statusCode))
}
const journal = await bench.journal()
const ours = async (item: PlannedItem) => {
  const [read] = await journal.items({ids: [item.id]})
  const ending = await goOn(bench, read as JournalItem)
  if (ending.error) throw ending.error
}
let at = 0
while (at + count <= planned.length) {
  const theirs = await paceOf(Array.from({length: count}), bare)
  const own = await paceOf(planned.slice(at, at + count), ours)
  at += count
  console.error(
    JSON.stringify({theirs: Math.round(theirs), own: Math.round(own), ratio: (own / theirs).toFixed(2)}),
  )
}
await pool.close()
await bench.close()
