import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {exchangeFlags} from '../../command-flags/act.ts'
import {traitFlags, traitWords} from '../../command-flags/traits.ts'
import {verifyLines} from '../../lib/ui/ins/verify-view.ts'
import {insVerify} from '../../lib/usecases/ins/ins-verify.ts'
import {insVerifyExit, type InsVerify as Verify} from '../../lib/usecases/ins/verify-report.ts'

export default class InsVerify extends DmpCommand<Verify> {
  static override summary = 'command.ins.verify.summary'
  static override description = 'command.ins.verify.description'
  static override examples = [
    'dmp ins verify --patient patient.json',
    'dmp ins verify --patient - --json < patient.json',
    'dmp ins verify --patient patient.json --from-answer saved.xml',
  ]
  static override schema = 'dmp.ins.verify/1'
  static override flags = {
    ...traitFlags,
    ins: Flags.string({summary: 'flag.ins', helpGroup: 'patient', helpValue: '@FILE|-|INS'}),
    'ins-oid': Flags.string({summary: 'flag.ins-held-oid', helpGroup: 'patient', helpValue: 'OID|.8|.9|.10'}),
    'from-answer': Flags.string({summary: 'flag.insi-from-answer', helpValue: 'FILE|-'}),
    unmask: Flags.boolean({summary: 'flag.ins-unmask', default: false}),
    ...exchangeFlags,
  }

  async run(): Promise<Verify> {
    const {flags} = await this.parse(InsVerify)
    const verify = await insVerify(await this.context(flags), {
      traits: traitWords(flags),
      ins: flags.ins,
      insOid: flags['ins-oid'],
      fromAnswer: flags['from-answer'],
      profileNamed: flags.profile !== undefined,
      unmask: flags.unmask,
    })
    return this.show(verify, verifyLines, insVerifyExit(verify))
  }
}
