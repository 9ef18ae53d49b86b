import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {journalFlag} from '../../../command-flags/journal.ts'
import {exportedLines} from '../../../lib/ui/proof/proof-views.ts'
import {proofRecipe} from '../../../lib/ui/proof/recipe.ts'
import {type ExportedProof, exportExit, exportProof} from '../../../lib/usecases/proof/export-proof.ts'

export default class DocumentProofExport extends DmpCommand<ExportedProof> {
  static override summary = 'command.document.proof.export.summary'
  static override description = 'command.document.proof.export.description'
  static override examples = [
    'dmp document proof export 2.25.4242.1 --output proof.zip',
    'dmp document proof export 2.25.4242.1 --file letter.pdf --yes --output proof.zip',
    'dmp document proof export 2.25.4242.1 --crl aci-el-org.crl --ca authorities.pem',
    'dmp document proof export 2.25.4242.1 --output proof.zip --force --json',
  ]
  static override schema = 'dmp.document.proof.export/1'
  static override offline = true
  static override args = {document: Args.string({description: 'arg.proof-document', required: true})}
  static override flags = {
    file: Flags.string({summary: 'flag.proof-file', helpValue: 'DOCUMENT'}),
    output: Flags.string({summary: 'flag.proof-output', helpValue: 'FILE'}),
    ca: Flags.string({summary: 'flag.proof-ca', multiple: true, multipleNonGreedy: true, helpValue: 'FILE'}),
    crl: Flags.string({
      summary: 'flag.proof-crl',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE',
    }),
    force: Flags.boolean({summary: 'command.report.force', default: false}),
    yes: Flags.boolean({summary: 'flag.proof-yes', char: 'y', default: false}),
    ...journalFlag,
  }

  async run(): Promise<ExportedProof> {
    const {args, flags} = await this.parse(DocumentProofExport)
    const {file, output, ca = [], crl = [], force, yes} = flags
    const wish = {document: args.document, file, output, ca, crl, force, yes}
    const made = await exportProof(await this.context(flags), wish, proofRecipe)
    return this.show(made, exportedLines, exportExit(made))
  }
}
