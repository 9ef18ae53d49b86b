import type {
  CheckedExchange,
  ExchangeCheck,
  FoundCause,
} from '../../usecases/exchange-check/exchange-report.ts'
import type {Screen} from '../screen.ts'
import {answerLines} from './answer-lines.ts'
import {causeTodo, causeWords} from './cause-words.ts'
import {captureLines, factLines, formWords, limitLines} from './fact-lines.ts'

/** Exchanges shown whole on a screen. */
const mostWhole = 20

/** Each exchange with its first cause first, then what goes with it. */
export function exchangeLines(made: ExchangeCheck, screen: Screen): string[] {
  const {t} = screen
  const {examined, others, withFindings, exchanges, strayAnswers, ticket} = made
  const shown = exchanges.length > mostWhole ? exchanges.filter(({faulty}) => faulty) : exchanges
  const left = examined - Math.min(shown.length, mostWhole)
  return [
    ...shown.slice(0, mostWhole).flatMap((exchange) => [...wholeLines(exchange, screen), '']),
    ...strayAnswers
      .slice(0, mostWhole)
      .flatMap((answer) => [...answerLines(answer, [], t, 'exchange.answer.stray'), '']),
    ...(others > 0 ? [t('exchange.others', {count: others})] : []),
    ...(left > 0 ? [t('exchange.more', {count: left})] : []),
    t('exchange.count', {examined, withFindings}),
    ...(ticket === null ? [] : [t('exchange.ticket.written', {path: ticket})]),
  ]
}

function wholeLines(exchange: CheckedExchange, screen: Screen): string[] {
  const {t, color} = screen
  const {n, place, first, findings, answer} = exchange
  const more = findings.slice(1)
  const found = [
    ...(first
      ? causeLines(first, screen)
      : [(exchange.complete ? color.green : color.yellow)(t('exchange.nothing'))]),
    ...(more.length > 0 ? [t('exchange.also'), ...more.map((one) => alsoLine(one, screen))] : []),
  ]
  const said = answer ? answerLines(answer, findings, t) : [t('exchange.answer.none')]
  // What the DMP said of this very message is surer than a doubt, or than nothing found.
  const surer = answer?.proof === 'relates-to' && answer.issues.length > 0 && !first?.certain
  return [
    color.bold(t('exchange.head', {n, ...place, what: formWords(exchange, t)})),
    ...captureLines(exchange, t).map((line) => color.yellow(line)),
    ...(surer ? [...said, ...found] : [...found, ...said]),
    ...factLines(exchange, t),
    ...limitLines(exchange, t),
  ]
}

/** Codes of the embedded DMP, where no published one is known: the real one may answer another. */
const isOwn = (code: string): boolean => /^(?:Sandbox|HTTP )/.test(code)

function causeLines(first: FoundCause, {t, color}: Screen): string[] {
  const {code, text, certain, actor} = first
  return [
    color.red(`✘ ${t(certain ? 'exchange.first' : 'exchange.maybe', {words: causeWords(first, t)})}`),
    `  ${t(isOwn(code) ? 'exchange.said' : 'exchange.code', {code, text})}`,
    ...(certain ? [] : [`  ${color.yellow(t('exchange.uncertain'))}`]),
    `  ${t('exchange.actor', {actor: t(`exchange.actor.${actor}`), todo: causeTodo(first, t)})}`,
  ]
}

function alsoLine(found: FoundCause, {t, color}: Screen): string {
  const doubt = found.certain ? '' : ` ${color.yellow(t('exchange.uncertain'))}`
  return `- ${causeWords(found, t)} (${found.code})${doubt}`
}
