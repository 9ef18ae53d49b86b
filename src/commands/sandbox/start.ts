import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {sandboxReadyLines, sandboxRunLines} from '../../lib/ui/sandbox/sandbox-views.ts'
import {runSandbox, type SandboxRun} from '../../lib/usecases/sandbox-start.ts'

export default class SandboxStart extends DmpCommand<SandboxRun> {
  static override summary = 'command.sandbox.start.summary'
  static override description = 'command.sandbox.start.description'
  static override examples = [
    'dmp sandbox start',
    'dmp sandbox start --port 0 --ready-file /tmp/ready.json',
    'dmp sandbox start --fault cut-after-commit,times=1,service=repository',
  ]
  static override schema = 'dmp.sandbox.start/1'
  static override endsOnRequest = true
  static override flags = {
    dir: Flags.string({summary: 'command.sandbox.dir'}),
    port: Flags.integer({summary: 'command.sandbox.start.port', min: 0, max: 65_535}),
    data: Flags.string({summary: 'command.sandbox.data'}),
    'ready-file': Flags.string({summary: 'command.sandbox.start.ready-file'}),
    quota: Flags.integer({summary: 'command.sandbox.start.quota', min: 1, max: 100_000}),
    fault: Flags.string({
      summary: 'command.sandbox.start.fault',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'ins-change': Flags.option({
      summary: 'command.sandbox.start.ins-change',
      options: ['done', 'pending', 'reconciled'] as const,
    })(),
  }

  async run(): Promise<SandboxRun> {
    const {flags} = await this.parse(SandboxStart)
    const request = {
      folder: flags.dir,
      dataFolder: flags.data,
      port: flags.port,
      readyFile: flags['ready-file'],
      faults: flags.fault,
      perSecond: flags.quota,
      insChange: flags['ins-change'],
      ...(flags.verbose ? {log: (line: string) => void process.stderr.write(`${line}\n`)} : {}),
    }
    const run = await runSandbox(await this.context(flags), request, (facts) => {
      if (this.jsonEnabled() || flags.quiet) return
      for (const line of sandboxReadyLines(facts, this.t)) this.log('%s', line)
    })
    return this.show(run, sandboxRunLines)
  }
}
