import type {LifeStep} from '../../traces/life-step.ts'
import type {LivedDocument, TraceLife} from '../../usecases/trace/show-trace.ts'
import {brief, civilTime, elapsed} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {operationWord, outcomeWord} from './trace-words.ts'

/** Shorter waits tell nothing. */
const WORTH_TELLING_MS = 1000

/** `trace show`: the documents, then every step in order with the waits between. */
export function lifeLines({documents, patients, steps, journals}: TraceLife, screen: Screen): string[] {
  const {t} = screen
  return [
    ...patients.map(({ref, ins, insOid}) =>
      ins ? t('trace.show.patient-ins', {ref, ins, oid: insOid ?? '-'}) : t('trace.show.patient', {ref}),
    ),
    ...documents.flatMap((document) => documentLines(document, screen)),
    '',
    ...steps.flatMap((step) => stepLines(step, screen)),
    '',
    ...journals.map(({file, id}) => t('trace.journal', {file, id})),
  ]
}

function documentLines(document: LivedDocument, {t, color}: Screen): string[] {
  const {action, uniqueId, typeCode, state, registryStatus, ipp, venue, sourceId, cause} = document
  const registry = registryStatus ? ` (${t(`registry.${registryStatus}`)})` : ''
  const words = {
    action: operationWord(action, t),
    uniqueId,
    type: typeCode,
    state: `${t(`state.${state}`)}${registry}${cause ? `, ${cause}` : ''}`,
  }
  const names = Object.entries({IPP: ipp, [t('trace.show.venue')]: venue, [t('trace.show.source')]: sourceId})
  const local = names.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]))
  return [
    color.bold(t('trace.show.document', words)),
    ...(local.length > 0 ? [`    ${local.join(', ')}`] : []),
  ]
}

function stepLines(step: LifeStep, {t, color}: Screen): string[] {
  const {language} = t
  const {waitMs, at, operation, outcome, tookMs, attempt, codes, cause} = step
  const paint = {success: color.green, warning: color.yellow, refused: color.red, failure: color.red}
  const painted = outcome in paint ? paint[outcome as keyof typeof paint] : (text: string) => text
  const said = [
    outcomeWord(outcome, t),
    ...[...new Set([...(cause ? [cause] : []), ...codes])],
    ...(tookMs === null ? [] : [brief(tookMs, language)]),
    ...(attempt !== null && attempt > 1 ? [t('trace.show.attempt', {attempt})] : []),
  ]
  const facts = [
    step.transaction,
    step.by,
    step.run && t('trace.show.run', {run: step.run}),
    step.messageId,
    step.documents.join(' '),
    step.reason && t('trace.show.reason', {reason: step.reason}),
  ]
  return [
    ...(waitMs !== null && waitMs >= WORTH_TELLING_MS
      ? [color.dim(t('trace.show.wait', {wait: elapsed(waitMs, language)}))]
      : []),
    `  ${civilTime(at, language)}  ${operationWord(operation, t)}: ${painted(said.join(', '))}`,
    ...[facts.filter((fact) => fact).join(' · ')]
      .filter((line) => line !== '')
      .map((line) => `      ${line}`),
  ]
}
