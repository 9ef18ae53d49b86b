import {DmpError} from '../../errors/dmp-error.ts'
import {parseWindows} from '../../pace/windows.ts'
import {hidden, holderName, namesPerson} from '../../pki/holder.ts'
import {productOf} from '../../pki/product.ts'
import {isServerJournal} from '../../profile/journal-address.ts'
import type {Profile} from '../../profile/profile.ts'
import {renewalCalendar} from '../../renewal/calendar.ts'
import {catchUp} from '../../renewal/catch-up.ts'
import {type OrderField, orderFields} from '../../renewal/order-sheet.ts'
import {parisInstant} from '../../renewal/paris-instant.ts'
import {orderSteps, type RenewalStep} from '../../renewal/steps.ts'
import {type FoundCertificate, wantedCertificates} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'
import {secretOfFlag} from './secret-wish.ts'

export interface OrderSheetWish {
  /** Absent: the two certificates of the profile. */
  readonly sources: readonly string[]
  /** Where the password of the sources comes from, when they hide their certificate. */
  readonly passphraseFrom?: string | undefined
  /** Days until the new certificate is expected to be there. */
  readonly waitDays: number
  /** Show the names of persons. */
  readonly unmask?: boolean | undefined
}

export interface OrderSheet {
  readonly certificates: readonly {
    readonly source: string
    readonly product: string
    readonly subject: string
    readonly endsAt: string
    /** Too late to renew: this sheet is needed. False: a renewal is still possible and asks for less. */
    readonly ended: boolean
    readonly fields: readonly OrderField[]
  }[]
  readonly steps: readonly RenewalStep[]
  /** Null where no profile or journal tells how much is fed a day. */
  readonly catchUp: CatchUpReport | null
}

export interface CatchUpReport {
  readonly profile: string
  /** Documents accepted in the days looked at, and how many days those were. */
  readonly accepted: number
  readonly overDays: number
  readonly perDay: number
  /** Days without sending, up to the expected arrival of the new certificate. */
  readonly daysWithout: number
  readonly documents: number
  readonly submitPerSecond: number
  readonly dailyLimit: number
  /** Days of sending until nothing is left over; null when new documents alone fill each day. */
  readonly days: number | null
  readonly caughtUpAt: string | null
}

const DAY_MS = 86_400_000
/** Four weeks, so that every day of the week counts alike. */
const LOOK_BACK_DAYS = 28

/**
 * Every field to type for a new certificate, and what feeding will have to make up for meanwhile.
 * @throws DmpError DMP_CERT_WRONG_PRODUCT, and those of the sources and the profile
 */
export async function makeOrderSheet(bench: LifecycleBench, wish: OrderSheetWish): Promise<OrderSheet> {
  const now = bench.clock.now()
  const found = await wantedCertificates(
    bench,
    wish.sources,
    secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom),
  )
  const certificates = found.map((one) => sheetOf(one, now, wish.unmask))
  const ends = Math.min(...found.map(({certificate}) => renewalCalendar(certificate, now).endOfUse))
  const [first] = found.map(({certificate}) => renewalCalendar(certificate, now).lastWorkingDay).sort()
  return {
    certificates,
    steps: orderSteps(first ?? ''),
    catchUp: await forecastCatchUp(bench, {now, ends, waitDays: wish.waitDays}),
  }
}

function sheetOf(
  {source, certificate}: FoundCertificate,
  now: number,
  unmask = false,
): OrderSheet['certificates'][number] {
  const product = productOf(certificate)
  const fields = orderFields(certificate)
  if (!fields) throw new DmpError('DMP_CERT_WRONG_PRODUCT', {params: {case: 'order', source, product}})
  const {stage, endsAt} = renewalCalendar(certificate, now)
  return {
    source,
    product,
    subject: holderName(certificate, unmask),
    endsAt: parisInstant(endsAt),
    ended: stage === 'ended',
    fields: unmask || !namesPerson(certificate) ? fields : fields.map(withoutName),
  }
}

/** The CN is what names a person. */
function withoutName(field: OrderField): OrderField {
  return field.id === 'service' || field.id === 'server' ? {...field, value: hidden} : field
}

interface Interruption {
  readonly now: number
  /** The first end of use. */
  readonly ends: number
  readonly waitDays: number
}

async function forecastCatchUp(bench: LifecycleBench, gap: Interruption): Promise<CatchUpReport | null> {
  const profile = await profileOf(bench)
  if (!profile) return null
  const {path} = profile.journal
  if (!isServerJournal(path) && !(await bench.files.exists(path))) return null
  // What left before the end is the usual flow; where nothing did, another certificate serves.
  const usual = await dailyVolume(bench, Math.min(gap.now, gap.ends))
  const volume = usual.overDays > 0 ? usual : await dailyVolume(bench, gap.now)
  if (volume.overDays === 0) return null
  const back = gap.now + gap.waitDays * DAY_MS
  const daysWithout = Math.max(0, Math.ceil((back - gap.ends) / DAY_MS))
  const {submitPerSecond, perDay: dailyLimit, windows} = profile.limits
  const perDay = volume.accepted / volume.overDays
  const ahead = catchUp({
    perDay,
    days: daysWithout,
    perSecond: submitPerSecond,
    dailyLimit,
    windows: parseWindows(windows),
    from: back,
  })
  return {
    profile: profile.name,
    ...volume,
    perDay: Math.round(perDay * 10) / 10,
    daysWithout,
    documents: ahead.documents,
    submitPerSecond,
    dailyLimit,
    days: ahead.days ?? null,
    caughtUpAt: ahead.endsAt === undefined ? null : parisInstant(ahead.endsAt),
  }
}

/** A sheet can be made from files alone. */
async function profileOf(bench: LifecycleBench): Promise<Profile | undefined> {
  try {
    return await bench.profile()
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_PROFILE_NOT_FOUND') return undefined
    throw error
  }
}

/** What was accepted in the four weeks before `until`, from kept totals; a younger journal counts its own days. */
async function dailyVolume(
  bench: LifecycleBench,
  until: number,
): Promise<{readonly accepted: number; readonly overDays: number}> {
  const journal = await bench.journal()
  const since = async (at: number) => (await journal.overview({now: until, since: at})).acceptedSince
  const after = await since(until)
  for (let overDays = LOOK_BACK_DAYS; overDays > 0; overDays--) {
    const accepted = (await since(until - overDays * DAY_MS)) - after
    const withoutFirst = overDays > 1 ? (await since(until - (overDays - 1) * DAY_MS)) - after : 0
    // The first day with anything in it begins the time looked at.
    if (accepted > withoutFirst || (accepted > 0 && overDays === 1)) return {accepted, overDays}
    if (accepted === 0) return {accepted: 0, overDays: 0}
  }
  return {accepted: 0, overDays: 0}
}
