import {spawnSync} from 'node:child_process'
import {
  copyFileSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {judge} from '../../soak/judge.ts'
import {between, freshSeed, seeded} from '../../soak/random.ts'
import {untilDone} from '../../soak/until-done.ts'
import {backlogRows, openFastDesk, plannedRows, standing} from '../batch-desk.ts'
import type {Desk} from '../desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk.sandbox.remove())

const DOCUMENTS = 12

/** A backlog of which a part has been sent, and the files of the journal with nobody at them. */
async function halfway(name: string) {
  const before = await standing(desk)
  const run = await plannedRows(desk, name, backlogRows(desk, name, DOCUMENTS))
  await desk.json(['batch', 'submit', run, '--max-items', '4'])
  return {run, before}
}

function journalPath(): string {
  const state = join(desk.sandbox.home, 'state')
  const [path = ''] = globSync('journals/sandbox/*.{db,sqlite}', {cwd: state})
  return join(state, path)
}

/** The journal set aside whole, to be put back. */
function setAside(): () => void {
  const path = journalPath()
  const copy = `${path}.aside`
  copyFileSync(path, copy)
  return () => {
    for (const extra of ['', '-wal', '-shm']) rmSync(path + extra, {force: true})
    copyFileSync(copy, path)
  }
}

const completed = async (run: string, before: number) => {
  await untilDone(desk, run)
  return judge(desk, {run, documents: DOCUMENTS, before})
}

describe('a journal damaged in the middle of a backlog', () => {
  it('truncated is refused, nothing leaves, and put back it goes on', async () => {
    const {run, before} = await halfway('truncated')
    const putBack = setAside()
    const sent = await standing(desk)
    truncateSync(journalPath(), Math.floor(readFileSync(journalPath()).length / 3))
    const {answer, code} = await desk.json(['batch', 'resume', run])
    expect(code).toBe(4)
    expect(answer.error?.code).toBe('DMP_JOURNAL_DAMAGED')
    expect((await desk.json(['journal', 'check'])).code).not.toBe(0)
    expect(await standing(desk)).toBe(sent)
    putBack()
    expect(await completed(run, before)).toEqual([])
  })

  it('with bytes turned is told by journal check or harms nothing, and put back it goes on', async () => {
    const {run, before} = await halfway('flipped')
    const putBack = setAside()
    const sent = await standing(desk)
    const whole = readFileSync(journalPath())
    const seed = freshSeed()
    const draw = seeded(seed)
    let told = 0
    for (let turn = 0; turn < 8; turn++) {
      const bytes = Buffer.from(whole)
      const at = between(draw, 100, bytes.length - 1)
      bytes[at] = (bytes[at] ?? 0) ^ 0x55
      writeFileSync(journalPath(), bytes)
      for (const extra of ['-wal', '-shm']) rmSync(journalPath() + extra, {force: true})
      const {code, answer} = await desk.json(['journal', 'check'])
      if (code !== 0) told += 1
      // Unused space of a page is nobody's.
      else expect(answer.data.faults ?? [], `seed ${seed}, turn ${turn}`).toEqual([])
    }
    expect(told, `seed ${seed}`).toBeGreaterThan(0)
    expect(await standing(desk)).toBe(sent)
    putBack()
    expect(await completed(run, before)).toEqual([])
  })

  it('replaced by an older copy is told, and doubles nothing in the DMP', async () => {
    const {run, before} = await halfway('older')
    const putBack = setAside()
    await untilDone(desk, run)
    expect(await standing(desk)).toBe(before + DOCUMENTS)
    putBack()
    const check = await desk.json(['journal', 'check'])
    expect(check.code).not.toBe(0)
    expect(JSON.stringify(check.answer.data ?? check.answer.error)).toMatch(/tail/)
    await desk.json(['batch', 'resume', run, '--wait', '1s'])
    const held = await desk.sandbox.inspect()
    expect(new Set(held.map(({uniqueId}) => uniqueId)).size).toBe(held.length)
    expect(await standing(desk)).toBe(before + DOCUMENTS)
  })
})

/** A disk of its own for the journal, when this account may mount one. */
function mounted(
  name: string,
  size: string,
): {path: string; remount(how: string): void; remove(): void} | undefined {
  const path = join(desk.sandbox.home, name)
  mkdirSync(path, {mode: 0o700})
  const mount = (...words: string[]) => spawnSync('mount', words, {encoding: 'utf8'}).status === 0
  if (!mount('-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', path)) return undefined
  return {
    path,
    remount: (how) => {
      if (!mount('-o', `remount,${how}`, path)) throw new Error(`remount ${how}`)
    },
    remove: () => {
      spawnSync('umount', ['-l', path])
    },
  }
}

const mayMount = () => {
  const probe = join(desk.sandbox.home, 'probe')
  mkdirSync(probe, {recursive: true})
  const {status} = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', probe])
  if (status === 0) spawnSync('umount', [probe])
  return status === 0
}

describe('a disk that fails in the middle of a backlog', () => {
  it.for([
    ['full', 'no space left'],
    ['read-only', 'nothing can be written'],
  ])(
    '%s: nothing leaves that is not on disk, it is told, and with the disk back it goes on',
    async ([how = ''], {skip}) => {
      if (!mayMount()) skip('needs the right to mount a small disk (tmpfs)')
      const disk = mounted(`disk-${how}`, '6m')
      if (!disk) throw new Error('no disk')
      const DMP_JOURNAL_PATH = join(disk.path, 'journal.sqlite')
      const env = {DMP_JOURNAL_PATH, DMP_STATE_DIR: join(desk.sandbox.home, `state-${how}`)}
      try {
        const before = await standing(desk)
        const rows = backlogRows(desk, `disk-${how}`, DOCUMENTS)
        const plan = await desk.json(
          ['batch', 'plan', desk.manifest(`disk-${how}`, rows), '--visible', '--settle', '0'],
          {env},
        )
        expect(plan.answer.error).toBeNull()
        const run = plan.answer.data.batchId
        await desk.json(['batch', 'submit', run, '--max-items', '4'], {env})
        const filler = join(disk.path, 'filler')
        if (how === 'full') {
          const {bavail, bsize} = statfsSync(disk.path)
          writeFileSync(filler, Buffer.alloc(Number(bavail) * Number(bsize)))
        } else disk.remount('ro')
        const sent = await standing(desk)
        const failed = await desk.json(['batch', 'resume', run, '--wait', '1ms'], {env})
        expect(failed.code).toBe(4)
        expect(failed.answer.error?.code).toMatch(/^DMP_JOURNAL_UNWRITABLE$/)
        expect(await standing(desk)).toBe(sent)
        const seen = await desk.json(['batch', 'status', run], {env})
        expect([seen.answer.error, seen.answer.data?.run.account.accepted]).toEqual([null, 4])
        expect(seen.answer.data.run.journal).toMatchObject({writable: false, atWork: false})
        const checked = await desk.json(['batch', 'status', '--check', '--max-silence', '9d'], {env})
        expect([checked.code, checked.answer.data?.check.findings]).toEqual([10, ['journal']])
        if (how === 'full') rmSync(filler)
        else disk.remount('rw')
        const {answer, code} = await desk.json(['batch', 'resume', run], {env})
        expect([answer.error, code]).toEqual([null, 0])
        expect(answer.data.account).toMatchObject({planned: DOCUMENTS, accepted: DOCUMENTS})
        expect(await standing(desk)).toBe(before + DOCUMENTS)
        expect((await desk.json(['journal', 'check'], {env})).code).toBe(0)
      } finally {
        disk.remove()
      }
    },
  )

  it('full while it sends: told at once, and it goes on by itself with room', async ({skip}) => {
    if (!mayMount()) skip('needs the right to mount a small disk (tmpfs)')
    const disk = mounted('disk-midway', '6m')
    if (!disk) throw new Error('no disk')
    const DMP_JOURNAL_PATH = join(disk.path, 'journal.sqlite')
    const DMP_STATE_DIR = join(desk.sandbox.home, 'state-midway')
    const env = {DMP_JOURNAL_PATH, DMP_STATE_DIR, DMP_LIMITS_SUBMIT_PER_SECOND: '2'}
    const filler = join(disk.path, 'filler')
    const events = join(desk.sandbox.home, 'midway.ndjson')
    try {
      const before = await standing(desk)
      const manifest = desk.manifest('disk-midway', backlogRows(desk, 'disk-midway', DOCUMENTS))
      const plan = await desk.json(['batch', 'plan', manifest, '--visible', '--settle', '0'], {env})
      const run = plan.answer.data.batchId
      const running = desk.text(['batch', 'submit', run, '--events', events], {env})
      while ((await standing(desk)) < before + 2) await sleep(100)
      // More than there is room for: the run takes its share meanwhile.
      expect(() => writeFileSync(filler, Buffer.alloc(8 << 20))).toThrow(/ENOSPC/)
      while (!readFileSync(events, 'utf8').includes('DMP_JOURNAL_UNWRITABLE')) await sleep(100)
      rmSync(filler)
      const {code, stderr} = await running
      expect(stderr).toMatch(/DMP_JOURNAL_UNWRITABLE/)
      expect(stderr).toMatch(/l’envoi reprend|sending goes on/)
      expect(code).toBe(0)
      expect(await standing(desk)).toBe(before + DOCUMENTS)
    } finally {
      disk.remove()
    }
  })
})
