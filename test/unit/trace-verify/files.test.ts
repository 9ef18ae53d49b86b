import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {toPem} from '../../../src/lib/pki/pem.ts'
import {textOf} from '../../../src/lib/traces/checkpoint.ts'
import {ExportChain} from '../../../src/lib/traces/export/export-chain.ts'
import {spkiOf, writeNote} from '../../../src/lib/traces/signed-note.ts'
import {verifyLines} from '../../../src/lib/ui/trace/verify-view.ts'
import {exportNote} from '../../../src/lib/usecases/trace/seal-export.ts'
import {verifyExit} from '../../../src/lib/usecases/trace/verified-traces.ts'
import {verifyTraces} from '../../../src/lib/usecases/trace/verify-traces.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'
import {screen, type VerifyDesk, verifyDesk} from './bench.ts'

let place: Workbench
let desk: VerifyDesk
let journalId: string
let folder: string
beforeEach(async () => {
  place = workbench()
  folder = mkdtempSync(join(tmpdir(), 'export-'))
  const {path, keyDir} = place.options
  desk = verifyDesk({path, keyDir, folder})
  await (await openJournal(place.options)).close()
  journalId = (await desk.verify()).journal?.journalId ?? ''
})
afterEach(() => {
  place.clear()
  rmSync(folder, {recursive: true, force: true})
})

/** Three parts of four lines, each with its checkpoint beside it. */
async function parts(): Promise<Map<string, string[]>> {
  const made = new Map<string, string[]>()
  let start: ExportChain['head'] | undefined
  for (const part of ['a', 'b', 'c']) {
    const chain = new ExportChain(start)
    const lines = [1, 2, 3, 4].map((n) => chain.line({v: 1, id: `${part}${n}`}))
    start = chain.head
    made.set(part, lines)
    put(part, lines)
    writeFileSync(desk.at(`${part}.checkpoint`), await exportNote(desk.bench, chain, journalId))
  }
  return made
}

const put = (name: string, lines: readonly string[]) =>
  writeFileSync(desk.at(name), lines.map((line) => `${line}\n`).join(''))

const verify = (files: readonly string[], checkpoints: readonly string[] = [], publicKeys: string[] = []) =>
  verifyTraces(desk.bench, {files: files.map(desk.at), checkpoints: checkpoints.map(desk.at), publicKeys})

it('finds parts sound in their order, alone or together', async () => {
  await parts()
  for (const files of [['a'], ['b'], ['c'], ['a', 'b', 'c'], ['b', 'c']]) {
    const {intact, unseen, checkpoints} = await verify(files)
    expect([files, intact, unseen]).toEqual([files, true, ['own-key', 'left-out', 'owner', 'truth']])
    expect(checkpoints.map(({verdict}) => verdict)).toEqual(files.map(() => 'holds'))
  }
})

it('names the file and the line where parts are swapped, missing or cut', async () => {
  const made = await parts()
  const first = async (files: readonly string[]) => {
    const {intact, files: found} = await verify(files)
    expect(intact).toBe(false)
    return found.map(({firstBroken}) => firstBroken)
  }
  expect(await first(['a', 'c'])).toEqual([null, {line: 1, reason: 'start'}])
  expect(await first(['b', 'a', 'c'])).toMatchObject([null, {line: 1}, {line: 1}])
  put('b', (made.get('b') ?? []).slice(0, 3))
  expect(await first(['a', 'b', 'c'])).toEqual([null, {line: 4, reason: 'cut'}, {line: 1, reason: 'start'}])
  put('b', (made.get('b') ?? []).toSpliced(1, 1))
  expect(await first(['a', 'b', 'c'])).toEqual([null, {line: 2, reason: 'missing'}, null])
})

it('says of a file without checkpoint that nothing proves it, and of a later part that its start is not seen', async () => {
  const made = await parts()
  for (const part of ['a', 'b', 'c']) rmSync(desk.at(`${part}.checkpoint`))
  expect(await verify(['a', 'b'])).toMatchObject({
    verdict: 'unproven',
    intact: false,
    files: [{proven: false}, {proven: false}],
    unseen: ['tail', 'left-out', 'owner', 'truth'],
  })
  put('a', (made.get('a') ?? []).slice(0, 2))
  expect(await verify(['a'])).toMatchObject({verdict: 'unproven'})
  expect((await verify(['b'])).files[0]?.firstBroken).toEqual({line: 1, reason: 'start'})
})

it('takes checkpoints kept elsewhere, one for each file, and no other number', async () => {
  await parts()
  expect(await verify(['a', 'b'], ['a.checkpoint', 'b.checkpoint'])).toMatchObject({intact: true})
  expect(await verify(['a', 'b'], ['b.checkpoint', 'a.checkpoint'])).toMatchObject({intact: false})
  await expect(verify(['a', 'b'], ['a.checkpoint'])).rejects.toMatchObject({code: 'DMP_USAGE'})
})

