import {existsSync, mkdirSync, readFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'

const home = makeHome()
const {env} = home
const at = (name: string): string => join(home.path, name)
beforeAll(async () => {
  const made = await runJson(['sandbox', 'init', '--dir', at('box'), '--all-establishments'], {env})
  expect(made.answer.error).toBeNull()
})
afterAll(() => home.remove())

/** Waits for a condition another process brings about. */
async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; round < 600 && !holds(); round++) await new Promise((done) => setTimeout(done, 50))
}

describe('dmp sandbox init', () => {
  it('makes profiles that config check has nothing to correct in', async () => {
    for (const profile of ['sandbox', 'sandbox-second', 'sandbox-site']) {
      const {answer} = await runJson(['config', 'check', '--profile', profile], {env})
      expect(
        answer.data.findings?.filter((one: {severity: string}) => one.severity === 'error') ?? [],
      ).toEqual([])
      expect(answer.exitCode, profile).toBe(0)
    }
  })

  it('says that a folder or a profile is taken', async () => {
    const again = await runJson(['sandbox', 'init', '--dir', at('box'), '--force'], {env})
    expect(again.answer.error?.code).toBe('DMP_SANDBOX_FOLDER_TAKEN')
    const other = await runJson(['sandbox', 'init', '--dir', at('other')], {env})
    expect(other.answer.error?.code).toBe('DMP_FILE_EXISTS')
    expect(existsSync(at('other'))).toBe(false)
  })
})

describe('dmp sandbox start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'listens, writes its ready file and ends cleanly on %s',
    async (signal) => {
      const readyFile = at(`ready-${signal}.json`)
      const args = ['sandbox', 'start', '--dir', at('box'), '--port', '0', '--ready-file', readyFile]
      const run = await runDmp(args, {
        env,
        during: (child) => void until(() => existsSync(readyFile)).then(() => child.kill(signal)),
      })
      const ready = JSON.parse(readFileSync(readyFile, 'utf8'))
      expect(run.code).toBe(0)
      expect(run.stdout).toContain(ready.url)
      await expect(fetch(`${ready.control}/counters`)).rejects.toThrow()
    },
  )

  it('answers one JSON document at the end', async () => {
    const readyFile = at('ready-json.json')
    const args = ['sandbox', 'start', '--dir', at('box'), '--port', '0', '--ready-file', readyFile]
    const run = await runJson(args, {
      env,
      during: (child) => void until(() => existsSync(readyFile)).then(() => child.kill('SIGTERM')),
    })
    expect(run.answer).toMatchObject({ok: true, exitCode: 0, data: {counters: {calls: 0}}})
  })

  it('names a fault it does not know, a folder that is none and a port that is taken', async () => {
    const fault = await runJson(
      ['sandbox', 'start', '--dir', at('box'), '--port', '0', '--fault', 'nonsense'],
      {env},
    )
    expect(fault.answer.error?.code).toBe('DMP_SANDBOX_FAULT_INVALID')
    const folder = await runJson(['sandbox', 'start', '--dir', at('nowhere')], {env})
    expect(folder.answer.error?.code).toBe('DMP_SANDBOX_NOT_INITIALISED')
    const taken = createServer()
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
    const {port} = taken.address() as {port: number}
    const busy = await runJson(['sandbox', 'start', '--dir', at('box'), '--port', String(port)], {env})
    taken.close()
    expect(busy.answer.error?.code).toBe('DMP_SANDBOX_NOT_LISTENING')
  })
})

describe('dmp sandbox inspect', () => {
  it('lists patients, masked unless asked otherwise', async () => {
    const masked = await runJson(['sandbox', 'inspect', '--dir', at('box')], {env})
    expect(masked.answer.data.documents).toEqual([])
    expect(JSON.stringify(masked.answer.data)).not.toContain('265059999900141')
    const shown = await runDmp(['sandbox', 'inspect', '--dir', at('box'), '--show-patients'], {env})
    expect(shown.stdout).toContain('265059999900141')
  })

  it('says that there is no registry', async () => {
    mkdirSync(at('empty'))
    const none = await runJson(['sandbox', 'inspect', '--data', at('empty')], {env})
    expect(none.answer.error?.code).toBe('DMP_SANDBOX_NOT_INITIALISED')
  })
})
