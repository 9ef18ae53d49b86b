import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {auditChoices, syslogTarget, traceAuditFlags} from '../../command-flags/trace-audit.ts'
import {ownFlags, traceFilterFlags, traceJournalsFlag, traceWords} from '../../command-flags/trace-filter.ts'
import {DmpError} from '../../lib/errors/dmp-error.ts'
import {COVER_ENDS, coverFiles} from '../../lib/ui/trace/export-cover.ts'
import {exportLines} from '../../lib/ui/trace/export-view.ts'
import {exportExit} from '../../lib/usecases/trace/export/export-report.ts'
import {exportTraces, type TraceExport} from '../../lib/usecases/trace/export/export-traces.ts'
import {traceFormatNames} from '../../lib/usecases/trace/export/formats.ts'
import {sendTraces} from '../../lib/usecases/trace/export/send-traces.ts'

export default class TraceExportCommand extends DmpCommand<TraceExport> {
  static override summary = 'command.trace.export.summary'
  static override description = 'command.trace.export.description'
  static override examples = [
    'dmp trace export --from 2026-03-01 --to 2026-03-31 --output march.xlsx',
    'dmp trace export --format ndjson --output - --operation submit',
    'dmp trace export --since-last --series siem --format ndjson',
    'dmp trace export --syslog tls://siem.chu.example:6514 --syslog-ca ca.pem --since-last',
    'dmp trace export --for-authority --user 899700000005 --from 2026-01-01 --to 2026-03-31 --output request.csv',
  ]
  static override schema = 'dmp.trace.export/1'
  static override offline = true
  static override flags = {
    output: Flags.string({summary: 'flag.trace-export-output', helpValue: 'FILE|-', char: 'o'}),
    format: Flags.option({summary: 'flag.trace-export-format', options: traceFormatNames})(),
    ...traceFilterFlags,
    ...traceJournalsFlag,
    'since-last': Flags.boolean({summary: 'flag.trace-export-since-last', default: false}),
    series: Flags.string({
      summary: 'flag.trace-export-series',
      helpValue: 'NAME',
      default: 'default',
      dependsOn: ['since-last'],
    }),
    'for-authority': Flags.boolean({summary: 'flag.trace-export-authority', default: false}),
    unmask: Flags.boolean({summary: 'flag.trace-export-unmask', default: false}),
    raw: Flags.boolean({summary: 'flag.trace-export-raw', default: false}),
    force: Flags.boolean({summary: 'flag.trace-export-force', default: false}),
    'allow-broken': Flags.boolean({summary: 'flag.trace-export-allow-broken', default: false}),
    ...traceAuditFlags,
  }

  async run(): Promise<TraceExport> {
    const {flags, metadata} = await this.parse(TraceExportCommand)
    // A series is named, and nothing goes on: what is meant cannot be told.
    if (!flags['since-last'] && metadata.flags['series']?.setFromDefault !== true)
      throw new DmpError('DMP_USAGE', {params: {problem: '--series: --since-last'}})
    const common = {
      words: traceWords(flags),
      unmask: flags.unmask,
      series: flags['since-last'] ? flags.series : undefined,
      choices: auditChoices(flags),
    }
    const target = syslogTarget(flags)
    const context = await this.context(ownFlags(flags))
    if (target) {
      const sent = await sendTraces(context, {...common, target}, this.t)
      return this.show(sent, exportLines, exportExit(sent))
    }
    const done = await exportTraces(
      context,
      {
        ...common,
        output: flags.output,
        format: flags.format,
        raw: flags.raw,
        force: flags.force,
        authority: flags['for-authority'],
        allowBroken: flags['allow-broken'],
        json: this.jsonEnabled(),
      },
      {t: this.t, cover: (cover) => coverFiles(cover, this.t), coverEnds: COVER_ENDS},
    )
    return this.show(done, exportLines, exportExit(done))
  }
}
