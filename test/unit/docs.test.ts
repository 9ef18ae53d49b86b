import {existsSync, globSync, readFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {errorCatalogue} from '../../src/lib/errors/catalogue.ts'
import {columns} from '../../src/lib/manifest/columns.ts'
import {projectRoot} from '../support/program.ts'

interface ManifestCommand {
  readonly id: string
  readonly aliases: readonly string[]
  readonly flags: Readonly<Record<string, {readonly char?: string}>>
}

const {commands} = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
  commands: Readonly<Record<string, ManifestCommand>>
}
const byWords = new Map(Object.values(commands).map((one) => [one.id.replaceAll(':', ' '), one]))

const pages = globSync(['*.md', 'docs/**/*.md'], {cwd: projectRoot}).sort()
const written = pages.filter(
  (page) => !/^docs\/(errors|commands)\/|^docs\/(rules|known-answers|checks)\.md$/.test(page),
)
const read = (page: string) => readFileSync(join(projectRoot, page), 'utf8')

/** Lines of shell examples, continued ones joined, that call this program. */
function calls(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => line.match(/(?:^|\s|\()(?:npx )?dmp ([a-z].*)$/)?.[1] ?? [])
}

/** The command that words begin with, longest first, and the flags it is given. */
function parse(call: string) {
  const words = call.split(/\s+/)
  const [command] = [3, 2, 1].flatMap((length) => byWords.get(words.slice(0, length).join(' ')) ?? [])
  const flags = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.slice(2).split('=')[0] ?? '')
  return {command, flags}
}

it('finds pages and examples to look at', () => {
  expect(written.length).toBeGreaterThan(15)
  expect(calls(read('README.md')).length).toBeGreaterThan(5)
})

describe.each(written)('%s', (page) => {
  const text = read(page)

  it('links to pages that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
    const local = links.filter((target) => !/^[a-z]+:/.test(target))
    expect(local.filter((target) => !existsSync(resolve(projectRoot, dirname(page), target)))).toEqual([])
  })

  it('names source and test files that exist', () => {
    const files = [...text.matchAll(/`((?:src|test|scripts|data|schemas)\/[\w./-]+)`/g)].map(
      ([, file = '']) => file,
    )
    expect(files.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([])
  })

  it('shows calls that the program has', () => {
    const wrong = calls(text).flatMap((call) => {
      const {command, flags} = parse(call)
      if (!command) return [call]
      return flags
        .filter((flag) => flag !== 'help' && !(flag in command.flags))
        .map((flag) => `${call}: --${flag}`)
    })
    expect(wrong).toEqual([])
  })

  it('names errors that exist', () => {
    const codes = text.match(/DMP_[A-Z]+(?:_[A-Z]+)*/g) ?? []
    const variables = /^DMP_(PROFILE|LANG|CONFIG_DIR|STATE_DIR|SHARED_DATA)$/
    const known = (code: string) => code in errorCatalogue || variables.test(code)
    if (page !== 'docs/configuration.md') expect(codes.filter((code) => !known(code))).toEqual([])
  })
})

it('names files of the threat model that exist', () => {
  const rows = read('docs/threat-model.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
  const paths = rows.flatMap((row) =>
    [...row.matchAll(/`([a-z0-9-]+\/[\w./-]*)`/g)].map(([, path = '']) => path),
  )
  const found = (path: string) =>
    ['src/lib', 'test'].some((base) => existsSync(join(projectRoot, base, path)))
  expect(paths.length).toBeGreaterThan(30)
  expect(paths.filter((path) => !found(path))).toEqual([])
})

it('says the same commands in both READMEs', () => {
  const english = calls(read('README.md')).map((call) => call.replaceAll(/"[^"]*"/g, '""'))
  const french = calls(read('README.fr.md')).map((call) => call.replaceAll(/"[^"]*"/g, '""'))
  expect(french).toEqual(english)
})

it('names every command in both READMEs', () => {
  for (const page of ['README.md', 'README.fr.md']) {
    const text = read(page)
    const verbs = [...byWords.keys()].map((words) => words.split(' ').at(-1) ?? '')
    expect(verbs.filter((verb) => !new RegExp(`\\b${verb}\\b`).test(text))).toEqual([])
  }
})

it('explains every column of the manifest', () => {
  const guide = read('docs/guides/manifest.md')
  expect(Object.keys(columns).filter((column) => !guide.includes(`\`${column}\``))).toEqual([])
})

it('has a page in both languages for every error', () => {
  for (const code of Object.keys(errorCatalogue)) {
    const text = read(`docs/errors/${code}.md`)
    expect(text).toContain('## Français')
    expect(text).toContain('## English')
    expect(text).not.toMatch(/error\.DMP_/)
  }
})

it('leaves no raw message key in generated pages', () => {
  for (const page of pages.filter((one) => !written.includes(one))) {
    const raw = read(page).match(
      /(?:^|[ |])(?:command|flag|arg|rule|answer|certificate|exit|topic)\.[a-z][\w.-]*(?=$|[ |])/gim,
    )
    expect([page, raw]).toEqual([page, null])
  }
})

it('keeps decisions to one page each', () => {
  for (const page of globSync('docs/decisions/[0-9]*.md', {cwd: projectRoot})) {
    const text = read(page)
    expect([page, text.split('\n').length <= 41]).toEqual([page, true])
    for (const part of ['Context', 'Decision', 'Consequences']) expect(text).toContain(part)
  }
})
