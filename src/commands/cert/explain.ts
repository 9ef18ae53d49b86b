import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {explanationLines} from '../../lib/ui/cert/explain-view.ts'
import {type CertExplanation, explainCheck} from '../../lib/usecases/cert/explain-check.ts'

export default class CertExplain extends DmpCommand<CertExplanation> {
  static override summary = 'command.cert.explain.summary'
  static override description = 'command.cert.explain.description'
  static override examples = [
    'dmp cert explain',
    'dmp cert explain TIME-03',
    'dmp cert explain ID-04 --lang en',
  ]
  static override schema = 'dmp.cert.explain/1'
  static override offline = true
  static override args = {check: Args.string({description: 'command.cert.explain.check'})}

  async run(): Promise<CertExplanation> {
    const {args} = await this.parse(CertExplain)
    return this.show(explainCheck(args.check, this.t), explanationLines)
  }
}
