// Writes docs/configuration.md from the table of settings. `--check` only tells whether the file is up to date.
import {readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {configurationPage} from './configuration-page.ts'

const file = join(resolve(import.meta.dirname, '..'), 'docs/configuration.md')
const page = configurationPage()
if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page) {
  process.stderr.write('docs/configuration.md is stale: node scripts/generate-configuration.ts\n')
  process.exitCode = 1
}
