import type {Prompter} from '../ports/prompter.ts'
import type {TextParams, Translator} from './translate.ts'

interface PrompterOptions {
  readonly available: boolean
  readonly signal: AbortSignal
  readonly translator: Translator
}

/** Asks on the terminal through inquirer, loaded only when something is asked; talks on stderr, the answer stays on stdout. */
export function terminalPrompter({available, signal, translator}: PrompterOptions): Prompter {
  /** Use cases ask with a message key; a text that is not one is taken as it is. */
  const say = (key: string, params?: TextParams) => (translator.has(key) ? translator(key, params) : key)
  const load = () => import('@inquirer/prompts')
  const context = {signal, output: process.stderr}
  return {
    available,
    async text(question, {params, ...options} = {}) {
      const {input} = await load()
      return input({message: say(question, params), ...options}, context)
    },
    async secret(question) {
      const {password} = await load()
      return password({message: say(question), mask: false}, context)
    },
    async confirm(question, byDefault = false) {
      const {confirm} = await load()
      return confirm({message: say(question), default: byDefault}, context)
    },
    async choose(question, choices) {
      const {select} = await load()
      return select(
        {
          message: say(question),
          choices: choices.map(({value, label, hint}) => ({
            value,
            name: say(label),
            ...(hint ? {description: hint} : {}),
          })),
        },
        context,
      )
    },
  }
}
