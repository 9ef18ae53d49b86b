import {type AllowedUse, allowedUses, type CardType, cardTypes} from '../../cards/card-types.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {ReaderInventory} from '../../ports/card-readers.ts'
import type {Prompter} from '../../ports/prompter.ts'
import {mayLoadBeside} from '../../workstation/beside-cards.ts'
import type {CardCertificate} from '../../workstation/card-certificate.ts'
import type {CheckResult, DoctorSettings, Wanted} from '../../workstation/check.ts'
import {judges} from '../../workstation/checks/judges.ts'
import {versionOf} from '../../workstation/cps-module.ts'
import type {FactName, WorkstationFacts} from '../../workstation/facts.ts'
import {judgeAll} from '../../workstation/judge-all.ts'
import {maskWithin} from '../../workstation/mask.ts'
import {matchedToken, type Token} from '../../workstation/match-token.ts'
import {type PinState, type PinTrial, pinState} from '../../workstation/pin-state.ts'
import type {CheckId} from '../../workstation/registry.ts'
import {type ReportedCheck, reportedCheck} from '../../workstation/report.ts'
import {type Summary, summarise} from '../../workstation/verdict.ts'
import {gatherFacts} from './gather.ts'
import type {DoctorBench} from './ports.ts'
import {settleWanted} from './settle-wanted.ts'
import {testPin} from './test-pin.ts'
import {whileWatched} from './watched-readers.ts'

export interface CardStatusBench extends DoctorBench {
  readonly prompter: Prompter
}

export interface CardStatusWish {
  /** File of a module to look at in the place of that of Cryptolib CPS. */
  readonly module?: string | undefined
  readonly testPin: boolean
  readonly unmask: boolean
  readonly profileNamed: boolean
}

export interface ReportedCardStatus {
  readonly label: string
  readonly model: string
  readonly pin: PinState
  readonly minPin: number
  readonly maxPin: number
  readonly certificates: readonly CardCertificate[]
  /** As a certificate of the card says; null when none does. */
  readonly type: CardType | null
  /** What a card of its kind may be used for; of every kind when the card does not say which it is. */
  readonly uses: readonly {readonly type: CardType; readonly allowed: readonly AllowedUse[]}[]
}

export interface CardStatusReport extends Pick<Summary, 'verdict' | 'main' | 'next'> {
  readonly module: {readonly path: string; readonly description: string; readonly version: string} | null
  /** Of the module; null where the system does not say it, or says it of another file. */
  readonly cryptolib: string | null
  /** Null when no card was read. */
  readonly card: ReportedCardStatus | null
  /** In root-cause order. */
  readonly checks: readonly ReportedCheck[]
}

const TOTAL_MS = 30_000
const facts: readonly FactName[] = ['host', 'readers', 'usb', 'cpsFiles', 'cpsModule']
const wanted: Wanted = {use: 'web-ps-card', vitale: false}
const ids: ReadonlySet<CheckId> = new Set([
  ...(['env.os', 'env.node', 'env.session', 'pcsc.service', 'pcsc.readers', 'pcsc.exclusive'] as const),
  ...(['pcsc.mute', 'card.cps', 'p11.found', 'p11.arch', 'p11.load', 'p11.version', 'p11.token'] as const),
  ...(['p11.certs', 'p11.pin', 'p11.pintest'] as const),
])

/**
 * `card status`: the CPS as the module reads it without a PIN, what its kind may be used for, and what keeps it from
 * being used. A PIN is only tried when that was asked for, by a person at the terminal.
 * @throws DmpError DMP_USAGE (`--test-pin` without a terminal), those of a named profile
 */
