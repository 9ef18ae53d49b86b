import {Flags} from '@oclif/core'
import {DmpCommand} from '../base-command.ts'
import {lengthOfTime} from '../command-flags/length-of-time.ts'
import {changeLine, probeView} from '../lib/ui/probe/probe-view.ts'
import {probeDmp, probeFormats} from '../lib/usecases/probe/probe-dmp.ts'
import {type ProbeReport, probeExit} from '../lib/usecases/probe/probe-report.ts'

export default class Probe extends DmpCommand<ProbeReport> {
  static override summary = 'command.probe.summary'
  static override description = 'command.probe.description'
  static override examples = [
    'dmp probe',
    'dmp probe --profile production --witness www.example.fr',
    'dmp probe --format nagios --slow 3s',
    'dmp probe --format prometheus --output /var/lib/node_exporter/dmp-probe.prom',
    'dmp probe --watch --interval 30s',
    'dmp probe --json --no-journal',
  ]
  static override schema = 'dmp.probe/1'
  static override endsOnRequest = true
  static override flags = {
    format: Flags.option({
      options: probeFormats,
      summary: 'command.probe.format',
      default: 'text' as const,
    })(),
    output: Flags.string({summary: 'command.probe.output', helpValue: 'FILE'}),
    witness: Flags.string({
      summary: 'command.probe.witness',
      helpValue: 'HOST[:PORT]',
      multiple: true,
      multipleNonGreedy: true,
    }),
    timeout: lengthOfTime({
      summary: 'command.probe.timeout',
      helpValue: '15s',
      default: 15_000,
      defaultHelp: async () => '15s',
    }),
    slow: lengthOfTime({
      summary: 'command.probe.slow',
      helpValue: '5s',
      default: 5_000,
      defaultHelp: async () => '5s',
    }),
    watch: Flags.boolean({summary: 'command.probe.watch', default: false}),
    interval: lengthOfTime({
      summary: 'command.probe.interval',
      helpValue: '60s',
      default: 60_000,
      defaultHelp: async () => '60s',
    }),
    'no-journal': Flags.boolean({summary: 'command.probe.no-journal', default: false}),
  }

  async run(): Promise<ProbeReport> {
    const {flags} = await this.parse(Probe)
    const report = await probeDmp(
      await this.context(flags),
      {
        format: flags.format,
        output: flags.output,
        witnesses: flags.witness ?? [],
        timeoutMs: flags.timeout,
        slowMs: flags.slow,
        journal: !flags['no-journal'],
        watch: flags.watch,
        intervalMs: flags.interval,
      },
      {changed: (seen) => this.jsonEnabled() || this.log('%s', changeLine(seen, this.t))},
    )
    return this.show(report, probeView(flags.format), probeExit(report))
  }
}
