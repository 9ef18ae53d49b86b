import {parisDate} from '../../civil-time/paris.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {environmentOf} from '../../pki/environment.ts'
import {holderName, namesPerson} from '../../pki/holder.ts'
import {productOf} from '../../pki/product.ts'
import {type RenewalCalendar, renewalCalendar} from '../../renewal/calendar.ts'
import {calendarFile} from '../../renewal/calendar-file.ts'
import {parisInstant} from '../../renewal/paris-instant.ts'
import {type RenewalStep, renewalSteps} from '../../renewal/steps.ts'
import type {Say} from '../config-ports.ts'
import {leafOfSource} from './leaf-of-source.ts'
import {type CertificateUse, type FoundCertificate, wantedCertificates} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'
import {calendarEntries} from './renewal-agenda.ts'
import {secretOfFlag} from './secret-wish.ts'
import {targetFile} from './target-file.ts'
import {type UsedBy, usesOfFingerprints} from './used-by.ts'

export interface RenewPlanWish {
  /** Absent: the two certificates of the profile. */
  readonly sources: readonly string[]
  /** Where the password of the sources comes from, when they hide their certificate. */
  readonly passphraseFrom?: string | undefined
  /** Certificate of the card of the person who orders. */
  readonly card?: string | undefined
  readonly ics?: string | undefined
  readonly force: boolean
  readonly unmask: boolean
}

/** Instants are ISO 8601 in Paris, days `AAAA-MM-JJ`. */
export interface PlannedRenewal extends Omit<RenewalCalendar, 'endsAt' | 'endOfUse'> {
  readonly source: string
  readonly use: CertificateUse | null
  readonly product: string
  readonly environment: string
  readonly subject: string
  readonly sha256: string
  readonly endsAt: string
  readonly endOfUse: string
  readonly steps: readonly RenewalStep[]
  /** Profiles that refer to this certificate. */
  readonly usedBy: readonly UsedBy[]
}

/** Something to act on: message `renewal.finding.<code>`. */
export interface PlanFinding {
  readonly code:
    | 'notice'
    | 'reminder'
    | 'last-days'
    | 'out-of-use'
    | 'ended'
    | 'card-first'
    | 'card-ended'
    | 'not-a-card'
    | 'pair-apart'
  readonly severity: 'info' | 'warning' | 'error'
  readonly params: Readonly<Record<string, string | number>>
}

export interface RenewPlan {
  readonly certificates: readonly PlannedRenewal[]
  readonly card: {readonly holder: string; readonly endsAt: string} | null
  readonly findings: readonly PlanFinding[]
  /** Profiles that could not be read, or do not show their certificate without its password. */
  readonly unread: readonly string[]
  readonly ics: string | null
}

const DAY_MS = 86_400_000
const cards = ['CARD_AUTH', 'PERSON_SIGN']
/** From here on two renewals are to be planned instead of one. */
const APART_DAYS = 30
const rank = ['error', 'warning', 'info'] as const
const severities = {
  notice: 'info',
  reminder: 'warning',
  'last-days': 'warning',
  'out-of-use': 'error',
  ended: 'error',
} as const

/**
 * By when which certificate has to be renewed, by whom and how, and what refers to it.
 * @throws those of the sources and the profile; DMP_FILE_EXISTS
 */
