import {access, constants} from 'node:fs/promises'
import {proxyOf} from '../certificate-sources/proxy-of.ts'
import type {CommandOutcome, RunCommand} from '../host/run-command.ts'
import {windowsProgram} from '../host/windows-program.ts'
import type {LookLimit} from '../ports/host-facts.ts'
import type {ProxyFacts} from '../workstation/proxies.ts'
import {readInternetSettings, readScutil, readWinHttp} from './proxy-settings.ts'

type Env = Readonly<Record<string, string | undefined>>

const USER = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
const SERVICES = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections'

/** Where proxies are told. Nothing is asked of the network, and a script (PAC) is not fetched. */
export async function lookForProxies(
  platform: NodeJS.Platform,
  env: Env,
  run: RunCommand,
  limit: LookLimit,
): Promise<ProxyFacts> {
  const name = ['HTTPS_PROXY', 'https_proxy'].find((one) => env[one])
  const extra = env['NODE_EXTRA_CA_CERTS']
  return {
    ...(name === undefined ? {} : {variable: {name, address: shownAddress(env[name] ?? '')}}),
    exceptions: Boolean(env['NO_PROXY'] || env['no_proxy']),
    nodeFollows: env['NODE_USE_ENV_PROXY'] === '1',
    ...(extra ? {extraAuthorities: await readable(extra)} : {}),
    system: await systemProxies(platform, run, limit),
  }
}

/** The proxy that the variables name for this host, credentials and all; undefined when there is none. */
export function variableProxy(host: string, env: Env): string | undefined {
  const proxy = proxyOf(host, env as NodeJS.ProcessEnv)
  return proxy && /^https?:$/.test(proxy.protocol) && proxy.hostname !== '' ? proxy.href : undefined
}

/** `host:port` and nothing of the credentials. */
export function shownAddress(text: string): string {
  const url = text.includes('://') ? text : `http://${text}`
  if (!URL.canParse(url)) return 'unreadable'
  const {hostname, port, protocol} = new URL(url)
  if (hostname === '' || !/^https?:$/.test(protocol)) return 'unreadable'
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
}

async function readable(path: string): Promise<'readable' | 'unreadable'> {
  return access(path, constants.R_OK).then(
    () => 'readable',
    () => 'unreadable',
  )
}

async function systemProxies(
  platform: NodeJS.Platform,
  run: RunCommand,
  {timeoutMs, signal}: LookLimit,
): Promise<ProxyFacts['system']> {
  const limits = {timeoutMs, ...(signal ? {signal} : {})}
  if (platform === 'darwin') {
    const outcome = await run('/usr/sbin/scutil', ['--proxy'], limits)
    return outcome.kind === 'done' && outcome.exit === 0 ? readScutil(outcome.stdout) : untold(outcome)
  }
  if (platform !== 'win32') return {state: 'untold', reason: 'other-system'}
  const [user, services] = await Promise.all([
    run(windowsProgram('reg'), ['query', USER], limits),
    run(windowsProgram('reg'), ['query', SERVICES, '/v', 'WinHttpSettings'], limits),
  ])
  if (user.kind !== 'done' || user.exit !== 0) return untold(user)
  const told = readInternetSettings(user.stdout)
  const winHttp = services.kind === 'done' && services.exit === 0 ? readWinHttp(services.stdout) : undefined
  return {...told, ...(winHttp === undefined ? {} : {services: winHttp})}
}

function untold({kind}: CommandOutcome): ProxyFacts['system'] {
  return {state: 'untold', reason: kind === 'timeout' ? 'timeout' : 'unreadable'}
}
