// Writes everything that is made from the code: error pages, exit codes, command reference, rules, known answers,
// checks of certificates and of a workstation, configuration, snapshot of the commands. `--check` writes nothing, names
// what is stale and exits 1.
// The built program's manifest is read: run `npm run build` before.
import {existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {configurationPage} from './configuration-page.ts'
import {checksPage} from './docs/checks.mjs'
import {commandPages, snapshot} from './docs/commands.mjs'
import {errorPages} from './docs/errors.mjs'
import {explainPage} from './docs/explain.mjs'
import {layOut} from './docs/json-layout.mjs'
import {answersPage, rulesPage} from './docs/rules.mjs'
import {workstationChecksPage} from './docs/workstation-checks.mjs'

const root = resolve(import.meta.dirname, '..')

const pages = new Map([
  ...errorPages(),
  ...commandPages(root),
  ['docs/rules.md', rulesPage()],
  ['docs/known-answers.md', answersPage()],
  ['docs/checks.md', checksPage()],
  ['docs/workstation-checks.md', workstationChecksPage()],
  ['docs/explain.md', explainPage(root)],
  ['docs/configuration.md', configurationPage()],
  ['command-snapshot.json', layOut(snapshot(root))],
])

/** Pages of codes and topics that are no more. */
const orphans = globSync(['docs/errors/*.md', 'docs/commands/*.md'], {cwd: root}).filter(
  (file) => !pages.has(file),
)

const current = (file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined)
const stale = [...pages].filter(([file, text]) => current(file) !== text)

if (process.argv.includes('--check')) {
  for (const file of [...stale.map(([name]) => name), ...orphans].sort())
    process.stdout.write(`stale: ${file}\n`)
  if (stale.length + orphans.length > 0) {
    process.stdout.write('run: npm run build && npm run docs\n')
    process.exitCode = 1
  }
} else {
  for (const [file, text] of stale) {
    mkdirSync(dirname(join(root, file)), {recursive: true})
    writeFileSync(join(root, file), text)
  }
  for (const file of orphans) rmSync(join(root, file))
  process.stdout.write(`${pages.size} pages, ${stale.length} written, ${orphans.length} removed\n`)
}
