// The bundle loads the texts of the language that is spoken; the sources, for tests and generated pages, hold both.
import {dirname, join} from 'node:path'

/** @type {import('esbuild').Plugin} */
export const oneLanguage = {
  name: 'one-language',
  setup(build) {
    build.onResolve({filter: /\/messages\/catalogues\.ts$/}, ({importer}) => ({
      path: join(dirname(importer), 'messages/spoken-catalogue.ts'),
    }))
  },
}
