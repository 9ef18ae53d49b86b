/** Whose traces they are, what a series may leave out, and answers that do not arrive whole. */
import {spawn, spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {TraceRecord} from '../../src/lib/traces/trace-record.ts'
import {projectRoot} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
let folder: string

beforeAll(async () => {
  desk = await openDesk()
  folder = desk.folder('known')
  await desk.accepted(desk.newText())
}, 120_000)
afterAll(() => desk.sandbox.remove())

const place = (name: string) => join(folder, name)
const exportTo = (file: string, more: readonly string[], env: Record<string, string> = {}) =>
  desk.json(['trace', 'export', '--output', place(file), ...more], {env})
const linesOf = (file: string): TraceRecord[] =>
  readFileSync(place(file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceRecord)
const program = join(projectRoot, 'bin/run.js')

describe('a person asked for', () => {
  it('who is named nowhere is not answered by “none” alone', async () => {
    const {answer} = await exportTo('none.csv', [
      ...['--for-authority', '--user', '899799999999', '--from', '2026-01-01', '--to', '2099-12-31'],
    ])
    expectValid(answer)
    expect(answer.data).toMatchObject({records: 0, unknownUsers: {users: ['899799999999']}})
    expect(answer.data.unknownUsers.occurring.join(' ')).toContain('RESP0001')
    expect(answer.data.unknownUsers.withoutPerson).toBeGreaterThan(1)
    expect(answer.warnings.map(({code}: {code: string}) => code)).toContain('trace-users-unknown')
    const cover = readFileSync(`${place('none.csv')}.cover.txt`, 'utf8')
    expect(cover).toContain('PROUVE')
    expect(cover).toContain('RESP0001')
  })

  it('is found by the subject of the assertion, in every form of the file', async () => {
    const {answer} = await exportTo('resp.csv', ['--user', 'resp0001'])
    expect(answer.data.records).toBeGreaterThan(1)
    expect(answer.data.unknownUsers).toBeNull()
    const [head = '', first = ''] = readFileSync(place('resp.csv'), 'utf8').split('\r\n')
    expect(head).toMatch(/RPPS.*Assertion.*;/)
    expect(first).toContain('/RESP0001')
    await exportTo('resp.xml', ['--user', 'RESP0001'])
    expect(readFileSync(place('resp.xml'), 'utf8')).toContain('/RESP0001')
    await exportTo('resp.fhir', ['--user', 'RESP0001', '--format', 'fhir'])
    expect(readFileSync(place('resp.fhir'), 'utf8')).toContain('/RESP0001')
  })

  it('has all acts: holds, keys and exports of a series too', async () => {
    expect((await desk.json(['batch', 'hold', 'add', 'unit', 'PSY', '--reason', 'CME'])).code).toBe(0)
    expect((await desk.json(['batch', 'hold', 'lift', 'unit', 'PSY'])).code).toBe(0)
    await exportTo('acts-1.ndjson', ['--since-last', '--series', 'acts'])
    await exportTo('acts.ndjson', [])
    const without = linesOf('acts.ndjson').filter(({actor}) => actor?.os?.account === undefined)
    expect(without).toEqual([])
    await exportTo('acts.csv', ['--operation', 'hold'])
    expect(readFileSync(place('acts.csv'), 'utf8')).toContain('CME')
  })
})

describe('a series with conditions that change', () => {
  it('leaves nothing out for ever that --to left out', async () => {
    await exportTo('to-1.ndjson', ['--since-last', '--series', 'to', '--to', '2026-01-01'])
    expect(linesOf('to-1.ndjson')).toEqual([])
    await exportTo('to-2.ndjson', ['--since-last', '--series', 'to'])
    const numbers = linesOf('to-2.ndjson').map(({n}) => n)
    expect(numbers.length).toBeGreaterThan(3)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  it('is not continued for another patient', async () => {
    const of = (key: string) => desk.write(`${key}.ins`, desk.patient(key).matricule)
    const series = (file: string, key: string) =>
      exportTo(file, ['--since-last', '--series', 'one', '--ins', `@${of(key)}`])
    expect((await series('one-1.ndjson', 'active-linked')).code).toBe(0)
    const [other = ''] = [...desk.patients.keys()].filter((key) => key !== 'active-linked')
    expect((await series('one-2.ndjson', other)).answer.error?.code).toBe('DMP_TRACE_SERIES')
    expect((await series('one-3.ndjson', 'active-linked')).code).toBe(0)
    await exportTo('one.ndjson', ['--operation', 'trace-export'])
    expect(readFileSync(place('one.ndjson'), 'utf8')).not.toContain('"identities"')
  })
})

describe('the setting traces.patientId', () => {
  it('none names no patient, and lets nobody ask for more', async () => {
    const env = {DMP_TRACES_PATIENT_ID: 'none'}
    await exportTo('nobody.ndjson', ['--operation', 'submit'], env)
    expect(linesOf('nobody.ndjson').filter(({patient}) => patient)).toEqual([])
    expect((await exportTo('asked.ndjson', ['--unmask'], env)).answer.error?.code).toBe('DMP_USAGE')
  })

  it('full gives the INS and says so', async () => {
    const {answer} = await exportTo('full.ndjson', ['--operation', 'submit'], {DMP_TRACES_PATIENT_ID: 'full'})
    expect(answer.data.unmasked).toBe(true)
    expect(readFileSync(place('full.ndjson'), 'utf8')).toContain(desk.patient('active-linked').matricule)
  })
})

describe('words that nothing can meet', () => {
  it.each([
    [['--run', 'nope']],
    [['--error', 'DMP_NOPE']],
    [['--from', '2026-03-02', '--to', '2026-03-01']],
    [['--series', 'night']],
  ])('%j is refused', async (words) => {
    const {answer, code} = await exportTo('never.csv', words)
    expect([answer.error?.code, code]).toEqual(['DMP_USAGE', 2])
  })
})

it('an action that no trace tells is remarked on', async () => {
  const {answer} = await exportTo('nope.csv', ['--operation', 'nope'])
  const [told] = answer.warnings
  expect(told).toMatchObject({code: 'trace-operation-unknown'})
  expect(JSON.stringify(told)).toContain('dmp-exists')
})

describe('an answer that does not arrive whole', () => {
  it('is not told as done when its reader went away', async () => {
    const child = spawn(
      process.execPath,
      [program, 'trace', 'export', '--output', '-', '--format', 'ndjson'],
      {
        env: desk.sandbox.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    child.stdout?.destroy()
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect([code, said]).toEqual([141, ''])
  })

  it('on a full disk is an error of the file, not of the program', () => {
    const {status, stderr} = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${program}" trace export -o - > /dev/full`],
      {
        env: {...desk.sandbox.env, DMP_LANG: 'en'},
        encoding: 'utf8',
      },
    )
    expect(stderr).toContain('ENOSPC')
    expect(status).toBe(4)
  })
})
