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
  /** The library's own words, which it keeps in English. */
  const keysHelpTip = (keys: readonly (readonly [key: string, action: string])[]) =>
    keys.map(([key, action]) => `${key} ${say(`prompt.key.${action}`)}`).join(' • ')
  const context = {signal, output: process.stderr}
  return {
    available,
    async text(question, {params, ...options} = {}) {
      const {input} = await load()
      const {validate} = options
      const refusal = (words: string) => (words === '' ? translator('prompt.invalid') : say(words))
      const valid =
        validate &&
        ((answer: string) => {
          const found = validate(answer)
          return found === true || refusal(found)
        })
      return input({message: say(question, params), ...options, ...(valid ? {validate: valid} : {})}, context)
    },
    async secret(question) {
      const {password} = await load()
      const theme = {style: {keysHelpTip, maskedText: translator('prompt.masked')}}
      return password({message: say(question), mask: false, theme}, context)
    },
    async confirm(question, byDefault = false) {
      const {confirm} = await load()
      const error = ({yes, no}: {readonly yes: string; readonly no: string}) =>
        translator('prompt.yes-or-no', {yes, no})
      const keywords = {yes: translator('prompt.yes'), no: translator('prompt.no'), error}
      return confirm({message: say(question), default: byDefault, theme: {keywords}}, context)
    },
    async choose(question, choices) {
      const {select} = await load()
      return select(
        {
          message: say(question),
          theme: {style: {keysHelpTip}},
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
