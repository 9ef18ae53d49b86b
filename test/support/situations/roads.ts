/** The roads from a workstation to the DMP: each is a profile of the embedded DMP, led astray by real servers of loopback. */
import {createSocket} from 'node:dgram'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createServer as createHttps} from 'node:https'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {startInterceptingProxy} from '../intercepting-proxy.ts'
import {closedPort, deafPort, tcpServer} from '../odd-servers.ts'
import type {SandboxUnderTest} from '../running-sandbox.ts'
import {serverUse, TestPki} from '../test-keys.ts'
import type {Place} from './place.ts'

export type RoadName =
  | 'straight'
  /** A profile of production, which the card is measured by; its server is the same. */
  | 'production'
  /** The same servers, and a profile of the test platform. */
  | 'production-beside'
  | 'honest-proxy'
  | 'intercepted'
  | 'proxy-asks'
  | 'proxy-forbids'
  /** A profile of the test platform: no host of its web site is known. */
  | 'test-profile'
  | 'dns-dead'
  | 'dns-silent'
  | 'refused'
  | 'swallowed'
  | 'portal'
  | 'ended'
  /** The key of the structure went away. */
  | 'no-key'
  | 'no-number'
  /** A server that asks for a certificate and cuts at that of the profile. */
  | 'not-taken'
  | 'none-asked'
  | 'maintenance'
  /** A proxy that takes CONNECT and answers with a page of its own. */
  | 'proxy-portal'
  | 'stale-hosts'
  | {readonly aheadBy: number}
  /** No profile at all. */
  | 'none'

export interface Road {
  /** Arguments of the program. */
  readonly arguments: readonly string[]
  readonly place?: Pick<Place, 'resolver' | 'hosts'>
  close(): Promise<void>
}

const nothing = async () => {}
const ELSEWHERE = 'dmp.hopital-fictif.test'
/** Where browsers go in production, by `data/public-hosts.json`; here a server of loopback of that name. */
const WEB = 'wps-cps.dmp.gouv.fr'
const WEB_ADDRESS = '127.9.9.10'

/** Opens the road and writes the profile that goes by it. */
export async function openRoad(name: RoadName, sandbox: SandboxUnderTest): Promise<Road> {
  if (name === 'none') return {arguments: [], close: nothing}
  if (name === 'straight') return {arguments: ['--profile', 'sandbox'], close: nothing}
  const {changes, place, close} = await astray(name, sandbox)
  const folder = join(sandbox.home, 'config/profiles')
  const file = join(folder, 'situation.yaml')
  const text = changes.reduce(
    (now, [from, to]) => (typeof from === 'string' ? now.replaceAll(from, to) : now.replace(from, to)),
    readFileSync(join(folder, 'sandbox.yaml'), 'utf8'),
  )
  writeFileSync(file, text, {mode: 0o600})
  return {
    arguments: ['--profile', 'situation'],
    ...(place ? {place} : {}),
    close: async () => {
      rmSync(file)
      await close()
    },
  }
}

interface Astray {
  readonly changes: readonly (readonly [from: string | RegExp, to: string])[]
  readonly place?: Road['place']
  readonly close: () => Promise<void>
}

