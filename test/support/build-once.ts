import {spawnSync} from 'node:child_process'
import {existsSync, globSync, mkdtempSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** The built program is tested, so it is built when it is missing or older than the sources. */
function build(): void {
  const built = join(root, 'dist/dispatch.js')
  const sources = globSync(['src/**/*.ts', 'scripts/build.mjs', 'package.json'], {cwd: root})
  const newest = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs))
  if (existsSync(built) && existsSync(join(root, 'oclif.manifest.json')) && statSync(built).mtimeMs > newest)
    return
  const {status} = spawnSync(process.execPath, ['scripts/build.mjs'], {cwd: root, stdio: 'inherit'})
  if (status !== 0) throw new Error('the program does not build')
}

/**
 * Each test has a home of its own, in which the program would compile itself anew; Node's variable makes all runs (and
 * the processes of the test runner) keep compiled code in one folder that ends with the run.
 */
export default function setup(): () => void {
  build()
  const compiled = mkdtempSync(join(tmpdir(), 'dmp-compiled-'))
  process.env['NODE_COMPILE_CACHE'] = compiled
  return () => rmSync(compiled, {recursive: true, force: true})
}
