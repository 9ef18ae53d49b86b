// Import boundaries and cycles, read from the sources themselves so that type-only imports count too (a bundler and
// JavaScript-based tools drop them). Exits 1 and names each forbidden import.
import {globSync, readdirSync, readFileSync} from 'node:fs'
import {dirname, join, posix, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {layers, rules} from './boundaries/rules.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
/** Fewer files than this means that the checker looked in the wrong place. */
const FEWEST = 300

const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g
const clause = /(?:^|[;\n}])\s*(import|export)\b(\s+type\b)?([^'"`;=]*?)\bfrom\s*(['"])([^'"\n]+)\4/g
const bare = /(?:^|[;\n])\s*import\s*(['"])([^'"\n]+)\1/g
const called = /\bimport\s*\(\s*(['"])([^'"\n]+)\1\s*\)/g

/** What a file imports: `{to, typeOnly, lazy}`; `to` is a path of the project or the name of a module. */
export function importsOf(file, text) {
  const code = text.replace(comments, '')
  const named = ({3: names, 2: type}) =>
    Boolean(type) || (/^\s*\{/.test(names) && names.replace(/[{}\s]/g, '') !== '' && allTypes(names))
  return [
    ...[...code.matchAll(clause)].map((found) => ({to: found[5], typeOnly: named(found), lazy: false})),
    ...[...code.matchAll(bare)].map((found) => ({to: found[2], typeOnly: false, lazy: false})),
    ...[...code.matchAll(called)].map((found) => ({to: found[2], typeOnly: false, lazy: true})),
  ].map((found) => ({...found, to: target(file, found.to)}))
}

function allTypes(names) {
  const each = names.replace(/[{}]/g, '').split(',')
  return each.map((name) => name.trim()).every((name) => name === '' || name.startsWith('type '))
}

function target(file, specifier) {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier
}

/** Every import of `src`, by file. */
export function readImports(folder = root) {
  const files = globSync('src/**/*.ts', {cwd: folder}).map((file) => file.replaceAll('\\', '/'))
  return new Map(
    files.sort().map((file) => [file, importsOf(file, readFileSync(join(folder, file), 'utf8'))]),
  )
}

/** Sentences for each import that a rule forbids, each unknown file, and each cycle. */
export function findViolations(imports) {
  const found = []
  for (const [file, list] of imports) {
    for (const {to, typeOnly} of list) {
      if (to.startsWith('src/') && !imports.has(to)) found.push(`${file} → ${to}: no such file`)
      for (const rule of rules) {
        if (rule.types === 'allowed' && typeOnly) continue
        if (rule.from.test(file) && rule.to.test(to) && !rule.but?.test(to))
          found.push(`${file} → ${to}: ${rule.name}`)
      }
    }
  }
  return [...found, ...cycles(imports)]
}

/** Import cycles; those through a lazy `import()` cannot bite at load time and are left out. */
function cycles(imports) {
  const done = new Set()
  const found = []
  const visit = (file, path) => {
    const at = path.indexOf(file)
    if (at >= 0) return void found.push(`cycle: ${[...path.slice(at), file].join(' → ')}`)
    if (done.has(file)) return
    for (const {to, lazy} of imports.get(file) ?? []) if (!lazy && imports.has(to)) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
  return found
}

/** Folders of src/lib that belong to no layer, or to one that is not there. */
export function unknownFolders(folder = root) {
  const known = Object.values(layers).flatMap((names) => names.split(' '))
  const there = readdirSync(join(folder, 'src/lib'))
  return [
    ...there.filter((name) => !known.includes(name)).map((name) => `src/lib/${name}: belongs to no layer`),
    ...known
      .filter((name) => !there.includes(name))
      .map((name) => `src/lib/${name}: named as a layer, not there`),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const imports = readImports()
  const edges = [...imports.values()].reduce((sum, list) => sum + list.length, 0)
  const problems = [...unknownFolders(), ...findViolations(imports)]
  if (imports.size < FEWEST) problems.push(`only ${imports.size} files seen, at least ${FEWEST} expected`)
  for (const problem of problems) process.stdout.write(`${problem}\n`)
  process.stdout.write(`${imports.size} files, ${edges} imports, ${problems.length} violations\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
