import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {webpsUrlLines} from '../../lib/ui/webps/url-view.ts'
import type {WebpsAddress} from '../../lib/usecases/webps/webps-report.ts'
import {webpsUrl} from '../../lib/usecases/webps/webps-url.ts'

export default class WebpsUrl extends DmpCommand<WebpsAddress> {
  static override summary = 'command.webps.url.summary'
  static override description = 'command.webps.url.description'
  static override examples = [
    'dmp webps url HistoriqueAcces --ins @ins.txt',
    'dmp webps url "dossier patient" --ins - --open < ins.txt',
    'dmp webps url Documents --base https://web-ps.example --ins @ins.txt --ins-oid .8 --json',
    'dmp webps url Parametrages --open',
  ]
  static override schema = 'dmp.webps.url/1'
  static override offline = true
  static override args = {
    page: Args.string({description: 'command.webps.url.page', required: true, ignoreStdin: true}),
  }
  static override flags = {
    ins: Flags.string({summary: 'flag.ins', helpGroup: 'patient', helpValue: '@FILE|-|INS'}),
    'ins-oid': Flags.string({
      summary: 'flag.webps-ins-oid',
      helpGroup: 'patient',
      helpValue: 'OID|.8|.9|.10|.11',
    }),
    base: Flags.string({summary: 'flag.webps-base', helpValue: 'URL'}),
    open: Flags.boolean({summary: 'flag.webps-open', default: false}),
    yes: Flags.boolean({summary: 'flag.yes', dependsOn: ['open']}),
    output: Flags.string({summary: 'flag.webps-output', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.webps-force', dependsOn: ['output']}),
    unmask: Flags.boolean({summary: 'flag.webps-unmask', default: false}),
  }

  async run(): Promise<WebpsAddress> {
    const {args, flags} = await this.parse(WebpsUrl)
    const {ins, base, open, yes = false, output, force = false, unmask} = flags
    const found = await webpsUrl(await this.context(flags), {
      page: args.page,
      insOid: flags['ins-oid'],
      profileNamed: flags.profile !== undefined,
      ...{ins, base, open, yes, output, force, unmask},
    })
    return this.show(found, webpsUrlLines)
  }
}
