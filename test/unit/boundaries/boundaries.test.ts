import {existsSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
// @ts-expect-error a script without types
import {findViolations, importsOf, readImports, unknownFolders} from '../../../scripts/boundaries.mjs'

interface Import {
  readonly to: string
  readonly typeOnly: boolean
  readonly lazy: boolean
}

const root = resolve(import.meta.dirname, '../../..')
const from = (file: string, text: string): Import[] => importsOf(file, text)
const violations = (files: Record<string, string>): string[] =>
  findViolations(new Map(Object.entries(files).map(([file, text]) => [file, from(file, text)])))

describe('the reader of imports', () => {
  it('sees every form of an import, types included', () => {
    const text = `import type {A} from './a.ts'
import {type B, type C} from './b.ts'
import D, {type E} from './d.ts'
import * as f from 'node:fs'
import './side.ts'
export {g} from './g.ts'
export type {H} from './h.ts'
export * from './i.ts'
import {
  j,
} from '../j.ts'
const k = () => import('./k.ts')
// import {no} from './comment.ts'
/* import {no} from './block.ts' */
const text = "import {no} from './string.ts'"
`
    expect(from('src/x/y.ts', text)).toEqual([
      {to: 'src/x/a.ts', typeOnly: true, lazy: false},
      {to: 'src/x/b.ts', typeOnly: true, lazy: false},
      {to: 'src/x/d.ts', typeOnly: false, lazy: false},
      {to: 'node:fs', typeOnly: false, lazy: false},
      {to: 'src/x/g.ts', typeOnly: false, lazy: false},
      {to: 'src/x/h.ts', typeOnly: true, lazy: false},
      {to: 'src/x/i.ts', typeOnly: false, lazy: false},
      {to: 'src/j.ts', typeOnly: false, lazy: false},
      {to: 'src/x/side.ts', typeOnly: false, lazy: false},
      {to: 'src/x/k.ts', typeOnly: false, lazy: true},
    ])
  })

  it('misses no import that the bundler follows', () => {
    const meta = join(root, 'dist/meta.json')
    // The one file that the bundler takes in place of another.
    const instead = new Map([
      ['src/lib/ui/messages/spoken-catalogue.ts', 'src/lib/ui/messages/catalogues.ts'],
    ])
    expect(existsSync(meta)).toBe(true)
    const inputs: Record<string, {imports: {path: string}[]}> = JSON.parse(readFileSync(meta, 'utf8')).inputs
    const seen: Map<string, Import[]> = readImports()
    const followed = Object.entries(inputs).filter(([file]) => file.startsWith('src/') && seen.has(file))
    expect(followed.length).toBeGreaterThan(200)
    for (const [file, {imports}] of followed) {
      const own = new Set(seen.get(file)?.map(({to}) => to))
      const missed = imports
        .map(({path}) => instead.get(path) ?? path)
        .filter((path) => path.startsWith('src/') && !own.has(path))
      expect([file, missed]).toEqual([file, []])
    }
  })
})

describe('the rules', () => {
  it('hold for the sources', () => {
    expect([...unknownFolders(), ...findViolations(readImports())]).toEqual([])
  })

  it.each([
    ['src/commands/a.ts', "import {b} from '../lib/cda/b.ts'", 'src/lib/cda/b.ts'],
    ['src/commands/a.ts', "import {b} from './b.ts'", 'src/commands/b.ts'],
    ['src/commands/a.ts', "import type {B} from 'node:fs'", ''],
    ['src/lib/usecases/a.ts', "import type {B} from '../journal/b.ts'", 'src/lib/journal/b.ts'],
    ['src/lib/usecases/a.ts', "import {b} from 'node:path'", ''],
    ['src/lib/cda/a.ts', "import {readFileSync} from 'node:fs'", ''],
    ['src/lib/cda/a.ts', "const b = import('../ui/b.ts')", 'src/lib/ui/b.ts'],
    ['src/lib/ports/a.ts', "import type {B} from '../keys/b.ts'", 'src/lib/keys/b.ts'],
    ['src/lib/errors/a.ts', "import type {B} from '../cda/b.ts'", 'src/lib/cda/b.ts'],
    ['src/lib/keys/a.ts', "import type {B} from '../usecases/b.ts'", 'src/lib/usecases/b.ts'],
    ['src/lib/ui/a.ts', "import {b} from '../usecases/b.ts'", 'src/lib/usecases/b.ts'],
    ['src/lib/ui/a.ts', "import type {B} from '../transport/b.ts'", 'src/lib/transport/b.ts'],
    ['src/lib/sandbox/a.ts', "import type {B} from '../xml/b.ts'", 'src/lib/xml/b.ts'],
    ['src/lib/soap/a.ts', "import {SaxesParser} from 'saxes'", ''],
    ['src/base-command.ts', "import {b} from './lib/journal/b.ts'", 'src/lib/journal/b.ts'],
  ])('refuse %s: %s', (file, text, other) => {
    expect(violations({[file]: text, ...(other ? {[other]: ''} : {})})).toHaveLength(1)
  })

  it.each([
    ['src/lib/ui/a.ts', "import type {B} from '../usecases/b.ts'", 'src/lib/usecases/b.ts'],
    ['src/lib/sandbox/a.ts', "import {b} from '../ids/b.ts'", 'src/lib/ids/b.ts'],
    ['src/lib/keys/a.ts', "import {b} from '../pki/b.ts'", 'src/lib/pki/b.ts'],
    ['src/context.ts', "import {b} from './lib/journal/b.ts'", 'src/lib/journal/b.ts'],
  ])('allow %s: %s', (file, text, other) => {
    expect(violations({[file]: text, [other]: ''})).toEqual([])
  })

  it('name a cycle, also one of types alone', () => {
    const found = violations({
      'src/lib/cda/a.ts': "import type {B} from './b.ts'",
      'src/lib/cda/b.ts': "import {c} from './c.ts'",
      'src/lib/cda/c.ts': "import {a} from './a.ts'",
    })
    expect(found).toEqual([
      'cycle: src/lib/cda/a.ts → src/lib/cda/b.ts → src/lib/cda/c.ts → src/lib/cda/a.ts',
    ])
  })

  it('name an import of a file that is not there', () => {
    expect(violations({'src/lib/cda/a.ts': "import {b} from './b.ts'"})).toEqual([
      'src/lib/cda/a.ts → src/lib/cda/b.ts: no such file',
    ])
  })
})
