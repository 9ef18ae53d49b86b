import type {Prompter} from '../ports/prompter.ts'

interface PrompterOptions {
  readonly available: boolean
  readonly signal: AbortSignal
}

/** Asks on the terminal through inquirer, loaded only when something is asked; talks on stderr, the answer stays on stdout. */
export function terminalPrompter({available, signal}: PrompterOptions): Prompter {
  const load = () => import('@inquirer/prompts')
  const context = {signal, output: process.stderr}
  return {
    available,
    async text(message, options = {}) {
      const {input} = await load()
      return input({message, ...options}, context)
    },
    async secret(message) {
      const {password} = await load()
      return password({message, mask: false}, context)
    },
    async confirm(message, byDefault = false) {
      const {confirm} = await load()
      return confirm({message, default: byDefault}, context)
    },
    async choose(message, choices) {
      const {select} = await load()
      return select(
        {
          message,
          choices: choices.map(({value, label, hint}) => ({
            value,
            name: label,
            ...(hint ? {description: hint} : {}),
          })),
        },
        context,
      )
    },
  }
}
