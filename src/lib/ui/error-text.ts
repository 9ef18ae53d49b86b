import {type Actor, knownAnswerById} from '../answers/known-answers.ts'
import type {DmpError} from '../errors/dmp-error.ts'
import {hideMatriculesInText} from '../ins/hide-matricules.ts'
import {type CertificateFinding, findingMessage} from '../pki/finding.ts'
import {plain} from './plain.ts'
import type {TextParams, Translator} from './translate.ts'

/** Parameters that are codes become words where the catalogue has them: `<prefix>.<param>.<value>`. */
export function spokenParams(prefix: string, params: TextParams, t: Translator): TextParams {
  const word = (name: string, value: string | number) => {
    const key = `${prefix}.${name}.${value}`
    return t.has(key) ? t(key, params) : value
  }
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, word(name, value)]))
}

/** What is known of an answer of the DMP: what caused it, what to do, who can act. */
export interface SpokenAnswer {
  /** Id of docs/known-answers.md. */
  readonly id: string
  readonly cause: string
  readonly remedy: string
  readonly actor: Actor
  readonly actorName: string
}

/** Sentences of an error: what happened, why, what to do next (one entry a line). */
export interface ErrorSentences {
  readonly message: string
  readonly why: string
  readonly suggestions: readonly string[]
  readonly answer?: SpokenAnswer
}

/** The parts of an error that sentences are made of; an outcome in a report has them too. */
export type Spoken = Pick<DmpError, 'code' | 'params' | 'details'>

/** The explanation of the answer that an error carries; nothing is guessed of an answer that nobody explained. */
export function answerOf({details}: Pick<Spoken, 'details'>, t: Translator): SpokenAnswer | undefined {
  const known = knownAnswerById(String(details['known'] ?? ''))
  if (!known) return undefined
  const {id, actor} = known
  return {
    id,
    cause: t(`answer.${id}.cause`),
    remedy: t(`answer.${id}.remedy`),
    actor,
    actorName: t(`answer.actor.${actor}`),
  }
}

/**
 * The sentences of an error. A known answer of the DMP tells its own cause and remedy, then who can act; what stays
 * true beside them is `error.<CODE>.todo-known`. A parameter `case` chooses sentences of its own where there are any
 * (`error.<CODE>.why.<case>`).
 */
export function errorSentences({code, params: values, details}: Spoken, t: Translator): ErrorSentences {
  const params = spokenParams(`error.${code}`, values, t)
  const say = (part: string) => {
    const own = `error.${code}.${part}.${values['case']}`
    return t(t.has(own) ? own : `error.${code}.${part}`, params)
  }
  const answer = answerOf({details}, t)
  const message = say('what')
  const advice = adviceOf(details, t)
  if (advice) return {message, why: advice.cause, suggestions: advice.remedy.split('\n').filter(Boolean)}
  if (!answer) return {message, why: say('why'), suggestions: say('todo').split('\n').filter(Boolean)}
  const {cause, remedy, actorName} = answer
  const beside = t.has(`error.${code}.todo-known`) ? [say('todo-known')] : []
  return {
    message,
    why: cause,
    suggestions: [remedy, t('answer.who', {actor: actorName}), ...beside],
    answer,
  }
}

/** What a table of codes that can be added to knows of an answer, in the language at hand. */
function adviceOf(
  {advice}: Spoken['details'],
  {language}: Translator,
): {readonly cause: string; readonly remedy: string} | undefined {
  const told = (advice as Readonly<Record<string, {cause: string; remedy: string}>> | undefined)?.[language]
  return told && {cause: plain(told.cause), remedy: plain(told.remedy)}
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
  const faults = (findings as Partial<CertificateFinding>[])
    .filter(({check, severity}) => check !== undefined && severity === 'error')
    .map((finding) => faultLine(finding as CertificateFinding, t))
  const remarks = (findings as FindingLike[])
    .filter(({rule}) => rule)
    .map(({rule, severity, line, params = {}}) => {
      const place = line ? t('finding.line', {line}) : ''
      return `  - ${t(`finding.${severity}`)} ${rule}${place} ${t(`rule.${rule}`, spokenParams(`rule.${rule}`, params, t))}`
    })
  return [...faults, ...remarks]
}

/** What was found of a certificate, beside what was expected. */
function faultLine(finding: CertificateFinding, t: Translator): string {
  const {check, severity, certificate, params} = finding
  const sentence = t(findingMessage(finding), params)
  return `  - ${t(`finding.${severity}`)} ${check} ${t(`certificate.role.${certificate}`)} : ${sentence}`
}

/** The human form, for stderr: an INS that names of files or local numbers carry is masked there too. */
export function errorText(error: DmpError, t: Translator): string {
  const {message, why, suggestions} = errorSentences(error, t)
  const indent = ' '.repeat(2)
  const lines = [
    t('error.head', {code: error.code, message}),
    ...findingLines(error, t),
    `${indent}${t('error.why')} ${why}`,
    ...suggestions.map(
      (line, index) =>
        `${indent}${index === 0 ? t('error.todo') : ' '.repeat(t('error.todo').length)} ${line}`,
    ),
    `${indent}${t('error.page', {code: error.code})}`,
  ]
  return hideMatriculesInText(lines.join('\n'))
}
