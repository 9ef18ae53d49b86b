import type {CheckedExchange, ExchangeCheck} from '../../usecases/exchange-check/exchange-report.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlPage, htmlTable} from '../html/page.ts'
import type {Translator} from '../translate.ts'
import {answerLines} from './answer-lines.ts'
import {causeTodo, causeWords} from './cause-words.ts'
import {captureLines, factLines, formWords, limitLines} from './fact-lines.ts'

const mostExchanges = 50

/** One page that needs nothing else, to be sent to the editor: no value of a person is in what it is made from. */
export function ticketPage(made: ExchangeCheck, t: Translator): string {
  const {exchanges, strayAnswers, examined, withFindings} = made
  const wrong = exchanges.filter(({faulty}) => faulty)
  const shown = wrong.length > 0 ? wrong : exchanges
  const title = t('exchange.ticket.title')
  const strays = strayAnswers
    .slice(0, mostExchanges)
    .map((answer) => answerLines(answer, [], t, 'exchange.answer.stray'))
  const left = examined - Math.min(shown.length, mostExchanges)
  return htmlPage({
    language: t.language,
    title,
    content: [
      markup`<h1>${title}</h1>
<p class="soft">${t('exchange.ticket.intro')}</p>
<p>${t('exchange.count', {examined, withFindings})}</p>
`,
      ...shown.slice(0, mostExchanges).map((exchange) => exchangeSection(exchange, t)),
      ...strays.map(paragraphs),
      ...(left > 0 ? [markup`<p>${t('exchange.more', {count: left})}</p>`] : []),
    ],
  })
}

const paragraphs = (lines: readonly string[]): Markup =>
  markup`${lines.map(
    (line) => markup`<p>${line}</p>
`,
  )}`

function exchangeSection(exchange: CheckedExchange, t: Translator): Markup {
  const {n, place, findings, answer, messageId, action} = exchange
  const unknown = t('exchange.unknown')
  return markup`<h2>${t('exchange.head', {n, ...place, what: formWords(exchange, t)})}</h2>
<p class="id">${t('exchange.ticket.message', {messageId: messageId ?? unknown, action: action ?? unknown})}</p>
${paragraphs(captureLines(exchange, t))}${findings.length > 0 ? causeTable(exchange, t) : markup`<p>${t('exchange.nothing')}</p>`}
${paragraphs(answer ? answerLines(answer, findings, t) : [t('exchange.answer.none')])}
<h3>${t('exchange.ticket.facts')}</h3>
${paragraphs([...factLines(exchange, t), ...limitLines(exchange, t)])}`
}

function causeTable({n, findings}: CheckedExchange, t: Translator): Markup {
  const rows = findings.map(
    (
      found,
      at,
    ) => markup`<tr${at === 0 ? markup` class="over"` : undefined}><td>${at + 1}</td><td>${t(`exchange.step.${found.step}`)}</td><td>${causeWords(found, t)}${found.certain ? undefined : markup`<br>${t('exchange.uncertain')}`}<br><code>${found.cause}</code></td><td><code>${found.code}</code> ${found.text}</td><td>${t(`exchange.actor.${found.actor}`)} – ${causeTodo(found, t)}</td></tr>
`,
  )
  const head = ['#', ...['step', 'cause', 'code', 'todo'].map((name) => t(`exchange.ticket.${name}`))]
  return htmlTable({id: `causes-${n}`, head, rows})
}
