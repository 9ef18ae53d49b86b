import {createConnection, type Socket} from 'node:net'
import type {TcpReason} from '../workstation/reach.ts'
import {codeOf, StageFailure, type StageLimit} from './stage.ts'

const reasons: Readonly<Record<string, TcpReason>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  ETIMEDOUT: 'timeout',
}

/** Of several addresses that fail, the reason that says most: a road that is missing says least. */
const telling: readonly TcpReason[] = ['refused', 'reset', 'timeout', 'other', 'unreachable']

export interface Opened {
  readonly socket: Socket
  readonly address: string
}

/**
 * The first of the addresses that takes a connection; all are tried side by side, as programs do.
 * @throws StageFailure with the most telling reason
 */
export async function openConnection(
  addresses: readonly string[],
  port: number,
  {signal}: StageLimit,
): Promise<Opened> {
  const sockets: Socket[] = []
  const failures: {reason: TcpReason; code: string}[] = []
  const attempt = (address: string) =>
    new Promise<Opened>((resolve, reject) => {
      const socket = createConnection({host: address, port})
      sockets.push(socket)
      const onAbort = () => fail(Object.assign(new Error('late'), {code: 'ETIMEDOUT'}))
      const fail = (error: Error) => {
        signal.removeEventListener('abort', onAbort)
        socket.destroy()
        const code = codeOf(error)
        failures.push({reason: reasons[code] ?? 'other', code})
        reject(error)
      }
      if (signal.aborted) return onAbort()
      signal.addEventListener('abort', onAbort, {once: true})
      socket.once('error', fail)
      socket.once('connect', () => {
        signal.removeEventListener('abort', onAbort)
        socket.off('error', fail).on('error', () => undefined)
        resolve({socket, address})
      })
    })
  try {
    const opened = await Promise.any(addresses.map(attempt))
    for (const socket of sockets) if (socket !== opened.socket) socket.destroy()
    return opened
  } catch {
    const worst = telling
      .map((reason) => failures.find((one) => one.reason === reason))
      .find((one) => one !== undefined)
    throw new StageFailure<TcpReason>(worst?.reason ?? 'other', worst?.code)
  }
}
