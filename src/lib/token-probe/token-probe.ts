import {DmpError} from '../errors/dmp-error.ts'
import type {RunCommand} from '../host/run-command.ts'
import {startTokenChild, type TokenChild} from '../keys/pkcs11-client.ts'
import type {
  ChildReply,
  ChildRequest,
  PinReply,
  ProbedSlot,
  ProbeModuleReply,
  ProbeSlotsReply,
} from '../keys/pkcs11-messages.ts'
import type {LookLimit} from '../ports/host-facts.ts'
import type {TokenProbe} from '../ports/token-probe.ts'
import type {ModuleFailure, ModuleProbe, RawCertificate, SeenSlot} from '../workstation/cps-module.ts'
import {type PinTrial, pinState} from '../workstation/pin-state.ts'
import {findModules} from './find-modules.ts'
import {installedCryptolib} from './installed-cryptolib.ts'
import {classifyEnd, classifyLoadError} from './load-error.ts'

export interface ProbeAround {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly run: RunCommand
}

/** The module of the CPS on this workstation; the same child process as for keys on a token holds it. */
export function tokenProbe({platform, env, run}: ProbeAround): TokenProbe {
  return {
    async modules(asked, limit) {
      const [files, installed] = await Promise.all([
        findModules(asked, platform, env),
        limit.filesAlone ? {state: 'untold' as const} : installedCryptolib(platform, run, limit),
      ])
      return {platform, files, installed}
    },
    probe: (path, limit) =>
      withModule<ModuleProbe<RawCertificate>>(
        path,
        limit,
        (reply, ask) => probed(reply, ask, limit.mayRead),
        (failure) => failure,
      ),
    tryPin: (path, wish, pin, options) =>
      withModule<PinTrial>(
        path,
        options,
        async (_, ask) => {
          const reply = await ask({op: 'probe-pin', wish, pin, allowLast: options.allowLast})
          return isFailure(reply) ? lost(reply) : trial(reply as PinReply)
        },
        lost,
      ),
  }
}

type Ask = (request: ChildRequest) => Promise<ChildReply | ModuleFailure>
type MayRead = Parameters<TokenProbe['probe']>[1]['mayRead']
type Lost = ModuleFailure | {readonly state: 'not-installed'}

/** In which a sound module answers on a slow workstation; one that was stopped earlier is not called hanging. */
const FAIR_MS = 5_000

/** A module gets half of the time to load and half for what is then asked of it: which of both hangs is then known. */
async function withModule<T>(
  path: string,
  {timeoutMs, signal}: LookLimit,
  use: (reply: ProbeModuleReply, ask: Ask) => Promise<T>,
  otherwise: (failure: Lost) => T,
): Promise<T> {
  const shareMs = Math.max(1, Math.floor(timeoutMs / 2))
  const child = startTokenChild(path, shareMs)
  const asked: Ask = async (request) => {
    const reply = await asking(child, request, signal)
    if (!isFailure(reply) || reply.problem !== 'hung' || shareMs >= FAIR_MS) return reply
    return {...reply, problem: 'late'}
  }
  try {
    const reply = await asked({op: 'probe-module', modulePath: path})
    if (isFailure(reply)) return otherwise(reply.detail === 'no-pkcs11js' ? {state: 'not-installed'} : reply)
    const {failure} = reply as ProbeModuleReply
    if (!failure) return await use(reply as ProbeModuleReply, asked)
    if (failure.name !== '')
      return otherwise({state: 'failed', problem: 'refused', detail: `${failure.call} ${failure.name}`})
    return otherwise({state: 'failed', ...classifyLoadError(failure.message, path)})
  } finally {
    await child.close()
  }
}

async function probed(
  {identity}: ProbeModuleReply,
  ask: Ask,
  mayRead: MayRead,
): Promise<ModuleProbe<RawCertificate>> {
  if (!identity) return {state: 'failed', problem: 'failed', detail: ''}
  if (!(await mayRead(identity))) return {state: 'answered', identity, slots: {state: 'not-asked'}}
  const reply = await ask({op: 'probe-slots'})
  return {
    state: 'answered',
    identity,
    slots: isFailure(reply)
      ? reply
      : {state: 'listed', list: (reply as ProbeSlotsReply).slots.map(withoutMessages)},
  }
}

/** What the child answered, or how it ended. A run that is stopped is not a failure of the module. */
async function asking(
  child: TokenChild,
  request: ChildRequest,
  signal: AbortSignal | undefined,
): Promise<ChildReply | ModuleFailure> {
  try {
    return await child.ask(request, signal)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    const {problem, detail} = error.params
    if (problem === 'no-pkcs11js') return {state: 'failed', problem: 'failed', detail: 'no-pkcs11js'}
    if (problem === 'timeout') return {state: 'failed', problem: 'hung', detail: String(detail)}
    if (problem === 'ended') return {state: 'failed', ...classifyEnd(String(detail))}
    return {state: 'failed', problem: 'refused', detail: String(detail).slice(0, 120)}
  }
}

function isFailure(reply: ChildReply | ModuleFailure): reply is ModuleFailure {
  return 'state' in reply
}

function withoutMessages({description, token}: ProbedSlot): SeenSlot<RawCertificate> {
  if (token.state === 'failed') return {description, token: value(token)}
  if (token.state !== 'read') return {description, token: {state: token.state}}
  const {certificates} = token
  return {
    description,
    token: {...token, certificates: certificates.state === 'failed' ? value(certificates) : certificates},
  }
}

const value = ({name, code}: {readonly name: string; readonly code: number}) =>
  ({state: 'failed', name, code}) as const

function trial(reply: PinReply): PinTrial {
  if (reply.outcome === 'refused') return {outcome: 'refused', because: reply.because}
  if (reply.outcome === 'failed') return {outcome: 'failed', problem: 'refused', detail: reply.name}
  return {outcome: reply.outcome, after: pinState(reply.flags)}
}

function lost(failure: Lost): PinTrial {
  if (failure.state === 'not-installed') return {outcome: 'failed', problem: 'not-installed', detail: ''}
  return {outcome: 'failed', problem: failure.problem, detail: failure.detail}
}
