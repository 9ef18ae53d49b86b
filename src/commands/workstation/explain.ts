import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {explanationLines} from '../../lib/ui/workstation/explain-view.ts'
import {explainWorkstationCheck, type WorkstationExplanation} from '../../lib/usecases/workstation/explain.ts'

export default class WorkstationExplain extends DmpCommand<WorkstationExplanation> {
  static override aliases = ['doctor:explain']
  static override summary = 'command.workstation.explain.summary'
  static override description = 'command.workstation.explain.description'
  static override examples = [
    'dmp workstation explain',
    'dmp workstation explain pcsc.exclusive',
    'dmp workstation explain net.issuer --lang en',
  ]
  static override schema = 'dmp.workstation.explain/1'
  static override offline = true
  static override args = {check: Args.string({description: 'command.workstation.explain.check'})}

  async run(): Promise<WorkstationExplanation> {
    const {args} = await this.parse(WorkstationExplain)
    return this.show(explainWorkstationCheck(args.check, this.t), explanationLines)
  }
}
