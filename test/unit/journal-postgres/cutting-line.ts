import {connect, createServer, type Socket} from 'node:net'
import {join} from 'node:path'
import type {PostgresCluster} from '../../support/postgres.ts'

/** A line to the server that can be cut, at a moment that a test chooses. */
export interface CuttingLine {
  readonly port: number
  /** Ends every connection now. */
  cut(): void
  /** Lets the next commit reach the server and cuts before its answer comes back. */
  loseNextCommit(): void
  /** Passes this many more bytes of the client, then cuts; again after each. */
  cutEvery(bytes: number | undefined): void
  close(): Promise<void>
}

export function cuttingLine(cluster: PostgresCluster): Promise<CuttingLine> {
  const open = new Set<Socket>()
  let lost = false
  let every: number | undefined
  let left = Number.POSITIVE_INFINITY
  const server = createServer((near) => {
    const far = connect(join(cluster.socketFolder, `.s.PGSQL.${cluster.port}`))
    let deaf = false
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => open.delete(socket))
    }
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.on('data', (chunk) => {
      if (lost && chunk.includes('COMMIT')) {
        lost = false
        deaf = true
      }
      far.write(chunk)
      left -= chunk.length
      if (left <= 0) {
        left = every ?? Number.POSITIVE_INFINITY
        near.destroy()
      }
    })
    far.on('data', (chunk) => {
      if (deaf) near.destroy()
      else near.write(chunk)
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as {port: number}
      resolve({
        port,
        cut: () => {
          for (const socket of open) socket.destroy()
        },
        loseNextCommit: () => {
          lost = true
        },
        cutEvery: (bytes) => {
          every = bytes
          left = bytes ?? Number.POSITIVE_INFINITY
        },
        close: () =>
          new Promise((done) => {
            for (const socket of open) socket.destroy()
            server.close(() => done())
          }),
      })
    })
  })
}
