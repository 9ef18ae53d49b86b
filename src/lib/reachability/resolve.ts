import {execFile} from 'node:child_process'
import {Resolver} from 'node:dns/promises'
import {readFile} from 'node:fs/promises'
import {isIP} from 'node:net'
import {win32} from 'node:path'
import type {DnsReason, Resolved} from '../workstation/reach.ts'
import {codeOf, StageFailure, type StageLimit} from './stage.ts'

/** How names are looked up. */
export interface NameMeans {
  /** The system's own look-up, hosts file and all. @throws an error with the system's code */
  readonly system: (host: string, limit: StageLimit) => Promise<readonly string[]>
  /** DNS servers to ask for the reason of a failure; those of the system when absent. */
  readonly servers?: readonly string[]
  readonly hostsFile: string
}

const MOST_ADDRESSES = 8

/**
 * Looked up as programs do, by the system. Where that fails the DNS servers are asked themselves: they alone say whether
 * the name is unknown, cannot be found out, or nobody answers.
 * @throws StageFailure
 */
export async function resolveName(host: string, means: NameMeans, limit: StageLimit): Promise<Resolved> {
  if (isIP(host)) return {by: 'literal', addresses: [host]}
  const reason = askServers(host, means.servers, limit)
  try {
    const addresses = await means.system(host, limit)
    if (addresses.length === 0) throw new StageFailure<DnsReason>('no-address')
    const listed = await inHostsFile(host, means.hostsFile)
    return {by: listed ? 'hosts-file' : 'resolver', addresses: addresses.slice(0, MOST_ADDRESSES)}
  } catch (error) {
    if (error instanceof StageFailure) throw error
    const late = limit.signal.aborted
    const told = await reason
    throw new StageFailure<DnsReason>(
      late && !isOfServer(told) ? 'slow' : told,
      late ? undefined : codeOf(error),
    )
  }
}

/**
 * The system, which reads more than the DNS (hosts file, names of the local network), has not said in time: that the DNS
 * does not know a name then proves nothing. What is wrong with the DNS server itself is told whoever asks.
 */
function isOfServer(reason: DnsReason): boolean {
  return reason !== 'system' && reason !== 'unknown-name' && reason !== 'no-address'
}

/** Reasons by the code of Node's resolver (c-ares). */
const reasons: Readonly<Record<string, DnsReason>> = {
  ENOTFOUND: 'unknown-name',
  ENODATA: 'no-address',
  ESERVFAIL: 'server-failed',
  EREFUSED: 'server-refused',
  ENOTIMP: 'server-refused',
  ETIMEOUT: 'no-answer',
  ECANCELLED: 'no-answer',
  ECONNREFUSED: 'no-server',
  EBADRESP: 'server-failed',
  EFORMERR: 'server-failed',
}

async function askServers(
  host: string,
  servers: readonly string[] | undefined,
  {signal, limitMs}: StageLimit,
): Promise<DnsReason> {
  // Two tries within the time of the stage, so that its end is the server's silence and not ours.
  const resolver = new Resolver({timeout: Math.max(100, Math.floor(limitMs * 0.3)), tries: 2})
  if (servers) resolver.setServers([...servers])
  const cancel = () => resolver.cancel()
  signal.addEventListener('abort', cancel, {once: true})
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  signal.removeEventListener('abort', cancel)
  if (four.status === 'fulfilled' || six.status === 'fulfilled') return 'system'
  return reasons[codeOf(four.reason)] ?? 'other'
}

const LOOK_UP = `require('node:dns').lookup(process.argv[1],{all:true,verbatim:true},(e,a)=>{
require('node:fs').writeSync(1,JSON.stringify(e?{code:e.code}:{addresses:a.map((x)=>x.address)}))})`

/**
 * The system's look-up, in a process of its own: it cannot be called off, and a dead DNS server would keep this program
 * from ending long after its answer.
 */
export function systemLookUp(host: string, {signal}: StageLimit): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const {NODE_OPTIONS: _, ...env} = process.env
    const options = {signal, env, killSignal: 'SIGKILL', maxBuffer: 65_536, windowsHide: true} as const
    execFile(process.execPath, ['-e', LOOK_UP, '--', host], options, (error, stdout) => {
      if (error) return reject(error)
      const said = readAnswer(stdout)
      if (said.addresses) resolve(said.addresses)
      else reject(Object.assign(new Error('look-up'), {code: said.code ?? 'unknown'}))
    })
  })
}

function readAnswer(text: string): {addresses?: readonly string[]; code?: string} {
  try {
    const said = JSON.parse(text) as {addresses?: unknown; code?: unknown}
    if (Array.isArray(said.addresses)) return {addresses: said.addresses.filter((one) => isIP(one))}
    return typeof said.code === 'string' ? {code: said.code} : {}
  } catch {
    return {}
  }
}

/** Where the system keeps names of its own. */
export function hostsFileOf(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (platform !== 'win32') return '/etc/hosts'
  return win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
}

/** True when the file names this host; a file that cannot be read names nobody. */
export async function inHostsFile(host: string, path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const wanted = host.toLowerCase()
  return text
    .slice(0, 1_048_576)
    .split(/\r\n|\n|\r/)
    .some((line) => {
      const [address = '', ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/)
      return isIP(address) !== 0 && names.some((name) => name.toLowerCase() === wanted)
    })
}
