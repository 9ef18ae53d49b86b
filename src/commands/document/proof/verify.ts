import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {instant} from '../../../command-flags/instant.ts'
import {verifiedLines} from '../../../lib/ui/proof/proof-views.ts'
import {type VerifiedProof, verifyProof, verifyProofExit} from '../../../lib/usecases/proof/verify-proof.ts'

export default class DocumentProofVerify extends DmpCommand<VerifiedProof> {
  static override summary = 'command.document.proof.verify.summary'
  static override description = 'command.document.proof.verify.description'
  static override examples = [
    'dmp document proof verify proof.zip',
    'dmp document proof verify proof.zip --file document.xml',
    'dmp document proof verify proof.zip --trust authorities.pem --at 2031-03-02T10:15:00.000Z',
    'dmp document proof verify proof.zip --json',
  ]
  static override schema = 'dmp.document.proof.verify/1'
  static override offline = true
  static override args = {archive: Args.string({description: 'arg.proof-archive', required: true})}
  static override flags = {
    file: Flags.string({summary: 'flag.proof-verify-file', helpValue: 'DOCUMENT'}),
    trust: Flags.string({
      summary: 'flag.proof-trust',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE',
    }),
    at: instant({summary: 'flag.proof-at'}),
  }

  async run(): Promise<VerifiedProof> {
    const {args, flags} = await this.parse(DocumentProofVerify)
    const {file, trust = [], at} = flags
    const made = await verifyProof(await this.context(flags), {archive: args.archive, file, trust, at})
    return this.show(made, verifiedLines, verifyProofExit(made))
  }
}
