import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, it, onTestFinished} from 'vitest'
import {type Log, logPath, openLog, rotatedLogPaths} from '../../../src/lib/log/log-file.ts'
import {readCrashes, readLog} from '../../../src/lib/log/support-folder.ts'

const clock = {now: () => Date.UTC(2026, 2, 1), monotonic: () => 0, sleep: async () => undefined}

function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-log-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  return join(folder, 'log')
}

const open = (folder: string): Log => openLog({folder, clock, commandId: 'document:submit', version: '9.9.9'})

it('writes one JSON line per fact, for the user alone', () => {
  const folder = workFolder()
  open(folder).note('failure', {code: 'DMP_BUSY', exit: 7})
  expect(JSON.parse(readFileSync(logPath(folder), 'utf8'))).toEqual({
    ts: '2026-03-01T00:00:00.000Z',
    pid: process.pid,
    version: '9.9.9',
    command: 'document:submit',
    what: 'failure',
    code: 'DMP_BUSY',
    exit: 7,
  })
  expect(statSync(logPath(folder)).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

it('masks what a fact should never have held', () => {
  const folder = workFolder()
  open(folder).note('call', {text: 'patient 265059999900141, <given>ADELE</given>'})
  const text = readFileSync(logPath(folder), 'utf8')
  expect(text).not.toMatch(/265059999900141|ADELE/)
  expect(() => JSON.parse(text)).not.toThrow()
})

it('begins a new file past 2 MiB and keeps five old ones, the oldest forgotten', () => {
  const folder = workFolder()
  const big = 'x'.repeat(2 * 1024 * 1024 + 1)
  for (let round = 1; round <= 8; round += 1) {
    mkdirSync(folder, {recursive: true})
    writeFileSync(logPath(folder), `${round}${big}`, {mode: 0o600})
    open(folder).note('start')
  }
  expect(readdirSync(folder).sort()).toEqual([
    'dmp.log',
    'dmp.log.1',
    'dmp.log.2',
    'dmp.log.3',
    'dmp.log.4',
    'dmp.log.5',
  ])
  const first = rotatedLogPaths(folder).map((path) => readFileSync(path, 'utf8').slice(0, 1))
  expect(first).toEqual(['{', '8', '7', '6', '5', '4'])
  for (const path of rotatedLogPaths(folder)) expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('keeps a log of just 2 MiB', () => {
  const folder = workFolder()
  mkdirSync(folder, {recursive: true})
  writeFileSync(logPath(folder), 'x'.repeat(2 * 1024 * 1024))
  open(folder).note('start')
  expect(readdirSync(folder)).toEqual(['dmp.log'])
})

it('says nothing when its folder cannot be made or written', () => {
  const folder = workFolder()
  writeFileSync(folder, 'a file where the folder should be')
  expect(() => open(folder).note('start')).not.toThrow()
})

it('is read back across its files: last lines, and how often each error ended a command', async () => {
  const folder = workFolder()
  open(folder).note('failure', {code: 'DMP_BUSY', exit: 7})
  open(folder).note('failure', {code: 'DMP_USAGE', exit: 2})
  writeFileSync(`${logPath(folder)}.1`, readFileSync(logPath(folder)))
  writeFileSync(logPath(folder), 'not ours, of 265059999900141\n{"what":"failure","code":"<script>"}\n')
  open(folder).note('failure', {code: 'DMP_BUSY', exit: 7})
  const {files, lines, failures} = await readLog(folder, 3)
  expect(files.map(({name}) => name)).toEqual(['dmp.log.1', 'dmp.log'])
  expect(lines).toHaveLength(3)
  expect(lines[0]).toBe('not ours, of •••')
  expect(failures).toEqual({DMP_BUSY: 2, DMP_USAGE: 1})
  expect(await readLog(join(folder, 'nowhere'), 3)).toEqual({files: [], lines: [], failures: {}})
})

it('shows the newest crash file, masked once more', async () => {
  const folder = workFolder()
  expect(await readCrashes(folder)).toEqual({files: [], last: null})
  mkdirSync(folder, {recursive: true})
  writeFileSync(join(folder, '2026-03-01.txt'), 'the crash of 265059999900141')
  const {files, last} = await readCrashes(folder)
  expect(files.map(({name, size}) => [name, size])).toEqual([['2026-03-01.txt', 28]])
  expect(last).toBe('the crash of •••')
})
