// `npm run demo`: from a fresh clone to documents in an embedded DMP. This file runs on Node 20; what it starts runs
// on the Node that the project pins.
import {spawn} from 'node:child_process'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {prepare} from './demo/prepare.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const wish = [process.env.DMP_LANG, process.env.LC_ALL, process.env.LC_MESSAGES, process.env.LANG].find(
  Boolean,
)
const language = wish?.toLowerCase().startsWith('fr') ? 'fr' : 'en'

const ready = prepare(root, language)
if ('problem' in ready) {
  process.stderr.write(`${ready.problem}\n`)
  process.exitCode = ready.exit
} else {
  // The channel tells the child when this process is gone, whatever ended it.
  const child = spawn(ready.node, [join(root, 'scripts/demo/run.ts'), language], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 4
  })
  child.on('close', (code) => {
    process.exitCode = code ?? 130
    process.removeAllListeners()
  })
}
