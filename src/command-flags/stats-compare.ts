import {Flags} from '@oclif/core'
import type {CompareWish} from '../lib/usecases/stats/compare-figures.ts'
import {comparisonFormats, type WriteWish} from '../lib/usecases/stats/write-comparison.ts'
import {traceJournalsFlag} from './trace-filter.ts'

const several = {multiple: true, multipleNonGreedy: true} as const

/** What is compared, and by which rule. */
export const compareFlags = {
  elastic: Flags.string({summary: 'flag.stats-elastic', helpValue: 'FILE', required: true, ...several}),
  declared: Flags.string({summary: 'flag.stats-declared', helpValue: 'FILE', required: true, ...several}),
  'elastic-map': Flags.string({summary: 'flag.stats-elastic-map', helpValue: 'FILE'}),
  'declared-map': Flags.string({summary: 'flag.stats-declared-map', helpValue: 'FILE'}),
  'elastic-column': Flags.string({summary: 'flag.stats-elastic-column', ...several}),
  'declared-column': Flags.string({summary: 'flag.stats-declared-column', ...several}),
  'elastic-preset': Flags.string({summary: 'flag.stats-elastic-preset'}),
  'declared-preset': Flags.string({summary: 'flag.stats-declared-preset'}),
  'number-locale': Flags.option({summary: 'flag.stats-number-locale', options: ['fr', 'en'] as const})(),
  'add-files': Flags.boolean({summary: 'flag.stats-add-files', default: false}),
  stays: Flags.string({summary: 'flag.stats-stays', helpValue: 'FILE', ...several}),
  base: Flags.option({
    summary: 'flag.stats-base',
    options: ['elastic', 'declared', 'max', 'mean', 'points'] as const,
    default: 'elastic' as const,
  })(),
  threshold: Flags.string({summary: 'flag.stats-threshold', default: '5'}),
  'min-diff': Flags.integer({summary: 'flag.stats-min-diff', default: 0, min: 0}),
  period: Flags.string({summary: 'flag.stats-period'}),
  level: Flags.option({summary: 'flag.stats-level', options: ['EJ', 'EG'] as const})(),
  'elastic-as-of': Flags.string({summary: 'flag.stats-elastic-as-of', helpValue: '2026-03-31'}),
  'declared-as-of': Flags.string({summary: 'flag.stats-declared-as-of', helpValue: '2026-03-31'}),
  indicators: Flags.string({summary: 'flag.stats-indicators', helpValue: 'FILE'}),
  directory: Flags.string({summary: 'flag.stats-directory', helpValue: 'FILE'}),
  software: Flags.string({summary: 'flag.stats-software', ...several}),
  explain: Flags.boolean({summary: 'flag.stats-explain', default: true, allowNo: true}),
  ...traceJournalsFlag,
}

/** Where the result goes. */
export const comparisonFlags = {
  format: Flags.option({summary: 'flag.stats-format', options: comparisonFormats})(),
  output: Flags.string({summary: 'flag.stats-output', helpValue: 'FILE', char: 'o'}),
  details: Flags.string({summary: 'flag.stats-details', helpValue: 'FILE'}),
  keep: Flags.boolean({summary: 'flag.stats-keep', default: false}),
  force: Flags.boolean({summary: 'flag.stats-force', default: false}),
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
      preset: text(`${name}-preset`),
      numberLocale: text('number-locale') as 'fr' | 'en' | undefined,
      addFiles: flags['add-files'] === true,
    },
  })
  return {
    elastic: side('elastic'),
    declared: side('declared'),
    stays: list('stays'),
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

export function writeWish(flags: Parsed): WriteWish {
  return {
    format: flags['format'] as WriteWish['format'],
    output: flags['output'] as string | undefined,
    details: flags['details'] as string | undefined,
    keep: flags['keep'] === true,
    force: flags['force'] === true,
  }
}
