import type {Scenarios} from './stage.ts'

/** Errors of sending traces to a receiver. */
export const traceAudit: Scenarios = {
  // The port is given back before it is called: nobody listens.
  DMP_SYSLOG: async (stage) => {
    const {createServer} = await import('node:net')
    const server = createServer()
    const port = await new Promise<number>((resolve, reject) => {
      server.on('error', reject)
      server.listen(0, '127.0.0.1', () => resolve((server.address() as {port: number}).port))
    })
    await new Promise((resolve) => server.close(resolve))
    return stage.desk().attempt(['trace', 'export', '--syslog', `tls://127.0.0.1:${port}`])
  },
}