export async function cardStatus(bench: CardStatusBench, wish: CardStatusWish): Promise<CardStatusReport> {
  const tries = testPin(bench.prompter, wish.testPin)
  const {profile} = await settleWanted(bench, {
    use: wanted.use,
    vitale: false,
    profileNamed: wish.profileNamed,
  })
  const settings: DoctorSettings = {
    now: bench.clock.now(),
    offline: true,
    noCard: false,
    testPin: wish.testPin,
  }
  const around = {
    ...{bench, settings, profile, client: undefined, module: wish.module, unmask: wish.unmask},
    // The card goes with the environment of the profile, as in the whole diagnosis.
    roads: {use: wanted.use, hosts: [], usableProfile: profile === 'usable'},
  }
  const gather = (names: readonly FactName[]) => gatherFacts(around, new Set(names), TOTAL_MS)
  let seen = await gather(facts)
  if (tries && judged(seen, settings).every(({id, status}) => id !== 'p11.token' || status === 'ok')) {
    const {cpsModule} = seen
    const token = tokenOf(seen)
    const path = cpsModule.state === 'known' ? cpsModule.value.path : null
    const probe = await bench.workstation.tokenProbe()
    const trial =
      token && path !== null
        ? await tries(token.slot, (pin, allowLast) =>
            besideCps(bench, seen, () =>
              probe.tryPin(path, wishOf(token.slot, token.description), pin, {
                timeoutMs: TOTAL_MS,
                signal: bench.signal,
                allowLast,
              }),
            ),
          )
        : undefined
    if (trial) {
      // The try may have changed what the card says of its PIN.
      const after = await gather(['cpsModule', 'host'])
      seen = {
        ...seen,
        cpsModule: after.cpsModule,
        pinTest: {state: 'known', value: trial, durationMs: 0},
      }
    }
  }
  const report = reportOf(seen, judged(seen, settings))
  return wish.unmask ? report : maskWithin(report)
}

/** An error, or no card that could be read, is a finding. */
export function cardStatusExit({card, checks}: CardStatusReport): ExitCode {
  const well = card !== null && checks.every(({status}) => status !== 'error')
  return well ? exitCodes.done : exitCodes.findings
}

/** A login is never broken off: its end would not be known. What is in the readers is looked at just before. */
async function besideCps(
  {workstation, signal, clock}: CardStatusBench,
  {cpsFiles, cpsModule}: WorkstationFacts,
  tryIt: () => Promise<PinTrial>,
): Promise<PinTrial> {
  const path = cpsModule.state === 'known' ? cpsModule.value.path : null
  const file = cpsFiles.state === 'known' ? cpsFiles.value.files.find((one) => one.path === path) : undefined
  const fits = (inventory: ReaderInventory) => mayLoadBeside(inventory, file ?? {family: 'asked'})
  const readers = await workstation.cardReaders()
  const limit = {timeoutMs: TOTAL_MS, signal}
  const {value} = await whileWatched({readers, clock}, limit, fits, tryIt)
  return value ?? {outcome: 'failed', problem: 'other-card', detail: ''}
}

const judged = (seen: WorkstationFacts, settings: DoctorSettings): readonly CheckResult[] =>
  judgeAll(seen, {wanted, settings}, judges).filter(({id}) => ids.has(id))

const wishOf = ({label, serial}: Token, description: string) => ({description, label, serial})

function tokenOf({readers, cpsModule}: WorkstationFacts) {
  if (cpsModule.state !== 'known') return undefined
  const {value} = cpsModule
  const slot = matchedToken(readers.state === 'known' ? readers.value : undefined, value)
  const {probe} = value
  if (!slot || probe.state !== 'answered' || probe.slots.state !== 'listed') return undefined
  const description = probe.slots.list.find(({token}) => token === slot)?.description ?? ''
  return {slot, description}
}

function reportOf(seen: WorkstationFacts, results: readonly CheckResult[]): CardStatusReport {
  const {cpsModule, cpsFiles} = seen
  const module = cpsModule.state === 'known' ? cpsModule.value : undefined
  const installed = cpsFiles.state === 'known' ? versionOf(cpsFiles.value, module?.path ?? null) : undefined
  const token = tokenOf(seen)?.slot
  const {verdict, main, next} = summarise(results, wanted)
  return {
    verdict,
    main,
    next,
    module:
      module?.probe.state === 'answered' && module.path !== null
        ? {
            path: module.path,
            description: module.probe.identity.description,
            version: module.probe.identity.version,
          }
        : null,
    cryptolib: installed?.state === 'told' ? installed.version : null,
    card: token ? cardOf(token) : null,
    checks: results.map(reportedCheck),
  }
}

function cardOf({label, model, flags, minPin, maxPin, certificates}: Token): ReportedCardStatus {
  const list = certificates.state === 'read' ? certificates.list : []
  const type = list.flatMap((one) => (one.state === 'read' && one.cardType ? [one.cardType] : []))[0] ?? null
  const kinds = type === null ? cardTypes : [type]
  return {
    label,
    model,
    pin: pinState(flags),
    minPin,
    maxPin,
    certificates: list,
    type,
    uses: kinds.map((one) => ({type: one, allowed: allowedUses(one)})),
  }
}
