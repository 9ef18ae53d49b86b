import {cpSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {sampleText} from '../support/sample-bodies.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.sandbox.control())
afterAll(() => desk.sandbox.remove())

/** Documents in the registry; a doubled one shows as one too many. */
const held = async () => (await desk.sandbox.inspect()).length

const manifestOf = (folder: string, count: number) =>
  desk.manifest(
    folder,
    Array.from({length: count}, (_, n) => {
      desk.write(`${folder}/line-${n}.txt`, sampleText(`${folder} ${n}`))
      return desk.row(`line-${n}.txt`)
    }),
  )

const sending = (manifest: string) => ['document', 'submit', '--manifest', manifest, '--visible']

/** Waits until the sandbox has been called `more` times since. */
async function calls(since: number, more: number): Promise<void> {
  while ((await desk.sandbox.counters()).calls < since + more) await pause(20)
}

describe('two terminals at once', () => {
  it('send one file once, five times over', async () => {
    for (let round = 0; round < 5; round++) {
      const before = await held()
      const args = desk.submitArgs(desk.newText())
      const ends = await Promise.all([desk.json(args), desk.json(args)])
      expect(await held()).toBe(before + 1)
      const codes = ends.map(({answer}) => answer.error?.code ?? answer.data.documents[0].state)
      expect(codes).toContain('accepted')
      expect(['DMP_ALREADY_SENT', 'DMP_ITEM_STATE']).toContain(codes.find((code) => code !== 'accepted'))
      expect((await desk.json(args)).answer.error?.code).toBe('DMP_ALREADY_SENT')
      expect(await held()).toBe(before + 1)
    }
  })

  it('send one file once more with --again, not twice', async () => {
    const file = desk.newText()
    await desk.accepted(file)
    const before = await held()
    const args = desk.submitArgs(file, {more: ['--again']})
    await desk.sandbox.control('delay=6000,times=1,service=repository')
    const ends = await Promise.all([desk.json(args), desk.json(args)])
    expect(ends.map(({code}) => code)).toContain(0)
    expect(await held()).toBe(before + 1)
  })

  it('send each line of one manifest once, five times over', async () => {
    for (let round = 0; round < 5; round++) {
      const before = await held()
      const args = sending(manifestOf(`both-${round}`, 5))
      const ends = await Promise.all([desk.json(args), desk.json(args)])
      expect(await held()).toBe(before + 5)
      const said = ends.map(({answer}) => answer.error?.code ?? JSON.stringify(answer.data.counts)).sort()
      expect(said).toContain('{"accepted":5}')
      const other = said.find((one) => one !== '{"accepted":5}')
      expect(['DMP_JOURNAL_LOCKED', '{"duplicate":5}']).toContain(other)
    }
  })

  it('let one manifest in at a time, and single commands beside it', async () => {
    const before = await held()
    const {calls: since} = await desk.sandbox.counters()
    await desk.sandbox.control('delay=8000,times=1,service=repository')
    const args = sending(manifestOf('held-back', 3))
    const first = desk.json(args)
    await calls(since, 1)
    const second = await desk.text(args)
    expect(second.code).toBe(7)
    expect(second.stderr).toContain('DMP_JOURNAL_LOCKED')
    expect(second.stderr).toMatch(/Arrêtez l’autre envoi en masse .* ou attendez sa fin/)
    const file = desk.newText()
    const uniqueId = await desk.accepted(file, {patient: 'active-linked-2'})
    expect((await desk.json(['document', 'history', uniqueId])).code).toBe(0)
    expect(
      (await desk.json(['patient', 'status', '--patient', desk.patientFile('active-linked')])).code,
    ).toBe(0)
    expect((await desk.json([...args, '--dry-run'])).code).toBe(0)
    expect((await first).answer.data.counts).toEqual({accepted: 3})
    expect((await desk.json(args)).answer.data.counts).toEqual({duplicate: 3})
    expect(await held()).toBe(before + 4)
  })

  it('leave a document to the one that is sending it, and say so', async () => {
    const {calls: since} = await desk.sandbox.counters()
    await desk.sandbox.control('delay=6000,times=1,service=repository')
    const args = desk.submitArgs(desk.newText())
    const first = desk.json(args)
    // Status, then the feeding call that the sandbox holds back.
    await calls(since, 2)
    const second = await desk.text(args)
    expect(second.code).toBe(7)
    expect(second.stderr).toMatch(/DMP_ITEM_STATE.*en cours d’envoi par un autre processus/)
    expect((await first).answer.data.documents[0].state).toBe('accepted')
  })
})

describe('another account with the same profile', () => {
  it('gives its documents other identifiers', async () => {
    const before = await held()
    const state = mkdtempSync(join(tmpdir(), 'dmp-account-'))
    const run = {env: {DMP_STATE_DIR: state}}
    const here = await desk.accepted(desk.newText())
    const there: string[] = []
    for (let n = 0; n < 3; n++) there.push(await desk.accepted(desk.newText(), {run}))
    expect(new Set([here, ...there]).size).toBe(4)
    expect(await held()).toBe(before + 4)
    const copied = mkdtempSync(join(tmpdir(), 'dmp-account-'))
    for (const part of ['keys', 'journals']) cpSync(join(state, part), join(copied, part), {recursive: true})
    const copy = {env: {DMP_STATE_DIR: copied}}
    const more = [
      await desk.accepted(desk.newText(), {run}),
      await desk.accepted(desk.newText(), {run: copy}),
    ]
    expect(new Set([...there, ...more]).size).toBe(5)
    for (const folder of [state, copied]) rmSync(folder, {recursive: true})
  })
})

describe('documents of one episode in one lot', () => {
  const run = {env: {DMP_DOCUMENTS_GROUP: 'episode'}}
  const rowsOf = (folder: string, files: readonly string[]) =>
    files.map((file) => {
      desk.write(`${folder}/${file}`, sampleText(`${folder} ${file}`))
      return {...desk.row(file), venue: `VISIT-${folder}`}
    })

  it('sends a document that is listed twice once', async () => {
    const before = await held()
    const manifest = desk.manifest('twice', rowsOf('twice', ['a.txt', 'b.txt', 'a.txt', 'a.txt']))
    const {answer} = await desk.json(sending(manifest), run)
    const [first, second, third, fourth] = answer.data.documents
    expect(answer.data.counts).toEqual({accepted: 2, duplicate: 2})
    expect(second.submissionSetUniqueId).toBe(first.submissionSetUniqueId)
    for (const repeat of [third, fourth])
      expect(repeat).toMatchObject({
        state: 'duplicate',
        uniqueId: first.uniqueId,
        failure: {code: 'DMP_ALREADY_SENT', params: {uniqueId: first.uniqueId}},
      })
    expect(await held()).toBe(before + 2)
    expect((await desk.json([...sending(manifest), '--again'], run)).answer.data.counts).toEqual({
      accepted: 2,
      duplicate: 2,
    })
  })

  it('tells no duplicate where the lot did not arrive for sure', async () => {
    const before = await held()
    const manifest = desk.manifest('cut', rowsOf('cut', ['a.txt', 'a.txt']))
    await desk.sandbox.control('cut-after-commit,times=1,service=repository')
    expect((await desk.json(sending(manifest), run)).answer.data.counts).toEqual({unknown: 2})
    expect((await desk.json(sending(manifest), run)).answer.data.counts).toEqual({accepted: 1, duplicate: 1})
    expect(await held()).toBe(before + 1)
  })
})
