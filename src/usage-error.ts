import {DmpError} from './lib/errors/dmp-error.ts'
import {hideMatriculesInText} from './lib/ins/hide-matricules.ts'
import type {Translator} from './lib/ui/translate.ts'

interface ParserError extends Error {
  readonly oclif?: {readonly exit?: number}
  readonly flags?: readonly string[]
  readonly args?: readonly (string | {readonly name: string})[]
  readonly failed?: readonly {readonly reason?: string; readonly name?: string}[]
  readonly parse?: unknown
}

/** Flag names a message of the parser names; values are dropped, they may be secrets or patient data. */
function namesIn(error: ParserError): string[] {
  if (error.flags) return error.flags.map(String).map((flag) => flag.replace(/=.*$/s, ''))
  const required = [...error.message.matchAll(/Missing required flag ([a-z][a-z-]*)/g)].map(
    ([, name]) => `--${name}`,
  )
  const fromMessage = [...required, ...[...error.message.matchAll(/--[a-z][a-z-]*/g)].map(([flag]) => flag)]
  return [...new Set(fromMessage.filter((flag) => flag !== '--help'))]
}

/**
 * The parser's refusal as a DmpError. The parser's own error carries argv, paths and the whole manifest,
 * which `--json` would print: only the kind of mistake and the names involved are kept.
 */
export function usageError(
  error: ParserError,
  t: Translator,
  argv: readonly string[] = [],
  commands: () => readonly string[] = () => [],
): DmpError {
  if (!error.parse)
    return namesIn(error).length > 0 ? valueUnfit(error, t) : unknownCommand(argv, t, commands())
  const kind = error.constructor.name
  const argNames = (error.args ?? []).map((arg) => (typeof arg === 'string' ? '' : arg.name)).filter(Boolean)
  const names = kind === 'RequiredArgsError' ? argNames.map((name) => name.toUpperCase()) : namesIn(error)
  const key = `usage.${kind}`
  const told = t(t.has(key) ? key : 'usage.other', {names: names.join(', ') || '?'})
  const problem = kind === 'ArgInvalidOptionError' ? `${told}${formExpected(error, t)}` : told
  return new DmpError('DMP_USAGE', {params: {problem}, details: {kind, names}})
}

/**
 * The value given and the form expected, where the parser says them: ` (foo; one of: ins, ipp)`. Only values of flags
 * and arguments that take no secret are told (numbers, instants, lengths of time, words of a list), an INS masked.
 */
function formExpected({message}: ParserError, t: Translator): string {
  const [first = ''] = message.split('\nSee more help')
  const form = /\b(moment|days|duration): (.*)$/s.exec(first)
  if (form) return shown(form[2], t(`usage.form.${form[1]}`))
  const number = /Expected an integer(?: (greater|less) than or equal to (-?\d+))? but received: (.*)$/s.exec(
    first,
  )
  if (number) return shown(number[3], t(`usage.form.${number[1] ?? 'integer'}`, {limit: number[2] ?? ''}))
  const word = /Expected (?:--[a-z-]+=)?(.*) to be one of: (.*)$/s.exec(first)
  return word ? shown(word[1], t('usage.form.word', {words: word[2] ?? ''})) : ''
}

const shown = (value = '', form: string) =>
  ` ${hideMatriculesInText(`« ${value.trim().slice(0, 40)} »`)} – ${form}`

/** What the parser throws as a plain error: `--flag` at the end of the line, or a value that the flag cannot read. */
function valueUnfit(error: ParserError, t: Translator): DmpError {
  const names = namesIn(error)
  const isMissing = error.message.includes('expects a value')
  const key = isMissing ? 'usage.value-missing' : 'usage.FlagInvalidOptionError'
  const told = t(key, {names: names.join(', ')})
  const problem = isMissing ? told : `${told}${formExpected(error, t)}`
  const kind = isMissing ? 'ValueMissing' : 'ValueInvalid'
  return new DmpError('DMP_USAGE', {params: {problem}, details: {kind, names}})
}

/** Only words that look like commands are repeated: anything else may be a value put in the wrong place. */
function unknownCommand(argv: readonly string[], t: Translator, commands: readonly string[]): DmpError {
  // A command without arguments swallows the word after it into its name.
  const typed = argv.filter((word) => !word.startsWith('-'))
  const own = [3, 2, 1].map((count) => typed.slice(0, count).join(' ')).find((id) => commands.includes(id))
  if (own !== undefined) {
    const problem = t('usage.takes-no-argument', {names: `dmp ${own}`})
    return new DmpError('DMP_USAGE', {params: {problem}, details: {kind: 'UnexpectedArgsError', names: []}})
  }
  const words = argv.slice(0, 2).filter((word) => /^[a-z][a-z-]*$/.test(word))
  const problem = t('usage.unknown-command', {names: words.join(' ') || '?'})
  return new DmpError('DMP_USAGE', {params: {problem}, details: {kind: 'UnknownCommand', names: words}})
}

/** Errors that oclif raises for a command line it cannot understand. */
export function isUsageError(error: unknown): error is ParserError {
  return (
    error instanceof Error &&
    (('parse' in error && error.parse !== undefined) || (error as ParserError).oclif?.exit === 2)
  )
}
