import {existsSync, mkdirSync, readdirSync, readFileSync} from 'node:fs'
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
    const again = await runJson(['sandbox', 'init', '--dir', at('box'), '--profile', 'another'], {env})
    expect(again.answer.error?.code).toBe('DMP_SANDBOX_FOLDER_TAKEN')
    const other = await runJson(['sandbox', 'init', '--dir', at('other')], {env})
    expect(other.answer.error?.code).toBe('DMP_FILE_EXISTS')
    expect(existsSync(at('other'))).toBe(false)
  })

  it('says that it takes no argument, and not that there is no such command', async () => {
    const {answer} = await runJson(['sandbox', 'init', 'box'], {env})
    expect(answer.error).toMatchObject({code: 'DMP_USAGE', details: {kind: 'UnexpectedArgsError'}})
    const {stderr} = await runDmp(['sandbox', 'init', 'box', '--lang', 'en'], {env})
    expect(stderr).toContain('dmp sandbox init takes no argument')
    const unknown = await runJson(['sandbox', 'begin', 'box'], {env})
    expect(unknown.answer.error?.details).toMatchObject({kind: 'UnknownCommand'})
  })

  it('changes the port with --force, keeping certificates and the root of identifiers', async () => {
    const profile = at('config/profiles/sandbox.yaml')
    const certificate = at('box/server.pem')
    const root = () => /oidRoot: (.*)/.exec(readFileSync(profile, 'utf8'))?.[1]
    const before = {root: root(), certificate: readFileSync(certificate)}
    const moved = await runJson(['sandbox', 'init', '--dir', at('box'), '--port', '9443', '--force'], {env})
    expect(moved.answer.error).toBeNull()
    expect(readFileSync(profile, 'utf8')).toContain('https://localhost:9443/')
    expect({root: root(), certificate: readFileSync(certificate)}).toEqual(before)
    const kept = await runJson(['sandbox', 'init', '--dir', at('box'), '--force'], {env})
    expect(kept.answer.data.endpoint).toContain(':9443/')
    const folder = at('config/profiles')
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file), 'utf8').includes(':9443/')).toBe(file === 'sandbox.yaml')
    }
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
      expect(run.stdout).toContain(`DMP_ENDPOINTS_BASE=${ready.url}\n`)
      expect(run.stdout).toContain(`DMP_ENDPOINTS_PARAM_LPS=https://localhost:${ready.port}/param-lps\n`)
      expect(run.stdout).toContain(`--port ${ready.port} --force`)
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
    expect(run.answer.data.profilePort).not.toBe(run.answer.data.port)
  })

  it('is reached by what it says to set when it listens elsewhere than the profile says', async () => {
    const readyFile = at('ready-elsewhere.json')
    let status: Awaited<ReturnType<typeof runJson>> | undefined
    const run = await runDmp(
      ['sandbox', 'start', '--dir', at('box'), '--port', '0', '--ready-file', readyFile],
      {
        env,
        during: (child) =>
          void until(() => existsSync(readyFile)).then(async () => {
            const {url, port} = JSON.parse(readFileSync(readyFile, 'utf8'))
            const said = {
              DMP_ENDPOINTS_BASE: url,
              DMP_ENDPOINTS_PARAM_LPS: `https://localhost:${port}/param-lps`,
            }
            const args = ['patient', 'status', '--profile', 'sandbox', '--ins', '-']
            status = await runJson(args, {env: {...env, ...said}, input: '265059999900141\n'})
            child.kill('SIGTERM')
          }),
      },
    )
    expect(run.code).toBe(0)
    expect(status?.answer.error).toBeNull()
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
    expect(busy.answer.error?.suggestions.join(' ')).toMatch(/--port 0.*dmp sandbox init --port \S+ --force/)
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

  it('shows the patients of a sandbox that never ran, and says that it did not', async () => {
    const made = await runJson(['sandbox', 'init', '--dir', at('new'), '--profile', 'new'], {env})
    expect(made.answer.error).toBeNull()
    const {answer} = await runJson(['sandbox', 'inspect', '--dir', at('new'), '--show-patients'], {env})
    expect(answer.data).toMatchObject({started: false, documents: []})
    expect(JSON.stringify(answer.data.patients)).toContain('265059999900141')
    const told = await runDmp(['sandbox', 'inspect', '--dir', at('new')], {env})
    expect(told.stdout).toContain('jamais été lancé')
    expect(existsSync(at('new/data'))).toBe(false)
  })

  it('says whether a sandbox or only its registry is missing, and what makes it', async () => {
    mkdirSync(at('empty'))
    const none = await runJson(['sandbox', 'inspect', '--data', at('empty')], {env})
    expect(none.answer.error).toMatchObject({code: 'DMP_SANDBOX_NOT_INITIALISED'})
    expect(none.answer.error?.message).toContain('registre')
    expect(none.answer.error?.suggestions[0]).toContain('dmp sandbox start --data')
    const folder = await runJson(['sandbox', 'inspect', '--dir', at('empty')], {env})
    expect(folder.answer.error?.suggestions[0]).toContain('dmp sandbox init --dir')
  })
})
