import type {
  FoundCause,
  ReportedAnswer,
  ReportedIssue,
} from '../../usecases/exchange-check/exchange-report.ts'
import type {Translator} from '../translate.ts'
import {causeWords} from './cause-words.ts'

/** An answer explained: what it says, what caused it, who acts, and whether it names what was found. */
export function answerLines(
  answer: ReportedAnswer,
  findings: readonly FoundCause[],
  t: Translator,
  head: 'exchange.answer' | 'exchange.answer.stray' = 'exchange.answer',
): string[] {
  const {place, proof, outcome, issues, confirms, relatesTo} = answer
  const confirmed = findings.find(({cause}) => cause === confirms)
  const lines = [
    t(head, {
      file: place.file,
      line: place.line,
      proof: t(`exchange.proof.${proof}`),
      outcome: t(`exchange.outcome.${outcome}`),
    }),
    ...(proof === 'other' && relatesTo ? [t('exchange.answer.other', {relatesTo})] : []),
    ...issues.flatMap((issue) => issueLines(issue, t)),
  ]
  if (confirmed) lines.push(t('exchange.answer.confirms', {words: causeWords(confirmed, t)}))
  else if (issues.length > 0 && findings.length > 0 && proof !== 'other')
    lines.push(t('exchange.answer.elsewhere'))
  else if (outcome.startsWith('accepted') && findings.length > 0) lines.push(t('exchange.answer.stricter'))
  return lines
}

function issueLines({layer, code, text, known, actor, explained}: ReportedIssue, t: Translator): string[] {
  const head = t('exchange.answer.issue', {layer: t(`answer.layer.${layer}`), code, text: text || '–'})
  if (explained) {
    const who = explained.actors.map((each) => t(`explain.actor.${each}`)).join(t('explain.then'))
    const what = t('exchange.actor', {actor: who, todo: explained.todo})
    return [head, explained.cause, what, t('exchange.answer.next', {command: explained.next})]
  }
  if (known === null) return [head, t('exchange.answer.unknown-code', {code: code || text})]
  const todo = actor === 'editor' ? t('exchange.answer.editor') : t(`answer.${known}.remedy`)
  return [
    head,
    t(`answer.${known}.cause`),
    t('exchange.actor', {actor: t(`answer.actor.${actor ?? 'establishment'}`), todo}),
  ]
}
