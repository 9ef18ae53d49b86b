// Bundles every command into its own file (shared code split out), then writes the oclif manifest from the classes.
import {globSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, 'dist')
rmSync(out, {recursive: true, force: true})
mkdirSync(out, {recursive: true})

/** Loaded from node_modules at run time: native, WebAssembly or CommonJS parts that a bundle would break. */
const external = ['pkcs11js', 'libxml2-wasm', '@cantoo/pdf-lib', 'undici', 'node-forge']
const commands = globSync('src/commands/**/*.ts', {cwd: root})
const children = globSync('src/lib/**/*-child.ts', {cwd: root})
const workers = globSync('src/lib/**/*-worker.ts', {cwd: root})

const result = await build({
  absWorkingDir: root,
  entryPoints: ['src/dispatch.ts', 'src/lib/ui/help/dmp-help.ts', ...commands, ...children, ...workers],
  outdir: out,
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  external,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})
writeFileSync(join(out, 'meta.json'), JSON.stringify(result.metafile))

const {writeManifest} = await import(pathToFileURL(join(root, 'scripts/manifest.mjs')).href)
const count = await writeManifest(root)
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
process.stdout.write(`dmp ${version}: ${count} commands built\n`)
