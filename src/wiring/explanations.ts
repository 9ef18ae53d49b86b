import {join} from 'node:path'
import type {ExplanationSources, StandardInput} from '../lib/ports/explanation-sources.ts'

/** Loaded by the command that explains, never otherwise: the texts of the language that is not spoken among them. */
export const explanationSources = (root: string): ExplanationSources => ({
  tables: async () => {
    const {loadExplanationTables} = await import('../lib/files/explanation-files.ts')
    return loadExplanationTables(join(root, 'data/explanations'))
  },
  sentences: async () => {
    const [{fr}, {en}] = await Promise.all([
      import('../lib/ui/messages/fr.ts'),
      import('../lib/ui/messages/en.ts'),
    ])
    return {fr, en}
  },
})

export const standardInput: StandardInput = () => process.stdin
