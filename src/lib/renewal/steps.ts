import type {RenewalCalendar} from './calendar.ts'

/** Who acts: the technical administrator enrolled by the structure's legal representative, or who runs this program. */
export type StepActor = 'administrator' | 'operator'

/** One thing that a person does; its text is `renewal.step.<id>`. */
export interface RenewalStep {
  readonly id: string
  readonly by: StepActor
  /** `AAAA-MM-JJ` */
  readonly until: string
}

/** The ordering platform (ANS): the administrator signs in with a CPx card. */
export const ORDERING_PLATFORM = 'https://pfc.eservices.esante.gouv.fr/pfcng-ihm/authentication.xhtml'
/** Sender of the one reminder. */
export const REMINDER_SENDER = 'noreply@pfc.eservices.esante.gouv.fr'
/** Form for test products, ordered with a test card. */
export const TEST_ORDER_FORM = 'F414'

const renewing: readonly (readonly [id: string, by: StepActor])[] = [
  ['card', 'administrator'],
  ['mailbox', 'administrator'],
  ['sign-in', 'administrator'],
  ['renew', 'administrator'],
  ['withdraw', 'administrator'],
  ['hand-over', 'administrator'],
  ['compare', 'operator'],
  ['install', 'operator'],
  ['elsewhere', 'operator'],
]

const ordering: readonly (readonly [id: string, by: StepActor])[] = [
  ['card', 'administrator'],
  ['sign-in', 'administrator'],
  ['order', 'administrator'],
  ['withdraw', 'administrator'],
  ['hand-over', 'administrator'],
  ['compare', 'operator'],
  ['install', 'operator'],
]

/** What is to be done, in order (ANS guides "demander" and "retirer un certificat", ANS certificate FAQ). */
export function renewalSteps({stage, lastWorkingDay, firstNotice}: RenewalCalendar): readonly RenewalStep[] {
  if (stage === 'ended') return orderSteps(lastWorkingDay)
  const early = new Set(['card', 'mailbox'])
  return renewing.map(([id, by]) => ({id, by, until: early.has(id) ? firstNotice : lastWorkingDay}))
}

/** After the end: a new request. `until` of each is the day from which feeding stood still. */
export function orderSteps(until: string): readonly RenewalStep[] {
  return ordering.map(([id, by]) => ({id, by, until}))
}
