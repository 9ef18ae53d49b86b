/** A restoration through the program: whose copy it takes, and what every command says while it is unfinished. */
import {copyFileSync, existsSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {openFastDesk, submitted} from './batch-desk.ts'
import {damageJournal, journalFile} from './batch-desk-journal.ts'
import type {Desk} from './desk.ts'

let desk: Desk
let copy: string
let run: string
beforeAll(async () => {
  desk = await openFastDesk()
  run = await submitted(desk, 'g', 1)
  copy = join(desk.sandbox.home, 'copy.db')
  expect((await desk.json(['journal', 'backup', copy])).code).toBe(0)
  await desk.json(['batch', 'hold', 'add', 'ipp', 'IPP-1', '--reason', 'opposition'])
})
afterAll(() => desk.sandbox.remove())

const restoring = (file = copy, ...more: string[]) =>
  desk.json(['journal', 'restore', file, '--yes', '--confirm', 'sandbox', ...more])

it('refuses the copy of another structure, and leaves the journal', async () => {
  damageJournal(desk)
  const {answer} = await desk.json(['journal', 'restore', copy, '--yes', '--confirm', 'sandbox'], {
    env: {DMP_STRUCTURE_FINESS_EG: '999999998'},
  })
  expect(answer.error).toMatchObject({code: 'DMP_JOURNAL_OID_ROOT'})
  expect(answer.error?.message).toContain('999999998')
  expect((await desk.json(['batch', 'hold', 'list'])).stdout).toContain('opposition')
})

it('says in every command that it is unfinished, until the same one is run again', async () => {
  const path = journalFile(desk)
  const aside = `${path}.20260302091500`
  // As it stands between two renames.
  const mark = {version: 1, copy, part: `${path}.part`, aside, later: aside, missing: 0, forked: false}
  copyFileSync(copy, mark.part)
  writeFileSync(`${path}.restoring`, JSON.stringify(mark), {mode: 0o600})
  renameSync(path, aside)
  for (const args of [
    ['batch', 'status'],
    ['batch', 'status', run],
    ['batch', 'worker', '--until-empty'],
    ['batch', 'hold', 'list'],
    ['journal', 'check'],
    ['journal', 'backup', join(desk.sandbox.home, 'other.db')],
    ['trace', 'summary'],
  ]) {
    const {answer} = await desk.json(args)
    expect([args, answer.error?.code]).toEqual([args, 'DMP_JOURNAL_DAMAGED'])
    expect(answer.error?.suggestions.join(' ')).toContain(`dmp journal restore ${copy}`)
  }
  expect(existsSync(path)).toBe(false)
  const another = join(desk.sandbox.home, 'another.db')
  copyFileSync(copy, another)
  expect((await restoring(another)).answer.error?.code).toBe('DMP_JOURNAL_DAMAGED')
  rmSync(another)
  // The copy itself is not needed any more.
  renameSync(copy, `${copy}-gone`)
  // Nor is its path told in the same words.
  const link = join(desk.sandbox.home, 'link')
  symlinkSync(desk.sandbox.home, link)
  const {answer, code} = await restoring(join(link, 'copy.db'))
  expectValid(answer)
  expect([code, answer.data]).toMatchObject([0, {aside, brought: {holds: 1}, forked: false, accounted: true}])
  expect((await desk.json(['batch', 'hold', 'list'])).stdout).toContain('opposition')
  const check = await desk.json(['journal', 'check'])
  expectValid(check.answer)
  expect(check.code).toBe(0)
})
