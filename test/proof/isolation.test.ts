import {existsSync, globSync, readFileSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {projectRoot} from '../support/program.ts'

const sources = join(projectRoot, 'src')
const nameOf = (file: string): string => relative(sources, file)

/** Specifiers of every static or dynamic import, re-export and `new URL(…, import.meta.url)` of a text. */
function importsIn(text: string): {readonly names: readonly string[]; readonly computed: number} {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
  const patterns = [
    /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /\bimport\s*['"]([^'"]+)['"]/g,
    /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
    /\brequire\(\s*['"]([^'"]+)['"]\s*\)/g,
    /new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g,
  ]
  const names = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name))
  return {names, computed: (code.match(/\b(?:import|require)\((?!\s*['"])/g) ?? []).length}
}

interface Graph {
  /** Own modules reached, below src/. */
  readonly own: ReadonlySet<string>
  readonly packages: ReadonlySet<string>
  readonly computed: readonly string[]
}

/** Everything reached from the entry files, types included. */
function reachedFrom(entries: readonly string[]): Graph {
  const own = new Set<string>()
  const packages = new Set<string>()
  const computed: string[] = []
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (own.has(nameOf(file))) continue
    own.add(nameOf(file))
    const found = importsIn(readFileSync(file, 'utf8'))
    if (found.computed > 0) computed.push(nameOf(file))
    for (const name of found.names) {
      if (!name.startsWith('.')) packages.add(name)
      else {
        const target = resolve(dirname(file), name)
        if (!existsSync(target)) throw new Error(`${nameOf(file)} imports ${name}, which is not there`)
        waiting.push(target)
      }
    }
  }
  return {own, packages, computed}
}

const inside = globSync('lib/sandbox/**/*.ts', {cwd: sources}).map((name) => join(sources, name))
const sandbox = reachedFrom(inside)

describe('the embedded DMP', () => {
  it('shares with the client the error class and identifier types alone, however far its imports lead', () => {
    expect(inside.length).toBeGreaterThan(50)
    const outside = [...sandbox.own].filter((name) => !name.startsWith('lib/sandbox/'))
    expect(outside).toContain('lib/errors/dmp-error.ts')
    expect(outside.filter((name) => !/^lib\/(?:errors|ids)\//.test(name))).toEqual([])
  })

  it('names every module it imports in plain words', () => {
    expect(sandbox.computed).toEqual([])
  })

  it('reads XML, canonicalises and verifies with code of its own: no library of the client does it', () => {
    const libraries = [...sandbox.packages].filter((name) => !name.startsWith('node:'))
    // Certificates of the test PKI are written with it; the client reads certificates by itself.
    expect(libraries).toEqual(['node-forge'])
  })
})

describe('the client', () => {
  it('reaches the embedded DMP through its host alone', () => {
    const client = globSync(['*.ts', '!(lib)/**/*.ts', 'lib/!(sandbox)/**/*.ts'], {cwd: sources})
    const reaching = client.flatMap((name) =>
      importsIn(readFileSync(join(sources, name), 'utf8'))
        .names.filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => nameOf(resolve(sources, dirname(name), specifier)))
        .filter((target) => target.startsWith('lib/sandbox/'))
        .map((target) => `${name} → ${target}`),
    )
    expect(reaching.every((each) => /^wiring\/.* → lib\/sandbox\//.test(each))).toBe(true)
    expect(reaching).not.toEqual([])
  })
})

describe('the walk itself', () => {
  it('sees every way to import', () => {
    const text = `
      import {a} from './a.ts'
      import type {b} from './b.ts'
      export * from './c.ts'
      export {d, type e} from './d.ts'
      import './f.ts'
      const g = await import('./g.ts')
      const h = new URL('./h.js', import.meta.url)
      // import {no} from './no.ts'
      /* import {no} from './no.ts' */
      import {
        i,
      } from './i.ts'
    `
    expect([...importsIn(text).names].sort()).toEqual(
      ['a', 'b', 'c', 'd', 'f', 'g', 'i']
        .map((name) => `./${name}.ts`)
        .concat('./h.js')
        .sort(),
    )
    expect(importsIn('await import(name)').computed).toBe(1)
  })
})
