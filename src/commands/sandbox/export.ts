import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {sandboxExportLines} from '../../lib/ui/sandbox/sandbox-views.ts'
import {
  exportSandboxFigures,
  figuresFormats,
  figuresSplits,
  type SandboxExportReport,
} from '../../lib/usecases/sandbox-export.ts'

export default class SandboxExport extends DmpCommand<SandboxExportReport> {
  static override summary = 'command.sandbox.export.summary'
  static override description = 'command.sandbox.export.description'
  static override examples = [
    'dmp sandbox export --format kibana-lens-en --output elastic.csv',
    'dmp sandbox export --format kibana-fr --separator semicolon --raw --output elastic.csv',
    'dmp sandbox export --format kibana-table-en --by month --by type --top 5 --count-deleted',
    'dmp sandbox export --format es-json --output elastic.json',
  ]
  static override schema = 'dmp.sandbox.export/1'
  static override offline = true
  static override flags = {
    dir: Flags.string({summary: 'command.sandbox.dir'}),
    data: Flags.string({summary: 'command.sandbox.data'}),
    format: Flags.option({
      summary: 'command.sandbox.export.format',
      options: figuresFormats,
      default: 'kibana-lens-en' as const,
    })(),
    output: Flags.string({
      summary: 'command.sandbox.export.output',
      char: 'o',
      helpValue: 'FILE',
      default: '-',
    }),
    force: Flags.boolean({summary: 'command.sandbox.export.force'}),
    raw: Flags.boolean({summary: 'command.sandbox.export.raw', exclusive: ['formatted']}),
    formatted: Flags.boolean({summary: 'command.sandbox.export.formatted'}),
    locale: Flags.option({summary: 'command.sandbox.export.locale', options: ['fr', 'en'] as const})(),
    separator: Flags.option({
      summary: 'command.sandbox.export.separator',
      options: ['comma', 'semicolon', 'tab', 'pipe'] as const,
    })(),
    quotes: Flags.boolean({summary: 'command.sandbox.export.quotes', allowNo: true}),
    bom: Flags.boolean({summary: 'command.sandbox.export.bom'}),
    by: Flags.option({
      summary: 'command.sandbox.export.by',
      options: figuresSplits,
      multiple: true,
      multipleNonGreedy: true,
    })(),
    top: Flags.integer({summary: 'command.sandbox.export.top', min: 1, max: 10_000}),
    records: Flags.boolean({summary: 'command.sandbox.export.records'}),
    'count-replacements': Flags.boolean({summary: 'command.sandbox.export.count-replacements'}),
    'count-deleted': Flags.boolean({summary: 'command.sandbox.export.count-deleted'}),
    date: Flags.option({
      summary: 'command.sandbox.export.date',
      options: ['submission', 'creation'] as const,
      default: 'submission' as const,
    })(),
    level: Flags.option({
      summary: 'command.sandbox.export.level',
      options: ['EG', 'EJ'] as const,
      default: 'EG' as const,
    })(),
  }

  async run(): Promise<SandboxExportReport> {
    const {flags} = await this.parse(SandboxExport)
    const {format, date, level, locale, separator, quotes, top, by = figuresSplits} = flags
    const report = await exportSandboxFigures(await this.context(flags), {
      folder: flags.dir,
      dataFolder: flags.data,
      output: flags.output,
      force: flags.force === true,
      json: this.jsonEnabled(),
      wish: {
        ...{format, date, level, locale, separator, quotes, top, by},
        values: flags.raw ? 'raw' : flags.formatted ? 'formatted' : undefined,
        byteOrderMark: flags.bom === true,
        measure: flags.records ? 'records' : 'unique',
        replacements: flags['count-replacements'] === true,
        deleted: flags['count-deleted'] === true,
      },
    })
    return this.show(report, sandboxExportLines)
  }
}
