/** A journal is the same one wherever a command is started: two of them would send a document twice. */
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.sandbox.remove())
beforeEach(() => desk.sandbox.control())

describe('the same document from two working folders', () => {
  it('leaves once where the variable of the system names a relative folder', async () => {
    const env = {...desk.sandbox.env, XDG_STATE_HOME: 'st'}
    delete (env as Record<string, string>)['DMP_STATE_DIR']
    const args = desk.submitArgs(desk.newText())
    const first = await runJson(args, {env, cwd: desk.folder('cwd1')})
    expect(first.answer.data?.documents[0].state).toBe('accepted')
    const second = await runJson(args, {env, cwd: desk.folder('cwd2')})
    expect([second.code, second.answer.error?.code]).toEqual([5, 'DMP_ALREADY_SENT'])
    expect((await desk.sandbox.inspect()).length).toBe(1)
    for (const name of ['cwd1', 'cwd2']) expect(existsSync(join(desk.folder(name), 'st'))).toBe(false)
  })

  it.each([
    ['DMP_STATE_DIR', 'state'],
    ['DMP_STATE_DIR', '~/state'],
    ['DMP_CONFIG_DIR', 'config'],
    ['DMP_JOURNAL_PATH', 'journal.sqlite'],
  ])('is refused where %s is "%s", and nothing is made there', async (variable, value) => {
    const cwd = desk.folder(`refused-${variable}`)
    const {code, answer} = await desk.json(desk.submitArgs(desk.newText()), {env: {[variable]: value}, cwd})
    expect([code, answer.error?.code, answer.error?.details]).toEqual([
      3,
      'DMP_FOLDER_RELATIVE',
      {variable, value},
    ])
    expect(existsSync(join(cwd, value))).toBe(false)
  })
})

describe('every folder', () => {
  it('is absolute and the same from any working folder, whatever the variables hold', async () => {
    const home = makeHome()
    const from = async (cwd: string) => {
      mkdirSync(cwd, {recursive: true})
      const env = {HOME: home.path, XDG_STATE_HOME: 'st', XDG_CONFIG_HOME: './cf', LANG: 'C'}
      const {answer} = await runJson(['config', 'path'], {env, cwd})
      return answer.data
    }
    const [one, two] = [await from(join(home.path, 'a')), await from(join(home.path, 'b'))]
    expect(one).toMatchObject({
      stateFolder: join(home.path, '.local/state/dmp'),
      configFolder: join(home.path, '.config/dmp'),
    })
    expect(two).toEqual(one)
    home.remove()
  })

  it('is not made below a home folder that is not there, by a command that only looks', async () => {
    const home = makeHome()
    const absent = join(home.path, 'absent')
    await runDmp(['doctor', '--offline', '--no-card'], {env: {HOME: absent, LANG: 'C'}})
    expect(existsSync(absent)).toBe(false)
    home.remove()
  })
})

describe('another state folder with the same profile', () => {
  it('is refused its own journal of the root outside the sandbox, until the first one is gone', async () => {
    const folder = join(desk.sandbox.home, 'config/profiles')
    const text = readFileSync(join(folder, 'sandbox.yaml'), 'utf8')
    writeFileSync(
      join(folder, 'essai.yaml'),
      text
        .replace('environment: sandbox', 'environment: test')
        .replaceAll('https://localhost', 'https://dmp.invalid'),
    )
    const state = (name: string) => ({
      env: {DMP_PROFILE: 'essai', DMP_STATE_DIR: join(desk.sandbox.home, name)},
    })
    const args = desk.submitArgs(desk.newText())
    const first = await desk.json(args, state('state-1'))
    const kept = join(desk.sandbox.home, 'state-1/journals/essai/journal.sqlite')
    expect([first.answer.error?.code, existsSync(kept)]).toEqual(['DMP_CONNECTION_FAILED', true])
    const second = await desk.json(args, state('state-2'))
    expect([second.code, second.answer.error?.code]).toEqual([3, 'DMP_JOURNAL_OID_ROOT'])
    expect(second.answer.error?.message).toContain(kept)
    expect(existsSync(join(desk.sandbox.home, 'state-2/journals'))).toBe(false)
    rmSync(join(desk.sandbox.home, 'state-1'), {recursive: true})
    const third = await desk.json(args, state('state-2'))
    expect(third.answer.error?.code).not.toBe('DMP_JOURNAL_OID_ROOT')
  })
})
