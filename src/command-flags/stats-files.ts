import {Flags} from '@oclif/core'
import {presetNames} from '../lib/usecases/stats/preset-names.ts'

const locales = ['fr', 'en'] as const

/** How one file of figures is read. */
export const statsReadingFlags = {
  mapping: Flags.string({summary: 'flag.stats-mapping', helpValue: 'FILE'}),
  column: Flags.string({
    summary: 'flag.stats-column',
    helpValue: 'FIELD=HEADER',
    multiple: true,
    multipleNonGreedy: true,
  }),
  preset: Flags.option({summary: 'flag.stats-preset', options: presetNames})(),
  'number-locale': Flags.option({summary: 'flag.stats-number-locale', options: locales})(),
  sheet: Flags.string({summary: 'flag.stats-sheet', helpValue: 'NAME'}),
}

/** The files of both sides of a comparison, and how each is read. */
export const statsFilesFlags = {
  elastic: Flags.string({
    summary: 'flag.stats-elastic',
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  declared: Flags.string({
    summary: 'flag.stats-declared',
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'elastic-map': Flags.string({summary: 'flag.stats-elastic-map', helpValue: 'FILE'}),
  'declared-map': Flags.string({summary: 'flag.stats-declared-map', helpValue: 'FILE'}),
  'elastic-column': Flags.string({
    summary: 'flag.stats-elastic-column',
    helpValue: 'FIELD=HEADER',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'declared-column': Flags.string({
    summary: 'flag.stats-declared-column',
    helpValue: 'FIELD=HEADER',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'elastic-sheet': Flags.string({summary: 'flag.stats-elastic-sheet', helpValue: 'NAME'}),
  'declared-sheet': Flags.string({summary: 'flag.stats-declared-sheet', helpValue: 'NAME'}),
  preset: Flags.option({summary: 'flag.stats-preset', options: presetNames})(),
  'number-locale': Flags.option({summary: 'flag.stats-number-locale', options: locales})(),
  'add-files': Flags.boolean({summary: 'flag.stats-add-files'}),
}
