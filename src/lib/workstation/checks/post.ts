import type {ReaderInventory} from '../../ports/card-readers.ts'
import type {Evidence, Judgement} from '../check.ts'
import type {ClientReport} from '../client-report.ts'
import type {Session} from '../host-facts.ts'
import {judgeKnown} from '../judge-known.ts'
import {realReaders} from '../seen-cards.ts'

const DAY_MS = 86_400_000
/** A synchronisation dated later than this after now was made before the clock went back. */
const FUTURE_MS = 60_000

/** The system: told, and refused where no module of the CPS exists for its processor. */
export const envOs = judgeKnown(['host'], [], ({host}) => ({
  status: 'ok',
  cause: {code: 'os-known', params: {system: host.system, arch: host.machineArch}},
  evidence: [
    {
      code: 'os',
      params: {platform: host.platform, system: host.system, arch: host.machineArch},
    },
    {code: `elevated-${host.elevated === 'untold' ? 'untold' : host.elevated ? 'yes' : 'no'}`},
  ],
}))

/**
 * Cryptolib CPS has no build for Windows or Linux on ARM64: there the x64 Node is needed (its universal build serves
 * macOS). On Linux x86_64 alone.
 */
export const envNode = judgeKnown(['host'], [], ({host}) => {
  const {nodeArch, nodeVersion, machineArch, platform} = host
  const evidence: readonly [Evidence] = [
    {code: 'node', params: {version: nodeVersion, arch: nodeArch, machine: machineArch}},
  ]
  const served =
    platform === 'darwin'
      ? ['x64', 'arm64']
      : platform === 'win32'
        ? ['x64', 'ia32']
        : platform === 'linux'
          ? ['x64']
          : []
  if (served.includes(nodeArch))
    return {status: 'ok', cause: {code: 'node-arch-ok', params: {arch: nodeArch}}, evidence}
  if (platform !== 'win32' && platform !== 'linux')
    return {
      status: 'error',
      cause: {code: 'system-unserved', params: {platform}},
      evidence,
      remedy: {code: 'other-system'},
    }
  return {
    status: 'error',
    cause: {code: 'node-arch', params: {arch: nodeArch}},
    evidence,
    remedy: {code: platform === 'win32' ? 'node-x64-windows' : 'node-x64-linux'},
  }
})

/**
 * In an RDP or Citrix session of Windows the smart-card channel replaces the readers of the server: none seen there means
 * that it is not redirected, or that the other side has none. Elsewhere a remote session sees the machine's own readers.
 */
export const envSession = judgeKnown(['host'], ['readers', 'client'], ({host, readers, client}) => {
  const {session, platform} = host
  const evidence: readonly [Evidence, ...Evidence[]] = [
    sessionEvidence(session),
    ...sidesSeen(readers, client),
  ]
  const cause = {code: `session-${session.kind}`}
  const {kind} = session
  if (kind === 'rdp' || kind === 'citrix' || kind === 'remote')
    return platform === 'win32' ? remote(kind, evidence, readers, client) : {status: 'info', cause, evidence}
  if (kind === 'ssh') return {status: 'info', cause, evidence}
  if (kind === 'console') return {status: 'ok', cause, evidence}
  return readers && realReaders(readers).length > 0
    ? {status: 'ok', cause: {code: 'session-reaches-readers'}, evidence}
    : {status: 'info', cause, evidence}
})

function remote(
  kind: 'rdp' | 'citrix' | 'remote',
  evidence: readonly [Evidence, ...Evidence[]],
  readers: ReaderInventory | undefined,
  client: ClientReport | undefined,
): Judgement {
  if (!readers || readers.kind === 'failed')
    return {
      status: 'unknown',
      cause: {code: `session-${kind}`},
      evidence,
      remedy: {code: 'look-at-redirection'},
    }
  // A reader that the server's Windows makes up is none that was redirected.
  if (realReaders(readers).length > 0) return {status: 'ok', cause: {code: 'session-redirected'}, evidence}
  if (client?.readers === 'not-seen')
    return {
      status: 'error',
      cause: {code: 'client-no-reader'},
      evidence,
      remedy: {code: 'diagnose-client-first'},
    }
  return client?.readers === 'seen'
    ? {status: 'error', cause: {code: `no-redirection-${kind}`}, evidence, remedy: {code: `redirect-${kind}`}}
    : {status: 'error', cause: {code: `no-reader-${kind}`}, evidence, remedy: {code: `redirect-${kind}`}}
}

function sessionEvidence({kind, by, id}: Session): Evidence {
  const code = by === undefined ? 'session-unmarked' : id === undefined ? 'session' : 'session-numbered'
  return {code, params: {kind, by: by ?? '', id: id ?? ''}}
}

function sidesSeen(
  readers: ReaderInventory | undefined,
  client: ClientReport | undefined,
): readonly Evidence[] {
  const here: readonly Evidence[] =
    readers?.kind === 'listed'
      ? [{code: 'session-readers', params: {count: realReaders(readers).length}}]
      : []
  const there: readonly Evidence[] = client
    ? [{code: `client-readers-${client.readers}`, params: {at: client.at}}]
    : []
  return [...here, ...there]
}

/** The last synchronisation is at most 24 h old (PRE_TPS), where something tells it. */
export const timeSync = judgeKnown(['clockSync'], [], ({clockSync}, {settings}) => {
  const {state, by = '', lastAt} = clockSync
  if (state === 'unknown')
    return {
      status: 'unknown',
      cause: {code: 'clock-untold'},
      evidence: [],
      remedy: {code: 'look-at-clock'},
    }
  if (state === 'not-synchronised')
    return {
      status: 'warn',
      cause: {code: 'clock-not-kept'},
      evidence: [{code: 'clock-by', params: {by}}],
      remedy: {code: 'synchronise-clock'},
    }
  const hours = lastAt === undefined ? undefined : Math.floor((settings.now - lastAt) / 3_600_000)
  if (lastAt === undefined || hours === undefined)
    return {status: 'ok', cause: {code: 'clock-kept'}, evidence: [{code: 'clock-by', params: {by}}]}
  const evidence: readonly [Evidence] = [{code: 'clock-last', params: {by, hours}}]
  if (lastAt - settings.now > FUTURE_MS)
    return {status: 'warn', cause: {code: 'clock-behind'}, evidence, remedy: {code: 'synchronise-clock'}}
  return settings.now - lastAt > DAY_MS
    ? {
        status: 'warn',
        cause: {code: 'clock-old', params: {hours}},
        evidence,
        remedy: {code: 'synchronise-clock'},
      }
    : {status: 'ok', cause: {code: 'clock-kept'}, evidence}
})
