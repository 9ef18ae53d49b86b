import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {overwriteFlag, unmaskFlag} from '../../command-flags/cert.ts'
import {lengthOfTime} from '../../command-flags/length-of-time.ts'
import {markdownLines} from '../../lib/ui/workstation/doctor-markdown.ts'
import {doctorLines} from '../../lib/ui/workstation/doctor-view.ts'
import {type Diagnosis, diagnose, doctorExit} from '../../lib/usecases/workstation/doctor.ts'

const environments = ['production', 'formation', 'test'] as const
const uses = ['web-ps-card', 'web-ps-e-cps', 'feeding-certificate'] as const

export default class WorkstationDoctor extends DmpCommand<Diagnosis> {
  static override aliases = ['doctor']
  static override summary = 'command.workstation.doctor.summary'
  static override description = 'command.workstation.doctor.description'
  static override examples = [
    'dmp workstation doctor',
    'dmp workstation doctor --for web-ps-card -v',
    'dmp workstation doctor --only p11 --only net.dns',
    'dmp workstation doctor --offline --no-card --only-problems',
    'dmp workstation doctor --json > workstation.json',
    'dmp workstation doctor --compare workstation.json --html workstation.html',
    'dmp workstation doctor --markdown --strict',
  ]
  static override schema = 'dmp.workstation.doctor/1'
  static override offline = true
  static override flags = {
    for: Flags.option({options: uses, summary: 'command.workstation.doctor.for'})(),
    vitale: Flags.boolean({summary: 'command.workstation.doctor.vitale', default: false}),
    only: Flags.string({
      summary: 'command.workstation.doctor.only',
      helpValue: 'CHECK',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'only-problems': Flags.boolean({summary: 'command.workstation.doctor.only-problems', default: false}),
    offline: Flags.boolean({summary: 'command.workstation.doctor.offline', default: false}),
    host: Flags.string({
      summary: 'command.workstation.doctor.host',
      helpValue: 'HOST[:PORT]',
      multiple: true,
      multipleNonGreedy: true,
    }),
    environment: Flags.option({options: environments, summary: 'command.workstation.doctor.environment'})(),
    'no-card': Flags.boolean({summary: 'command.workstation.doctor.no-card', default: false}),
    module: Flags.string({summary: 'flag.cps-module', helpValue: 'FILE'}),
    timeout: lengthOfTime({summary: 'command.workstation.doctor.timeout', helpValue: '30s'}),
    strict: Flags.boolean({summary: 'command.workstation.doctor.strict', default: false}),
    markdown: Flags.boolean({summary: 'command.workstation.doctor.markdown', default: false}),
    html: Flags.string({summary: 'command.workstation.doctor.html', helpValue: 'FILE'}),
    compare: Flags.string({summary: 'command.workstation.doctor.compare', helpValue: 'FILE'}),
    'client-report': Flags.string({summary: 'command.workstation.doctor.client-report', helpValue: 'FILE'}),
    ...overwriteFlag,
    ...unmaskFlag,
  }

  async run(): Promise<Diagnosis> {
    const {flags} = await this.parse(WorkstationDoctor)
    const {html, force, strict, verbose = false} = flags
    const diagnosis = await diagnose(
      await this.context(flags),
      {
        use: flags.for,
        vitale: flags.vitale,
        only: flags.only ?? [],
        onlyProblems: flags['only-problems'],
        offline: flags.offline,
        hosts: flags.host ?? [],
        environment: flags.environment,
        noCard: flags['no-card'],
        module: flags.module,
        timeoutMs: flags.timeout,
        strict,
        unmask: flags.unmask,
        compare: flags.compare,
        clientReport: flags['client-report'],
        profileNamed: flags.profile !== undefined,
        page: html === undefined ? undefined : {path: html, force},
      },
      {
        page: async (made) =>
          (await import('../../lib/ui/workstation/doctor-page.ts')).doctorPage(made, this.t),
      },
    )
    return this.show(
      diagnosis,
      (made, screen) => (flags.markdown ? markdownLines(made, screen.t) : doctorLines(made, verbose, screen)),
      doctorExit(diagnosis, strict),
    )
  }
}
