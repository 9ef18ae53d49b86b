import {spawnSync} from 'node:child_process'
import {existsSync, globSync, statSync} from 'node:fs'
import {join, resolve} from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** The built program is tested, so it is built when it is missing or older than the sources. */
export default function setup(): void {
  const built = join(root, 'dist/dispatch.js')
  const sources = globSync(['src/**/*.ts', 'scripts/build.mjs', 'package.json'], {cwd: root})
  const newest = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs))
  if (existsSync(built) && existsSync(join(root, 'oclif.manifest.json')) && statSync(built).mtimeMs > newest)
    return
  const {status} = spawnSync(process.execPath, ['scripts/build.mjs'], {cwd: root, stdio: 'inherit'})
  if (status !== 0) throw new Error('the program does not build')
}
