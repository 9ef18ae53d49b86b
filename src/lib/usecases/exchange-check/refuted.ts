import type {ExaminationStep} from '../../ports/strict-exchange.ts'
import type {CheckedExchange, FoundCause, ReportedAnswer} from './exchange-report.ts'

/** Before the registry looks at a lot. */
const early: readonly ExaminationStep[] = [
  'tls',
  'http',
  'xml',
  'soap',
  'addressing',
  'parts',
  'vihf',
  'signer',
  'life',
  'attributes',
]

/** Whether the answer proves that the DMP did not object at this step. */
function passed({step}: FoundCause, {proof, outcome, issues}: ReportedAnswer): boolean {
  if (proof !== 'relates-to') return false
  if (outcome === 'accepted' || outcome === 'accepted-with-warnings') return true
  const spoken = issues.length > 0 && issues.every(({layer}) => layer === 'registry' || layer === 'hl7')
  return spoken && early.includes(step)
}

/** An exchange with its answer: a doubt that only the capture gave rise to falls where the answer proves the contrary. */
export function withAnswer(checked: CheckedExchange, answer: ReportedAnswer | null): CheckedExchange {
  if (!answer) return {...checked, answer}
  const refuted = checked.findings.filter((found) => !found.certain && passed(found, answer))
  const findings = checked.findings.filter((found) => !refuted.includes(found))
  return {...checked, findings, first: findings[0] ?? null, refuted: refuted.map(({cause}) => cause), answer}
}
