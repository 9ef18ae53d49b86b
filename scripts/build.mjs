// Bundles every command into its own file (shared code split out), then writes the oclif manifest from the classes.
// The result is made aside and moved into place file by file, so that a program that runs meanwhile finds the parts
// it has yet to load; `--clean` (packaging) starts from nothing.
import {globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'
import {dropUnusedRequire, joinChunks} from './build/join-chunks.mjs'
import {lazyFramework} from './build/lazy-framework.mjs'
import {oneLanguage} from './build/one-language.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, 'dist')
const aside = join(root, 'node_modules/.cache', `dist-${process.pid}`)
/** A part no longer made is kept this long for the programs that still run. */
const keptMs = process.argv.includes('--clean') ? 0 : 3_600_000

/** Loaded from node_modules at run time: native, WebAssembly or CommonJS parts that a bundle would break. */
const external = ['pkcs11js', 'libxml2-wasm', 'undici', 'node-forge', 'pg', 'bwip-js', 'zxing-wasm']
const commands = globSync('src/commands/**/*.ts', {cwd: root})
const children = globSync('src/lib/**/*-child.ts', {cwd: root})
const workers = globSync('src/lib/**/*-worker.ts', {cwd: root})

const makeRequire =
  "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);"

rmSync(aside, {recursive: true, force: true})
const result = await build({
  absWorkingDir: root,
  entryPoints: ['src/dispatch.ts', 'src/lib/ui/help/dmp-help.ts', ...commands, ...children, ...workers],
  outdir: aside,
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  external,
  plugins: [lazyFramework, oneLanguage],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  chunkNames: 'chunks/[name]-[hash]',
  banner: {js: makeRequire},
  logLevel: 'warning',
})
dropUnusedRequire(aside, globSync('**/*.js', {cwd: aside}), makeRequire)
const always = ['src/dispatch.ts', 'src/main.ts', 'src/commands/version.ts', 'src/lib/ui/screen.ts']
const texts = ['src/lib/ui/messages/fr.ts', 'src/lib/ui/messages/en.ts']
// What checking a document loads; nearly all of it serves sending one too.
const document = [
  'src/commands/document/validate.ts',
  'src/context.ts',
  'src/lib/config/profiles.ts',
  'src/lib/config/leaf-unit-of.ts',
  'src/lib/files/valueset-files.ts',
  'src/lib/paramlps-cache/param-lps-source.ts',
]
const certificate = ['src/commands/cert/inspect.ts', 'src/lib/certificate-sources/certificate-sources.ts']
const apart = [...always, ...texts, ...children, ...workers]
await joinChunks(aside, result.metafile, root, [
  {name: 'text-parts', lean: always, full: texts},
  {name: 'certificate-parts', lean: [...apart, ...document], full: certificate},
  {name: 'asn1-parts', lean: apart, full: certificate},
  {name: 'document-parts', lean: apart, full: document},
])
writeFileSync(join(aside, 'meta.json'), JSON.stringify(result.metafile))

const made = new Set(globSync('**/*.{js,json}', {cwd: aside}))
// Chunks first: no entry point may be there before what it loads.
const order = (file) => (file.startsWith('chunks') ? 0 : 1)
for (const file of [...made].sort((a, b) => order(a) - order(b))) {
  mkdirSync(dirname(join(out, file)), {recursive: true})
  renameSync(join(aside, file), join(out, file))
}
for (const file of globSync('**/*.{js,json}', {cwd: out})) {
  const stale = !made.has(file) && (!file.startsWith('chunks') || age(join(out, file)) >= keptMs)
  if (stale) rmSync(join(out, file), {force: true})
}
rmSync(aside, {recursive: true, force: true})

function age(path) {
  return Date.now() - (statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0)
}

const {writeManifest} = await import(pathToFileURL(join(root, 'scripts/manifest.mjs')).href)
const count = await writeManifest(root)
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
process.stdout.write(`dmp ${version}: ${count} commands built\n`)
