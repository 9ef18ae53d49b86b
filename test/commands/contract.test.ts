import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {snapshot} from '../../scripts/docs/commands.mjs'
import {en} from '../../src/lib/ui/messages/en.ts'
import {fr} from '../../src/lib/ui/messages/fr.ts'
import {makeHome, projectRoot, runDmp, runJson} from '../support/program.ts'
import {expectValid, schemaFileOf, schemaFiles, validatorOf} from '../support/schemas.ts'

interface Described {
  readonly name: string
  readonly summary?: string
  readonly description?: string
}

interface ManifestCommand extends Described {
  readonly id: string
  readonly schema: string
  readonly enableJsonFlag: boolean
  readonly examples: readonly string[]
  readonly flags: Readonly<Record<string, Described>>
  readonly args: Readonly<Record<string, Described>>
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
  commands: Record<string, ManifestCommand>
}
const commands = Object.values(manifest.commands)
const named = commands.map((command): [string, ManifestCommand] => [command.id, command])
const shared = ['envelope.json', 'document.json', 'dmp.batch.event.1.json', 'dmp.batch.report-file.1.json']

/** Keys of texts that one of the languages lacks. */
const untold = (keys: readonly (string | undefined)[]) =>
  keys.filter((key) => !key || !fr[key]?.trim() || !en[key]?.trim())

it('keeps the commands and flags of the snapshot', () => {
  const kept = JSON.parse(readFileSync(join(projectRoot, 'command-snapshot.json'), 'utf8'))
  expect(snapshot(projectRoot)).toEqual(kept)
})

describe.each(named)('%s', (_id, command) => {
  it('publishes the schema of its answer', () => {
    if (command.enableJsonFlag) expect(() => validatorOf(command.schema)).not.toThrow()
  })

  it('has at least three examples, each a call of itself', () => {
    expect(command.examples.length).toBeGreaterThanOrEqual(3)
    const call = `dmp ${command.id.replaceAll(':', ' ')}`
    for (const example of command.examples) {
      expect(example).toContain(call)
      const flags = [...example.matchAll(/ --([a-z][a-z-]*)/g)].map(([, flag = '']) => flag)
      expect(flags.filter((flag) => !(flag in command.flags))).toEqual([])
    }
  })

  it('is described in both languages, down to each flag and argument', () => {
    const flags = Object.values(command.flags).filter(({name}) => name !== 'json')
    const args = Object.values(command.args)
    expect(untold([command.summary, 'flag.json'])).toEqual([])
    expect(untold(flags.map(({summary}) => summary))).toEqual([])
    expect(untold(args.map(({description}) => description))).toEqual([])
    expect(untold(command.description ? [command.description] : [])).toEqual([])
  })
})

it('holds no schema of a command that is no more', () => {
  const wanted = commands.filter(({enableJsonFlag}) => enableJsonFlag).map(({schema}) => schemaFileOf(schema))
  expect(schemaFiles()).toEqual([...shared, ...wanted].sort())
})

describe('answers of the built program', () => {
  const home = makeHome()
  const folder = join(home.path, 'sandbox')
  const options = {env: home.env}
  beforeAll(async () => {
    const {answer} = await runJson(['sandbox', 'init', '--dir', folder], options)
    expectValid(answer)
  })
  afterAll(() => home.remove())

  it.each([
    ['version'],
    ['version', '--verbose'],
    ['autocomplete', 'zsh'],
    ['config', 'path'],
    ['config', 'show'],
    ['config', 'show', 'structure', 'certificates'],
    ['config', 'check'],
    ['config', 'init', '--profile', 'second', '--set', 'no.such=1'],
    ['document', 'pending-reveal'],
    ['document', 'history', '2.25.1'],
    ['document', 'validate', join(projectRoot, 'README.md')],
    ['report', '--output', join(home.path, 'ticket.txt')],
    ['sandbox', 'inspect', '--dir', folder],
    ['sandbox', 'inspect', '--dir', folder, '--show-patients'],
  ])('are as published: %s', async (...args) => {
    const {answer, stderr} = await runJson(args, options)
    expectValid(answer)
    expect(stderr).toBe('')
  })

  it.each([
    [2, ['version', '--no-such-flag']],
    [2, ['no', 'such', 'command']],
    [2, ['document', 'submit', '--no-input']],
    [3, ['config', 'show', '--profile', 'absent']],
    [3, ['config', 'show', 'no.such.setting']],
  ])('are as published when they fail with %i: %s', async (exitCode, args) => {
    const {answer, code} = await runJson(args, options)
    expect(answer).toMatchObject({ok: false, exitCode, data: null, error: {exitCode}})
    expect(code).toBe(exitCode)
    if (answer.schema !== 'dmp.command/1') expectValid(answer)
  })

  it.each(['fr', 'en'])('gives every command a help page without a raw key (%s)', async (language) => {
    for (const {id} of commands) {
      const {stdout, code} = await runDmp([...id.split(':'), '--help', '--lang', language], options)
      expect([id, code]).toEqual([id, 0])
      expect(stdout).not.toMatch(/^\s*(command|flag|arg)\.[a-z]/m)
      expect(stdout).not.toMatch(/ (command|flag|arg)\.[a-z-]+(\.[a-z-]+)*$/m)
    }
  })
})

it('refuses an answer with a field that no schema describes', () => {
  const answer = {
    ...{schema: 'dmp.version/1', ok: true, exitCode: 0, warnings: [], error: null},
    data: {name: 'dmp', version: '0', undescribed: 1},
  }
  expect(() => expectValid(answer)).toThrow(/undescribed/)
  const described = {...answer, data: {name: 'dmp', version: '0'}}
  expect(() => expectValid(described)).not.toThrow()
})