it('believes no checkpoint that another key signed', async () => {
  await parts()
  rmSync(place.options.keyDir, {recursive: true})
  expect(await verify(['a'])).toMatchObject({verdict: 'unproven', checkpoints: [{signature: 'no-key'}]})
  const other = workbench()
  await (await openJournal(other.options)).close()
  const theirs = verifyDesk({path: other.options.path, keyDir: other.options.keyDir, folder: other.folder})
  const id = (await theirs.verify()).journal?.journalId ?? ''
  const key = (await theirs.bench.checkpointKeys(id))?.current.publicKey ?? Buffer.alloc(0)
  other.clear()
  writeFileSync(desk.at('their.pem'), toPem('PUBLIC KEY', spkiOf(key)))
  expect(await verify(['a'], [], [desk.at('their.pem')])).toMatchObject({
    intact: false,
    checkpoints: [{signature: 'unknown-key'}],
  })
})

/** The public key of the journal, as it is kept elsewhere. */
async function keptKey(): Promise<string> {
  const key = (await desk.bench.checkpointKeys(journalId))?.current.publicKey ?? Buffer.alloc(0)
  writeFileSync(desk.at('kept.pem'), toPem('PUBLIC KEY', spkiOf(key)))
  return desk.at('kept.pem')
}

it('calls nothing proven that was chained anew without a key, and finds it by the key kept elsewhere', async () => {
  await parts()
  const key = await keptKey()
  expect(await verify(['a', 'b', 'c'], [], [key])).toMatchObject({verdict: 'proven', intact: true})
  const forged = new ExportChain()
  put(
    'a',
    [1, 2, 3, 4].map((n) => forged.line({v: 1, id: `forged-${n}`})),
  )
  expect(verifyExit(await verify(['a']))).toBe(10)
  rmSync(desk.at('a.checkpoint'))
  const alone = await verify(['a'])
  expect([alone.verdict, alone.files[0]?.proven, verifyExit(alone)]).toEqual(['unproven', false, 0])
  const byKey = await verify(['a'], [], [key])
  expect([byKey.verdict, byKey.intact, verifyExit(byKey)]).toEqual(['unproven', false, 10])
})

it('believes no checkpoint whose signature is any bytes, with the key or without', async () => {
  await parts()
  const key = await keptKey()
  const forged = new ExportChain()
  put(
    'a',
    [1, 2, 3, 4].map((n) => forged.line({v: 1, id: `forged-${n}`})),
  )
  const stated = textOf(forged.checkpoint(journalId, '2026-03-02T09:14:07.120Z'))
  const name = {name: `dmp-journal/${journalId}`, publicKey: Buffer.alloc(32, 1)}
  writeFileSync(desk.at('a.checkpoint'), writeNote(stated, name, Buffer.alloc(64, 7)))
  expect(verifyExit(await verify(['a'], [], [key]))).toBe(10)
  rmSync(place.options.keyDir, {recursive: true})
  const {verdict, intact} = await verify(['a'])
  expect([verdict, intact]).toEqual(['unproven', false])
  const said = verifyLines(await verify(['a']), screen).join('\n')
  expect(said).toContain('NOT PROVEN')
  expect(said).not.toMatch(/intact|✔/)
})

it('proves earlier parts by the signed part that goes on from them', async () => {
  const made = await parts()
  const key = await keptKey()
  rmSync(desk.at('a.checkpoint'))
  expect(await verify(['a', 'b'], [], [key])).toMatchObject({
    verdict: 'proven',
    files: [{proven: true}, {proven: true}],
  })
  // Without the line that the signed part goes on from, nothing is.
  put('a', (made.get('a') ?? []).slice(0, 3))
  expect(await verify(['a', 'b'], [], [key])).toMatchObject({verdict: 'broken', files: [{proven: false}, {}]})
})

it('takes no file that is no export of traces', async () => {
  for (const [name, text] of [
    ['table.csv', 'id;date\n1;2\n'],
    ['empty', ''],
    ['other.ndjson', '{"a":1}\n{"chain":{"n":"1"}}\n'],
  ] as const) {
    writeFileSync(desk.at(name), text)
    await expect(verify([name])).rejects.toMatchObject({code: 'DMP_TRACE_STORE', params: {case: 'export'}})
  }
  await expect(verify(['absent'])).rejects.toMatchObject({code: 'DMP_FILE_UNREADABLE'})
})

it('finds an emptied file by its checkpoint', async () => {
  await parts()
  put('a', [])
  expect(await verify(['a'])).toMatchObject({
    intact: false,
    files: [{lines: 0, firstBroken: {line: 1, reason: 'cut'}}],
  })
})
