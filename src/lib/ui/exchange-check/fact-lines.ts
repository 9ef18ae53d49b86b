import type {CheckedExchange} from '../../usecases/exchange-check/exchange-report.ts'
import type {Translator} from '../translate.ts'

/** How an exchange lay in the file. */
export function formWords({form, wrapping}: CheckedExchange, t: Translator): string {
  const words = t(`exchange.form.${form}`)
  return wrapping.length === 0 ? words : t('exchange.wrapped', {form: words, wrapping: wrapping.join(' → ')})
}

/** What stands in the way of reading it. */
export function captureLines({complete, cut, remarks}: CheckedExchange, t: Translator): string[] {
  const told = [
    ...new Set(remarks.map(({kind, part}) => `${t(`exchange.remark.${kind}`)}${part ? ` (${part})` : ''}`)),
  ]
  return [
    ...(cut ? [t('exchange.cut', {line: cut.line, where: t(`exchange.cut.${cut.where}`)})] : []),
    ...(!complete && !cut ? [t('exchange.incomplete')] : []),
    ...(told.length > 0 ? [t('exchange.remarks', {remarks: told.join(' ; ')})] : []),
  ]
}

/** Generation, versions, INS and structure, who signed and by what time it was judged. */
export function factLines(exchange: CheckedExchange, t: Translator): string[] {
  const unknown = t('exchange.unknown')
  const {api, soap, vihfVersion, ins, environment, software, structureId, documents, signers} = exchange
  const insWords = ins
    ? t('exchange.ins', {kind: ins.kind === 'other' ? t('exchange.ins.other') : ins.kind, oid: ins.oid})
    : t('exchange.ins.none')
  return [
    t('exchange.facts', {
      api: api ?? unknown,
      soap: soap ?? unknown,
      vihf: vihfVersion ?? unknown,
      ins: insWords,
      environment: environment ? t(`exchange.environment.${environment}`) : unknown,
    }),
    t('exchange.software', {software: software ?? unknown, structure: structureId ?? unknown, documents}),
    t('exchange.judged', {at: exchange.judgedAt, by: t(`exchange.judged.${exchange.judgedBy}`)}),
    ...signers.map(({role, subject, serial, notBefore, notAfter, chain}) =>
      t('exchange.signer', {
        role: t(`exchange.role.${role}`),
        subject,
        serial,
        notBefore: notBefore.slice(0, 10),
        notAfter: notAfter.slice(0, 10),
        chain: t(`exchange.chain.${chain}`),
      }),
    ),
  ]
}

/** Lawful habits, what was not reached and what a capture cannot show. */
export function limitLines(
  {habits, refuted, notReached, notChecked}: CheckedExchange,
  t: Translator,
): string[] {
  const list = (names: readonly string[], kind: string) =>
    names.map((name) => t(`exchange.${kind}.${name}`)).join(' ; ')
  return [
    ...(habits.length > 0 ? [t('exchange.habits', {habits: list(habits, 'habit')})] : []),
    ...(refuted.length > 0 ? [t('exchange.refuted', {causes: refuted.join(', ')})] : []),
    ...(notReached.length > 0 ? [t('exchange.not-reached', {steps: list(notReached, 'step')})] : []),
    ...(notChecked.length > 0 ? [t('exchange.not-checked', {items: list(notChecked, 'not-checked')})] : []),
  ]
}
