import type {DmpError} from '../errors/dmp-error.ts'
import type {TextParams, Translator} from './translate.ts'

/** Parameters that are codes become words where the catalogue has them: `<prefix>.<param>.<value>`. */
export function spokenParams(prefix: string, params: TextParams, t: Translator): TextParams {
  const word = (name: string, value: string | number) => {
    const key = `${prefix}.${name}.${value}`
    return t.has(key) ? t(key, params) : value
  }
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, word(name, value)]))
}

/** Sentences of an error: what happened, why, what to do next (one entry a line). */
export interface ErrorSentences {
  readonly message: string
  readonly why: string
  readonly suggestions: readonly string[]
}

export function errorSentences(error: DmpError, t: Translator): ErrorSentences {
  const params = spokenParams(`error.${error.code}`, error.params, t)
  const say = (part: string) => t(`error.${error.code}.${part}`, params)
  return {
    message: say('what'),
    why: say('why'),
    suggestions: say('todo').split('\n').filter(Boolean),
  }
}

interface FindingLike {
  readonly rule: string
  readonly severity: string
  readonly line?: number
  readonly params?: TextParams
}

/** Remarks that an error carries (`details.findings`), one line each. */
function findingLines(error: DmpError, t: Translator): string[] {
  const findings = error.details['findings']
  if (!Array.isArray(findings)) return []
  return (findings as FindingLike[])
    .filter(({rule}) => rule)
    .map(({rule, severity, line, params = {}}) => {
      const place = line ? t('finding.line', {line}) : ''
      return `  - ${t(`finding.${severity}`)} ${rule}${place} ${t(`rule.${rule}`, spokenParams(`rule.${rule}`, params, t))}`
    })
}

/** The human form, for stderr. */
export function errorText(error: DmpError, t: Translator): string {
  const {message, why, suggestions} = errorSentences(error, t)
  const indent = ' '.repeat(2)
  return [
    t('error.head', {code: error.code, message}),
    ...findingLines(error, t),
    `${indent}${t('error.why')} ${why}`,
    ...suggestions.map(
      (line, index) =>
        `${indent}${index === 0 ? t('error.todo') : ' '.repeat(t('error.todo').length)} ${line}`,
    ),
    `${indent}${t('error.page', {code: error.code})}`,
  ].join('\n')
}