export async function planRenewal(
  bench: LifecycleBench & {readonly say: Say},
  wish: RenewPlanWish,
): Promise<RenewPlan> {
  const now = bench.clock.now()
  const found = await wantedCertificates(
    bench,
    wish.sources,
    secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom),
  )
  const {bySha256, unread} = await usesOfFingerprints(bench, {tokens: true})
  const plans = found.map((one) => ({
    calendar: renewalCalendar(one.certificate, now),
    usedBy: bySha256.get(one.certificate.sha256.hex) ?? [],
    ...one,
  }))
  const card = wish.card === undefined ? undefined : (await leafOfSource(bench, wish.card)).leaf
  const cardFindings = card
    ? cardRemarks(
        {endsAt: card.notAfter, isCard: cards.includes(productOf(card))},
        plans.map(({calendar}) => calendar),
        now,
      )
    : []
  const findings = [...plans.flatMap(stageRemarks), ...cardFindings, ...pairRemarks(plans)].toSorted(
    (a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity),
  )
  return {
    certificates: plans.map((plan) => planned(plan, wish.unmask)),
    card: card ? {holder: holderName(card, wish.unmask), endsAt: parisInstant(card.notAfter)} : null,
    findings,
    unread,
    ics: wish.ics === undefined ? null : await writeAgenda(bench, wish.ics, wish.force, plans),
  }
}

/** Within the reminder's time there is something to do; so with a card that ends first. */
export function renewPlanExit({findings}: RenewPlan): ExitCode {
  return findings.some(({severity}) => severity !== 'info') ? exitCodes.findings : exitCodes.done
}

export interface Plan extends FoundCertificate {
  readonly calendar: RenewalCalendar
  readonly usedBy: readonly UsedBy[]
}

function planned({certificate, calendar, source, use, usedBy}: Plan, unmask: boolean): PlannedRenewal {
  return {
    ...calendar,
    source,
    use,
    product: productOf(certificate),
    environment: environmentOf(certificate).verdict,
    subject: holderName(certificate, unmask),
    sha256: certificate.sha256.hex,
    endsAt: parisInstant(calendar.endsAt),
    endOfUse: parisInstant(calendar.endOfUse),
    steps: renewalSteps(calendar),
    usedBy,
  }
}

function stageRemarks({calendar, certificate, source}: Plan): PlanFinding[] {
  const {stage, lastWorkingDay, daysLeft} = calendar
  if (stage === 'early') return []
  const name = namesPerson(certificate) ? source : (certificate.subject.commonName ?? source)
  const end = parisDate(stage === 'out-of-use' ? calendar.endOfUse : calendar.endsAt)
  return [
    {code: stage, severity: severities[stage], params: {name, end, day: lastWorkingDay, days: daysLeft}},
  ]
}

/** The rights of the administrator follow the card: with an ended one nobody can sign in to renew. */
function cardRemarks(
  card: {readonly endsAt: number; readonly isCard: boolean},
  calendars: readonly RenewalCalendar[],
  now: number,
): PlanFinding[] {
  const end = parisDate(card.endsAt)
  const [soonest = end] = calendars.map(({lastWorkingDay}) => lastWorkingDay).sort()
  const kind: PlanFinding[] = card.isCard ? [] : [{code: 'not-a-card', severity: 'warning', params: {end}}]
  if (card.endsAt < now) return [...kind, {code: 'card-ended', severity: 'error', params: {end}}]
  if (end > soonest) return kind
  return [...kind, {code: 'card-first', severity: 'warning', params: {end, day: soonest}}]
}

function pairRemarks(plans: readonly Plan[]): PlanFinding[] {
  const [auth, sign] = (['auth', 'sign'] as const).map((use) => plans.find((plan) => plan.use === use))
  if (!auth || !sign) return []
  const days = Math.floor(Math.abs(auth.calendar.endOfUse - sign.calendar.endOfUse) / DAY_MS)
  return days > APART_DAYS ? [{code: 'pair-apart', severity: 'info', params: {days}}] : []
}

async function writeAgenda(
  {files, say, clock, product}: Pick<LifecycleBench, 'files' | 'clock' | 'product'> & {readonly say: Say},
  target: string,
  force: boolean,
  plans: readonly Plan[],
): Promise<string> {
  const path = await targetFile(files, {name: target, sources: plans.map(({source}) => source), force})
  const entries = plans.flatMap((plan) => calendarEntries(plan, say))
  await files.write(path, calendarFile(entries, {product: product.name, now: clock.now()}), {force})
  return path
}
