import {Flags} from '@oclif/core'
import type {CompareWish} from '../lib/usecases/stats/compare-figures.ts'
import {comparisonFormats, type WriteWish} from '../lib/usecases/stats/write-comparison.ts'
import {statsFilesFlags} from './stats-files.ts'
import {traceJournalsFlag} from './trace-filter.ts'

const several = {multiple: true, multipleNonGreedy: true} as const

/** What is compared, and by which rule. */
export const compareFlags = {
  ...statsFilesFlags,
  'elastic-url': Flags.string({summary: 'flag.stats-elastic-url', helpValue: 'URL'}),
  'elastic-api-key-file': Flags.string({summary: 'flag.stats-elastic-key', helpValue: 'FILE'}),
  'elastic-ca': Flags.string({summary: 'flag.stats-elastic-ca', helpValue: 'FILE'}),
  'elastic-field': Flags.string({summary: 'flag.stats-elastic-field', helpValue: 'NAME=FIELD', ...several}),
  stays: Flags.string({summary: 'flag.compare-stays', helpValue: 'FILE', ...several}),
  'stays-column': Flags.string({
    summary: 'flag.compare-stays-column',
    helpValue: 'FIELD=HEADER',
    ...several,
  }),
  base: Flags.option({
    summary: 'flag.compare-base',
    options: ['elastic', 'declared', 'max', 'mean', 'points'] as const,
    default: 'elastic' as const,
  })(),
  threshold: Flags.string({summary: 'flag.compare-threshold', default: '5'}),
  'min-diff': Flags.integer({summary: 'flag.compare-min-diff', default: 0, min: 0}),
  period: Flags.string({summary: 'flag.compare-period'}),
  level: Flags.option({summary: 'flag.compare-level', options: ['EJ', 'EG'] as const})(),
  'elastic-as-of': Flags.string({summary: 'flag.compare-elastic-as-of', helpValue: '2026-03-31'}),
  'declared-as-of': Flags.string({summary: 'flag.compare-declared-as-of', helpValue: '2026-03-31'}),
  indicators: Flags.string({summary: 'flag.compare-indicators', helpValue: 'FILE'}),
  directory: Flags.string({summary: 'flag.compare-directory', helpValue: 'FILE'}),
  software: Flags.string({summary: 'flag.compare-software', ...several}),
  explain: Flags.boolean({summary: 'flag.compare-explain', default: true, allowNo: true}),
  ...traceJournalsFlag,
}

/** Where the result goes. */
export const comparisonFlags = {
  format: Flags.option({summary: 'flag.compare-format', options: comparisonFormats})(),
  output: Flags.string({summary: 'flag.compare-output', helpValue: 'FILE', char: 'o'}),
  details: Flags.string({summary: 'flag.compare-details', helpValue: 'FILE'}),
  keep: Flags.boolean({summary: 'flag.compare-keep', default: false}),
  force: Flags.boolean({summary: 'flag.compare-force', default: false}),
}

type Parsed = Readonly<Record<string, unknown>>

/** The flags in the words of the use case. */
export function compareWish(flags: Parsed): CompareWish {
  const text = (name: string) => flags[name] as string | undefined
  const list = (name: string) => (flags[name] as readonly string[] | undefined) ?? []
  const side = (name: 'elastic' | 'declared') => ({
    files: list(name),
    reading: {
      mapping: text(`${name}-map`),
      columns: list(`${name}-column`),
      preset: text('preset'),
      sheet: text(`${name}-sheet`),
      numberLocale: text('number-locale') as 'fr' | 'en' | undefined,
      addFiles: flags['add-files'] === true,
    },
  })
  return {
    elastic: side('elastic'),
    endpoint: {
      url: text('elastic-url'),
      apiKeyFile: text('elastic-api-key-file'),
      caFile: text('elastic-ca'),
      fields: list('elastic-field'),
    },
    declared: side('declared'),
    stays: list('stays'),
    staysColumns: list('stays-column'),
    base: flags['base'] as CompareWish['base'],
    threshold: text('threshold') ?? '5',
    minDiff: flags['min-diff'] as number,
    period: text('period'),
    level: flags['level'] as CompareWish['level'],
    elasticAsOf: text('elastic-as-of'),
    declaredAsOf: text('declared-as-of'),
    indicators: text('indicators'),
    directory: text('directory'),
    software: list('software'),
    journals: flags['journal'] as readonly string[] | undefined,
    explain: flags['explain'] === true,
  }
}

export function writeWish(flags: Parsed, json: boolean): WriteWish {
  return {
    json,
    format: flags['format'] as WriteWish['format'],
    output: flags['output'] as string | undefined,
    details: flags['details'] as string | undefined,
    keep: flags['keep'] === true,
    force: flags['force'] === true,
  }
}
