/** Plans made by the built program: killed and continued, held, sorted, then sent to a running sandbox. */
import {existsSync, globSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({env: {DMP_LIMITS_SUBMIT_PER_SECOND: '50'}})
})
afterAll(() => desk.sandbox.remove())

function backlog(folder: string, count: number, more: (at: number) => object = () => ({})): string {
  const rows = Array.from({length: count}, (_, at) => {
    desk.write(`${folder}/${at}.txt`, `Backlog ${folder}, number ${at}\n`)
    return {...desk.row(`${at}.txt`), source_id: `${folder}-${at}`, venue: `V${at}`, ...more(at)}
  })
  return desk.manifest(folder, rows)
}

const plan = (manifest: string, ...more: string[]) =>
  desk.json(['batch', 'plan', manifest, '--visible', '--settle', '0', ...more])

const walSize = () =>
  globSync('journals/*/*.sqlite-wal', {cwd: join(desk.sandbox.home, 'state')})
    .map((path) => readFileSync(join(desk.sandbox.home, 'state', path)).length)
    .reduce((sum, size) => sum + size, 0)

describe('a plan killed at any moment', () => {
  it('is continued by the same command, and each document is planned once', async () => {
    const manifest = backlog('killed', 450)
    const args = ['batch', 'plan', manifest, '--visible', '--settle', '0', '--quiet']
    let killed = 0
    for (let kill = 1; kill <= 3; kill++) {
      const before = walSize()
      const run = await desk.text(args, {
        during: (child) => {
          void (async () => {
            // The journal grows with each chunk of rows.
            for (let round = 0; round < 2000 && walSize() < before + kill * 60_000; round++) await pause(5)
            child.kill('SIGKILL')
          })()
        },
      })
      if (run.code !== null) break
      killed += 1
    }
    expect(killed).toBeGreaterThan(0)
    const {answer} = await plan(manifest)
    expectValid(answer)
    expect(answer.data.account.read).toBe(450)
    // Had the last kill come too late, its documents would be left out as planned already.
    expect(answer.data.account.ready + answer.data.account.excluded).toBe(450)
    const items = await desk.items()
    const mine = items.filter(({sourceId}) => sourceId?.startsWith('killed-'))
    expect(mine).toHaveLength(450)
    expect(new Set(mine.map(({sourceSha256}) => sourceSha256)).size).toBe(450)
  }, 120_000)
})

describe('a plan and its sending', () => {
  it('goes from a folder to the DMP, and what is held meanwhile stays', async () => {
    const manifest = backlog('sent', 4, (at) => (at === 2 ? {unit: 'PSY'} : {}))
    const out = join(desk.sandbox.home, 'plan-sent')
    const planned = await plan(manifest, '--out', out)
    expectValid(planned.answer)
    expect(planned.answer.data.account).toMatchObject({read: 4, ready: 4})
    expect(existsSync(join(out, 'plan.csv'))).toBe(true)
    const held = await desk.json(['batch', 'hold', 'add', 'unit', 'PSY', '--reason', 'CME'])
    expectValid(held.answer)
    await desk.json(['batch', 'submit', out])
    const items = (await desk.items()).filter(({sourceId}) => sourceId?.startsWith('sent-'))
    expect(items.map(({state}) => state)).toEqual(['accepted', 'accepted', 'held', 'accepted'])
    expect(items[2]?.cause).toBe('DMP_HELD')
    const kept = (await desk.sandbox.inspect()).map(({uniqueId}) => uniqueId)
    expect(items.map(({documentUniqueId}) => kept.includes(documentUniqueId))).toEqual([
      true,
      true,
      false,
      true,
    ])
    await desk.json(['batch', 'hold', 'lift', 'unit', 'PSY'])
    // Planned again, what was sent is left out.
    const again = await plan(manifest)
    expect(again.answer.data.account).toMatchObject({read: 4, ready: 0, excluded: 4})
    expect(again.answer.data.reasons.map(({reason}: {reason: string}) => reason).toSorted()).toEqual([
      'already-planned',
      'already-sent',
    ])
  })

  it('tells the person what becomes of each line, in French', async () => {
    const manifest = backlog('told', 3, (at) => (at === 1 ? {type_code: '99999-9'} : {}))
    const run = await desk.text(['batch', 'plan', manifest, '--visible', '--settle', '0', '--quiet'], {
      env: {LANG: 'fr_FR.UTF-8'},
    })
    expect(run.code).toBe(10)
    expect(run.stdout).toContain('3 lus = 2 prêts + 0 mis en attente + 1 rejetés + 0 écartés')
    expect(run.stdout).toMatch(/rejeté\s+1\s+le code « 99999-9 »/)
    expect(run.stdout).toMatch(/Ensuite : dmp batch submit \d{8}-[a-z0-9]{4}/)
    expect(run.stdout).not.toMatch(/\{\w+\}|undefined/)
  })

  it('holds, lists and lifts under the same words, on the journal that is named', async () => {
    const file = join(desk.sandbox.home, 'held.txt')
    writeFileSync(file, 'held')
    const path = join(desk.sandbox.home, 'other', 'journal.db')
    // A root of OIDs serves one journal.
    const there = {env: {DMP_IDS_OID_ROOT: '1.2.250.1.213.1.4.77'}}
    const on = (...words: string[]) => desk.json([...words, '--journal', path], there)
    const listed = async () => (await on('batch', 'hold', 'list')).answer.data.holds.length
    for (const words of [
      ['file', file],
      ['document', '2.25.77'],
      ['patient', 'IPP-77'],
    ]) {
      expect((await on('batch', 'hold', 'add', ...words, '--reason', 'litige')).code).toBe(0)
      expect(await listed()).toBe(1)
      const lifted = await on('batch', 'hold', 'lift', ...words)
      expectValid(lifted.answer)
      expect(await listed()).toBe(0)
    }
    expect((await on('journal', 'check')).answer.data).toMatchObject({path, faults: []})
    const copy = join(desk.sandbox.home, 'copy.db')
    expect((await on('journal', 'backup', copy)).answer.data).toEqual({path, copy})
  })

  it('does not know a plan that was never made', async () => {
    const {answer} = await desk.json(['batch', 'submit', '20260302-none'])
    expect(answer.error?.code).toBe('DMP_BATCH_NOT_FOUND')
  })
})

describe('rules for the commission', () => {
  it('are written as a file to adapt, then shown as one page that needs nothing else', async () => {
    const file = join(desk.sandbox.home, 'rules.yaml')
    const page = join(desk.sandbox.home, 'rules.html')
    const proposed = await desk.json(['batch', 'rules', '--write', file])
    expectValid(proposed.answer)
    expect(proposed.answer.data).toMatchObject({file: null, written: [file]})
    const shown = await desk.json(['batch', 'rules', '--rules', file, '--html', page])
    expectValid(shown.answer)
    expect(shown.answer.data).toMatchObject({file, recorded: true, written: [page]})
    const html = readFileSync(page, 'utf8')
    expect(html).toContain(shown.answer.data.sha256)
    for (const {name} of shown.answer.data.rules) expect(html).toContain(`<strong>${name}</strong>`)
    expect(html).not.toMatch(/<script|src=|https?:\/\//)
    const text = await desk.text(['batch', 'rules', '--rules', file], {env: {LANG: 'en_GB.UTF-8'}})
    expect([text.code, text.stderr]).toEqual([0, ''])
    expect(text.stdout).toContain('title with one of')
    expect(text.stdout).not.toMatch(/\{\w+\}|rules\.\w+\./)
  })
})
