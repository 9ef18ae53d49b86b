import {Args} from '@oclif/core'
import {DmpCommand} from '../base-command.ts'
import {completionTree} from '../lib/ui/completion/command-tree.ts'
import {completionScript, type Shell, shells} from '../lib/ui/completion/scripts.ts'

interface CompletionAnswer {
  readonly shell: string
  readonly script: string
}

export default class Autocomplete extends DmpCommand<CompletionAnswer> {
  static override summary = 'command.autocomplete.summary'
  static override description = 'command.autocomplete.description'
  static override examples = [
    'source <(dmp autocomplete bash)',
    'dmp autocomplete zsh > ~/.zsh/completions/_dmp',
    'dmp autocomplete powershell | Out-String | Invoke-Expression',
  ]
  static override schema = 'dmp.autocomplete/1'
  static override args = {
    shell: Args.string({description: 'command.autocomplete.shell', required: true, options: [...shells]}),
  }

  async run(): Promise<CompletionAnswer> {
    const {args} = await this.parse(Autocomplete)
    const script = completionScript(args.shell as Shell, completionTree(this.config.commands))
    return this.show({shell: args.shell, script}, (answer) => [answer.script])
  }
}
