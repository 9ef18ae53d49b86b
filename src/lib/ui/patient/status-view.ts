import type {PatientStatus} from '../../usecases/patient/patient-status.ts'
import type {Screen} from '../screen.ts'

/** Who can do something about it; after a death nobody reopens. */
function callLine({verdict, closure, contacts}: PatientStatus, {t}: Screen): string {
  const contact = contacts.patient ?? t('patient.contact.default')
  const special = `patient.call.${closure?.reason ?? ''}`
  return t(t.has(special) ? special : `patient.call.${verdict}`, {contact})
}

/** `patient status`: the verdict, who must call whom, and the traits that differ. */
export function patientLines(status: PatientStatus, screen: Screen): string[] {
  const {t, color} = screen
  const {verdict, closure, differences, authorisation} = status
  const paint = status.feedable ? color.green : color.yellow
  const code = closure?.reason ?? '—'
  const reason = t.has(`patient.closure.${code}`) ? t(`patient.closure.${code}`, {code}) : code
  const lines = [`${status.ins}  ${paint(t(`patient.${verdict}`, {date: closure?.date ?? '—', reason}))}`]
  if (!status.feedable) lines.push(callLine(status, screen))
  if (authorisation === 'INTERDIT') lines.push(color.yellow(t('patient.blocked')))
  if (differences.length > 0) {
    const traits = differences.map(({trait, local, returned}) =>
      local === undefined ? trait : `${trait} (${local} / ${returned})`,
    )
    lines.push(color.yellow(t('patient.differences', {traits: traits.join(', ')})))
  }
  return lines
}
