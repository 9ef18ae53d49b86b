// Joins shared parts of the bundle that are loaded together into one file. The bundler makes a part for every set of
// commands that share something, most of them tiny, and the runtime spends more on finding such a file from each of its
// importers than on its code. Entry points and parts loaded by `import()` stay files of their own.
import {globSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {basename, join, relative} from 'node:path'
import {build} from 'esbuild'

const statement = /import(?:\{([^{}]*)\}from)?"(\.{1,2}\/[^"]+)";/g

/**
 * @typedef {object} Group
 * @property {string} name of the file made
 * @property {string[]} lean entries whose parts are left alone, for they are loaded without the others
 * @property {string[]} full entries whose other parts are joined
 *
 * @param {string} folder where the bundle lies
 * @param {import('esbuild').Metafile} metafile its description, paths relative to `root`
 * @param {string} root
 * @param {Group[]} groups a part goes to the first that takes it
 */
export async function joinChunks(folder, metafile, root, groups) {
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [relative(folder, join(root, path)), output]),
  )
  const importsOf = (file) =>
    (outputs.get(file)?.imports ?? [])
      .filter(({kind, external}) => kind === 'import-statement' && !external)
      .map(({path}) => relative(folder, join(root, path)))
  const reached = (entries) => {
    const found = new Set(entries)
    for (const file of found) for (const next of importsOf(file)) found.add(next)
    return found
  }
  const entryFor = (source) => [...outputs].find(([, {entryPoint}]) => entryPoint === source)?.[0] ?? source
  const taken = new Set()
  for (const {name, lean, full} of groups) {
    const kept = reached(lean.map(entryFor))
    const joined = [...reached(full.map(entryFor))].filter(
      (file) => !kept.has(file) && !taken.has(file) && !outputs.get(file)?.entryPoint,
    )
    for (const file of joined) taken.add(file)
    const parts = joined.map((file, index) => ({
      name: basename(file),
      prefix: `p${index}_`,
      exports: outputs.get(file).exports,
    }))
    const target = await bundle(join(folder, 'chunks'), name, parts)
    for (const file of joined) rmSync(join(folder, file))
    redirect(folder, parts, target)
  }
}

/** Bundles the parts alone, all else left outside, every export under the prefix of its part; answers the file's name. */
async function bundle(folder, name, parts) {
  const entry = parts.map(
    (part) =>
      `export {${part.exports.map((word) => `${word} as ${part.prefix}${word}`).join(',')}} from './${part.name}';`,
  )
  const own = new Set(parts.map((part) => part.name))
  const made = await build({
    stdin: {contents: entry.join('\n'), resolveDir: folder, sourcefile: 'joined.js'},
    outdir: folder,
    entryNames: `${name}-[hash]`,
    metafile: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [
      {
        name: 'only-parts',
        setup({onResolve}) {
          onResolve({filter: /./}, ({path, kind}) =>
            kind === 'entry-point' || (kind === 'import-statement' && own.has(basename(path)))
              ? undefined
              : {path, external: true},
          )
        },
      },
    ],
  })
  return basename(Object.keys(made.metafile.outputs)[0])
}

/** Makes every importer of a part import the file that holds it now. */
function redirect(folder, parts, target) {
  const prefixes = new Map(parts.map(({name, prefix}) => [name, prefix]))
  for (const file of globSync('**/*.js', {cwd: folder})) {
    const text = readFileSync(join(folder, file), 'utf8')
    const rewritten = text.replace(statement, (whole, names, from) => {
      const prefix = prefixes.get(basename(from))
      if (!prefix) return whole
      const place = JSON.stringify(from.replace(basename(from), target))
      if (names === undefined) return `import${place};`
      const words = names.split(',').map((word) => {
        const [outer, inner = outer] = word.trim().split(' as ')
        return `${prefix}${outer} as ${inner}`
      })
      return `import{${words.join(',')}}from${place};`
    })
    if (rewritten !== text) writeFileSync(join(folder, file), rewritten)
  }
}

/** `require` is made only in the files that use it. */
export function dropUnusedRequire(folder, files, banner) {
  for (const file of files) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    const rest = text.replace(banner, '')
    if (rest !== text && !/\brequire\b/.test(rest)) writeFileSync(path, rest)
  }
}
