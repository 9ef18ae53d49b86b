/** The registry as the program builds it, from the files it comes with. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {allExplanations} from '../../../src/lib/explanations/registry.ts'
import {explanationIndex} from '../../../src/lib/explanations/search.ts'
import {loadExplanationTables} from '../../../src/lib/files/explanation-files.ts'
import {loadInsiCodes} from '../../../src/lib/files/insi-codes-file.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {projectRoot} from '../../support/program.ts'

interface ManifestCommand {
  readonly id: string
  readonly aliases?: readonly string[]
  readonly flags: Readonly<Record<string, unknown>>
}

const {commands} = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
  commands: Readonly<Record<string, ManifestCommand>>
}

export const commandsByWords = new Map(
  Object.values(commands).flatMap((one) =>
    [one.id, ...(one.aliases ?? [])].map((id) => [id.replaceAll(':', ' '), one] as const),
  ),
)

export const tables = loadExplanationTables(join(projectRoot, 'data/explanations'))
export const insiCodes = loadInsiCodes(join(projectRoot, 'data/insi-codes.json'))

export const entries = allExplanations({
  fr,
  en,
  tables,
  insiCodes,
  isCommand: (words) => commandsByWords.has(words),
})

export const index = explanationIndex(entries)
