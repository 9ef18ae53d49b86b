import type {PatientStatus} from '../../usecases/patient/patient-status.ts'
import type {Screen} from '../screen.ts'

/** `patient status`: the verdict, who must call whom, and the traits that differ. */
export function patientLines(status: PatientStatus, {t, color}: Screen): string[] {
  const {verdict, closure, differences, contacts} = status
  const paint = status.feedable ? color.green : color.yellow
  const lines = [
    `${status.ins}  ${paint(t(`patient.${verdict}`, {date: closure?.date?.slice(0, 8) ?? '—', reason: closure?.reason ?? '—'}))}`,
  ]
  if (!status.feedable)
    lines.push(t(`patient.call.${verdict}`, {contact: contacts.patient ?? t('patient.contact.default')}))
  if (differences.length > 0) {
    const traits = differences.map(({trait, local, returned}) =>
      local === undefined ? trait : `${trait} (${local} / ${returned})`,
    )
    lines.push(color.yellow(t('patient.differences', {traits: traits.join(', ')})))
  }
  return lines
}