async function astray(
  name: Exclude<RoadName, 'none' | 'straight'>,
  {port, folder}: SandboxUnderTest,
): Promise<Astray> {
  const there = `localhost:${port}`
  const toPort = (other: number, close = nothing): Astray => ({
    changes: [[there, `localhost:${other}`]],
    close,
  })
  const byProxy = async (options: Parameters<typeof startInterceptingProxy>[0]): Promise<Astray> => {
    const proxy = await startInterceptingProxy(options)
    return {changes: [['endpoints:\n', `proxy: '${proxy.url}'\nendpoints:\n`]], close: () => proxy.close()}
  }
  if (typeof name === 'object') {
    const server = await datedServer(folder, name.aheadBy)
    return toPort(server.port, server.close)
  }
  switch (name) {
    case 'production':
      return production(there, 'production')
    case 'production-beside':
      return production(there, 'test')
    case 'honest-proxy':
      return byProxy({blind: true})
    case 'intercepted':
      return byProxy({})
    case 'proxy-asks':
      return byProxy({refuse: 407})
    case 'proxy-forbids':
      return byProxy({refuse: 403})
    case 'test-profile':
      return {
        changes: elsewhere(there, 'test'),
        place: {hosts: `127.0.0.1 localhost ${ELSEWHERE}\n`},
        close: nothing,
      }
    case 'dns-dead':
      return {changes: elsewhere(there, 'test'), place: {resolver: resolver('127.9.9.8')}, close: nothing}
    case 'dns-silent': {
      const close = await silentDns('127.9.9.9')
      return {changes: elsewhere(there, 'test'), place: {resolver: resolver('127.9.9.9')}, close}
    }
    case 'refused':
      return toPort(await closedPort())
    case 'swallowed': {
      const deaf = await deafPort()
      return toPort(deaf.port, () => deaf.close())
    }
    case 'portal': {
      const server = await tcpServer((socket) => {
        socket.once('data', () =>
          socket.end('HTTP/1.1 302 Found\r\nLocation: http://portail.example\r\n\r\n'),
        )
      })
      return toPort(server.port, () => server.close())
    }
    case 'no-key':
      return {changes: [['main-auth.p12', 'main-auth-lost.p12']], close: nothing}
    case 'no-number':
      return {changes: [[/homologation: .*/, 'homologation: file:/nowhere/number']], close: nothing}
    case 'not-taken':
    case 'none-asked':
    case 'maintenance': {
      const server = await datedServer(folder, 0, 'server', name)
      return toPort(server.port, server.close)
    }
    case 'proxy-portal': {
      const proxy = await tcpServer((socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
          socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlogin'))
        })
      })
      return {
        changes: [['endpoints:\n', `proxy: 'http://127.0.0.1:${proxy.port}'\nendpoints:\n`]],
        close: () => proxy.close(),
      }
    }
    case 'stale-hosts':
      return {
        changes: elsewhere(there, 'test', await closedPort()),
        place: {hosts: `127.0.0.1 localhost\n127.9.9.11 ${ELSEWHERE}\n`},
        close: nothing,
      }
    case 'ended': {
      const server = await datedServer(folder, 0, 'server-expired')
      return toPort(server.port, server.close)
    }
  }
}

/** A profile of another environment than the sandbox may not name this machine. */
const elsewhere = (there: string, environment: string, port?: number): Astray['changes'] => [
  ['environment: sandbox', `environment: ${environment}`],
  [there, port === undefined ? ELSEWHERE : `${ELSEWHERE}:${port}`],
]

/** A server of production, by its name; its authority is that of the profile. */
async function production(there: string, environment: 'production' | 'test'): Promise<Astray> {
  const pki = new TestPki()
  const leaf = pki.leaf('server', {
    extensions: [...serverUse.slice(0, 2), `subjectAltName=DNS:${ELSEWHERE},DNS:${WEB}`],
  })
  const identity = {
    key: readFileSync(leaf.keyPath),
    cert: [leaf, pki.intermediate].map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join(''),
  }
  const server = await dated(0, identity)
  const web = await dated(0, identity, {host: WEB_ADDRESS, port: 443})
  return {
    changes: [
      ...elsewhere(there, environment, server.port),
      [
        /caFiles: \[[^\]]*\]\n {2}revocation/,
        `caFiles: [${pki.root.certificatePath}]\n  publicCaFiles: [${pki.root.certificatePath}]\n  revocation`,
      ],
      [/^insi:[\s\S]*/m, ''],
    ],
    place: {hosts: `127.0.0.1 localhost\n127.0.0.1 ${ELSEWHERE}\n${WEB_ADDRESS} ${WEB}\n`},
    close: async () => {
      await server.close()
      await web.close()
      pki.remove()
    },
  }
}

const resolver = (address: string) => `nameserver ${address}\noptions timeout:1 attempts:1\n`

/** A server with the identity of the embedded DMP, whose clock is so many seconds ahead. */
function datedServer(sandbox: string, aheadBy: number, identity = 'server', manner?: Manner) {
  const read = (name: string) => readFileSync(join(sandbox, name))
  return dated(aheadBy, {key: read(`${identity}.key.pem`), cert: read(`${identity}.pem`)}, undefined, manner)
}

type Manner = 'not-taken' | 'none-asked' | 'maintenance'

async function dated(
  aheadBy: number,
  identity: {readonly key: Buffer; readonly cert: Buffer | string},
  at = {host: '127.0.0.1', port: 0},
  manner?: Manner,
) {
  const asking = {requestCert: manner !== 'none-asked', rejectUnauthorized: manner === 'not-taken'}
  const server = createHttps({...identity, ...asking}, (_request, response) => {
    response.sendDate = false
    response.setHeader('Date', new Date(Date.now() + aheadBy * 1000).toUTCString())
    response.writeHead(manner === 'maintenance' ? 503 : 404).end()
  })
  await new Promise<void>((listening) => server.listen(at.port, at.host, listening))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** A DNS server that takes every question and answers none; port 53, where alone it is asked. */
async function silentDns(address: string): Promise<() => Promise<void>> {
  const socket = createSocket('udp4')
  await new Promise<void>((bound) => socket.bind(53, address, bound))
  return () => new Promise((closed) => socket.close(() => closed()))
}
