import type {CheckId, WantedUse} from '../../../src/lib/workstation/check.ts'
import type {Report} from '../../../src/lib/workstation/report.ts'
import type {CardScript} from '../virtual-card.ts'
import type {Changes} from '../workstation-facts.ts'
import type {CardContent} from './card-certificates.ts'
import type {Place} from './place.ts'
import type {RoadName} from './roads.ts'

/** What a diagnosis came to; codes, never sentences. */
export type Seen = Pick<Report, 'verdict' | 'main' | 'also' | 'untested' | 'next' | 'checks'>

/** How a workstation is built up from real parts; what is not said is as it should be. */
export interface Stage {
  /**
   * `down`: nobody listens; `no-reader`: pcscd without a reader; `silent`: a socket that takes the call and says nothing;
   * `no-rights`: a pcscd that the account may not speak to.
   */
  readonly service?: 'up' | 'down' | 'no-reader' | 'silent' | 'no-rights'
  /** Cards in both slots of the one reader; a CPS3 in the first unless said. */
  readonly cards?: readonly (string | CardScript | null)[]
  /** The slot that another program keeps for itself. */
  readonly held?: number
  readonly module?:
    | 'fake'
    | 'foreign'
    | 'needy'
    | 'narrow'
    | 'page'
    | 'empty'
    | 'softhsm'
    | 'opensc'
    | 'broken-link'
    | null
  /** Settings of the module (`MODE`, `FLAGS`, `TOKEN_RV`, `LABEL`…). */
  readonly token?: Readonly<Record<string, string>>
  /** Certificates on the card; of test unless said, as the profile of the embedded DMP expects. */
  readonly certificates?: CardContent
  readonly place?: Omit<Place, 'module' | 'brokenLink'>
  /** The road to the server; straight unless said. */
  readonly road?: RoadName
  readonly arguments?: readonly string[]
}

/** Exactly what is to come out. */
export interface Outcome {
  readonly verdict: Seen['verdict']
  /** `id cause`, or null. */
  readonly main: string | null
  /** Code of the next action, or null. */
  readonly next: string | null
  /** Other faults and warnings, `id cause` each. */
  readonly also: readonly string[]
  /** Why checks were kept from being judged; {@link keptBy} says which ones. */
  readonly because: readonly string[]
}

interface Told extends Outcome {
  readonly id: string
  readonly fr: string
  readonly en: string
  readonly wanted: WantedUse
}

export const ready: Outcome = {verdict: 'ready', main: null, next: null, also: [], because: []}

type More = Partial<Pick<Outcome, 'also' | 'because'>>

/** One check is an error, and it is the main cause. */
export function blocked(main: string, next: string, more: More = {}): Outcome {
  return {also: [], because: [], ...more, verdict: 'blocked', main, next}
}

export function atRisk(main: string, next: string, more: More = {}): Outcome {
  return {also: [], because: [], ...more, verdict: 'at-risk', main, next}
}

export function incomplete(next: string, more: More = {}): Outcome {
  return {also: [], because: [], ...more, verdict: 'incomplete', main: null, next}
}

const cards: readonly CheckId[] = ['card.cps', 'card.vitale', 'card.unknown']
const content: readonly CheckId[] = ['p11.certs', 'p11.pin']
const road: readonly CheckId[] = ['net.sni', 'net.issuer', 'net.chain', 'time.skew']

/** What each reason keeps from being judged. */
function keptBy(reason: string, use: WantedUse): readonly CheckId[] {
  const module: readonly CheckId[] = use === 'web-ps-card' ? ['p11.token', ...content] : []
  const answer: readonly CheckId[] = use === 'feeding-certificate' ? ['net.mutual', 'net.http'] : []
  const kept: Readonly<Record<string, readonly CheckId[]>> = {
    'env.session': ['pcsc.service', 'pcsc.readers', 'pcsc.exclusive', 'pcsc.mute', ...cards, ...module],
    'env.node': ['p11.found', 'p11.arch', 'p11.load', 'p11.version', ...module],
    'pcsc.service': ['pcsc.readers', 'pcsc.exclusive', 'pcsc.mute', ...cards, ...module],
    'pcsc.readers': ['pcsc.exclusive', 'pcsc.mute', ...cards, ...module],
    'pcsc.exclusive': module,
    'pcsc.mute': ['card.cps', 'card.unknown', ...module],
    'card.cps': ['card.unknown', ...module],
    'p11.found': ['p11.arch', 'p11.load', 'p11.version', ...module],
    'p11.arch': ['p11.load', 'p11.version', ...module],
    'p11.load': ['p11.version', ...module],
    'p11.version': module,
    'p11.token': content,
    passive: [
      'pcsc.service',
      'pcsc.readers',
      'pcsc.exclusive',
      'pcsc.mute',
      ...cards,
      'p11.load',
      'p11.version',
      ...module,
    ],
    offline: ['net.dns', 'net.tcp', 'net.tls', ...road, ...answer],
    'no-target': ['net.dns'],
    'net.dns': ['net.tcp', 'net.tls', ...road, ...answer],
    'net.tcp': ['net.tls', ...road, ...answer],
    'net.tls': [...road, ...answer],
    'net.issuer': ['net.chain', ...answer],
    'net.chain': answer,
    'certs.org': answer,
    'net.mutual': ['net.http'],
  }
  return kept[reason] ?? []
}

export interface RealSituation extends Told {
  readonly on: 'real'
  readonly stage: Stage
}

/** What no real part can produce here: facts of the same ports, judged by the same checks. */
export interface FactSituation extends Told {
  readonly on: 'facts'
  readonly system: 'Windows' | 'macOS' | 'Linux'
  readonly changes: Changes
}

export type Situation = RealSituation | FactSituation

export interface Section {
  readonly fr: string
  readonly en: string
  readonly situations: readonly Situation[]
}

/** What was seen, in the words of an expectation. */
export function outcomeOf({verdict, main, also, next, checks}: Seen) {
  const skipped: Record<string, string[]> = {}
  for (const {id, status, because} of checks)
    if (status === 'skipped' && because !== null && !quiet.has(because))
      skipped[because] = [...(skipped[because] ?? []), id]
  return {
    verdict,
    main: main && `${main.id} ${main.cause.code}`,
    next: next?.action.code ?? null,
    also: also.map(({id, cause}) => `${id} ${cause.code}`),
    errors: checks.filter(({status}) => status === 'error').map(({id}) => id),
    skipped,
  }
}

/** Skips that are the same in every situation of a use. */
const quiet: ReadonlySet<string> = new Set(['not-wanted', 'not-asked', 'nothing-to-check', 'other-system'])

export function expectedOf({verdict, main, next, also, because, wanted}: Situation) {
  const errors = verdict === 'blocked' && main !== null ? [main.split(' ')[0]] : []
  const skipped = Object.fromEntries(because.map((reason) => [reason, keptBy(reason, wanted)]))
  return {verdict, main, next, also, errors, skipped}
}
