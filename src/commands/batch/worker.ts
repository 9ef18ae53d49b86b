import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {runFlags, runWords} from '../../command-flags/run.ts'
import {workerLines} from '../../lib/ui/batch/run-report-view.ts'
import {batchWorker, type WorkerReport} from '../../lib/usecases/batch/run/run-commands.ts'
import {gravestRunExit} from '../../lib/usecases/batch/run/run-exit.ts'

export default class BatchWorker extends DmpCommand<WorkerReport> {
  static override summary = 'command.batch.worker.summary'
  static override description = 'command.batch.worker.description'
  static override examples = [
    'dmp batch worker',
    'dmp batch worker --until-empty --max-duration 10h',
    'dmp batch worker --journal postgres://dmp@db.hopital.invalid/dmp --serve hopital-a --serve hopital-b',
    'dmp batch worker --metrics /var/lib/node_exporter/dmp.prom --quiet',
  ]
  static override schema = 'dmp.batch.worker/1'
  static override runs = true
  static override flags = {
    serve: Flags.string({summary: 'flag.serve', multiple: true, helpValue: 'PROFILE'}),
    'until-empty': Flags.boolean({summary: 'flag.until-empty'}),
    ...runFlags,
  }

  async run(): Promise<WorkerReport> {
    const {flags} = await this.parse(BatchWorker)
    const context = await this.context(flags)
    const benches = flags.serve ? [...new Set(flags.serve)].map((name) => context.benchFor(name)) : [context]
    const served = await Promise.all(
      benches.map(async (bench) => ({bench, observer: await bench.watch(flags)})),
    )
    const report = await batchWorker(served, flags['until-empty'], runWords(flags))
    return this.show(report, workerLines, gravestRunExit(report.runs))
  }
}
