import {readFileSync} from 'node:fs'
import {enableCompileCache} from 'node:module'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {notesFolder} from './lib/log/folders.ts'
import {makeFolder} from './lib/system/make-folder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Compiled code is kept in a private folder: a shared one would let another account plant code. */
function keepCompiledCode(): void {
  try {
    const kept = notesFolder()
    if (kept === undefined) return
    const folder = join(kept, 'compile-cache')
    makeFolder(folder)
    enableCompileCache(folder)
  } catch {
    // A read-only home costs some start-up time, nothing else.
  }
}

/** Answers `--version` by itself, since loading the framework costs more than the answer; all else goes to it. */
export async function dispatch(argv: string[]): Promise<void> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    const {name, version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      name: string
      version: string
    }
    process.stdout.write(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}\n`)
    return
  }
  keepCompiledCode()
  const {main} = await import('./main.ts')
  await main(argv, root)
}
