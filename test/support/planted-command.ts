/** A copy of the built program in which one command was replaced: how the house treats what no command should do. */
import {cpSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {projectRoot} from './program.ts'

export interface PlantedProgram {
  readonly entry: string
  remove(): void
}

/**
 * `body` is the text of the `run` method that `dmp version` gets instead of its own; `this` is the command, with the
 * base class of all commands behind it.
 */
export function plantVersion(body: string): PlantedProgram {
  const root = mkdtempSync(join(tmpdir(), 'dmp-planted-'))
  for (const name of ['bin', 'dist', 'data', 'package.json', 'oclif.manifest.json'])
    cpSync(join(projectRoot, name), join(root, name), {recursive: true})
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  const commands = join(root, 'dist/commands')
  renameSync(join(commands, 'version.js'), join(commands, 'real-version.js'))
  const planted = `import Version from './real-version.js'
export default class extends Version {
  async run() { const {flags} = await this.parse(Version); ${body} }
}`
  writeFileSync(join(commands, 'version.js'), planted)
  return {
    entry: join(root, 'bin/run.js'),
    remove: () => rmSync(root, {recursive: true, force: true}),
  }
}
