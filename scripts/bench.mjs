// Starts the measurements with the Node that the project pins, whatever Node started this file.
// `npm run bench [-- --quick] [--strict] [--update] [--no-build] [--only start-up,lot,submission,bulk,journal,plan,certificates,memory]`
import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const pinned = join(root, 'node_modules/node/bin/node')

if (existsSync(pinned)) {
  const child = spawn(pinned, [join(root, 'scripts/bench/run.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })
  // A Ctrl-C reaches the child too: it cleans up and this process only passes its verdict on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('close', (code) => {
    process.exitCode = code ?? 130
  })
} else {
  process.stderr.write('bench: the pinned Node is missing: run "npm ci" with its install scripts allowed\n')
  process.exitCode = 4
}
