import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {configurationPage} from '../../../scripts/configuration-page.ts'
import {settings} from '../../../src/lib/profile/settings.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8')

it('is what the table of settings gives (node scripts/generate-configuration.ts)', () => {
  expect(page).toBe(configurationPage())
})

it('names every setting', () => {
  for (const {key} of settings) expect(page).toContain(`| \`${key}\` |`)
})
