import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {documentFlags} from '../../command-flags/document.ts'
import {patientFlags} from '../../command-flags/patient.ts'
import {visibilityFlags} from '../../command-flags/visibility.ts'
import {documentWords, patientWords, visibilityWords} from '../../command-flags/words.ts'
import {validationLines} from '../../lib/ui/document/validation-view.ts'
import {
  documentValidate,
  type ValidationReport,
  validationExit,
} from '../../lib/usecases/documents/document-validate.ts'

export default class DocumentValidate extends DmpCommand<ValidationReport> {
  static override summary = 'command.document.validate.summary'
  static override description = 'command.document.validate.description'
  static override examples = [
    'dmp document validate cda.xml',
    'dmp document validate report.pdf --patient patient.json --type 11488-4 --date 2026-03-02',
    'dmp document validate *.xml --json',
  ]
  static override schema = 'dmp.document.validate/1'
  static override offline = true
  static override strict = false
  static override args = {file: Args.string({description: 'arg.file'})}
  static override flags = {...patientFlags, ...visibilityFlags, ...documentFlags}

  async run(): Promise<ValidationReport> {
    const {argv, flags} = await this.parse(DocumentValidate)
    const report = await documentValidate(await this.context(flags), {
      files: argv.map(String),
      document: documentWords(flags),
      patient: patientWords(flags),
      visibility: visibilityWords(flags),
    })
    return this.show(report, validationLines, validationExit(report))
  }
}
