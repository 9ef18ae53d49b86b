import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {type AddressInfo, createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {HttpMessage} from '../second-writer/message.ts'

const answer = 'HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

/** Where the head ends and how long the body is; undefined while the head is not whole. */
function lengthOf(bytes: Buffer): number | undefined {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const size = /^content-length: *(\d+)/im.exec(bytes.toString('latin1', 0, head))?.[1]
  return head + 4 + Number(size ?? 0)
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/**
 * The bytes that a real curl puts on the wire for each message, in their order: one curl for all of them, and a server
 * that only writes down what comes.
 */
export async function recordedByCurl(
  messages: readonly {readonly path: string; readonly message: HttpMessage}[],
): Promise<Buffer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'curl-'))
  const recorded: Buffer[] = []
  const server = createServer((socket) => {
    let held = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk])
      if (held.length < (lengthOf(held) ?? Number.POSITIVE_INFINITY)) return
      recorded.push(held)
      socket.end(answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  try {
    const config = messages.map(({path, message}, at) => {
      const file = join(folder, `body-${at}`)
      writeFileSync(file, message.body)
      const type = message.headers['content-type']
      return [
        `url = "http://127.0.0.1:${port}${path}"`,
        `header = ${quoted(type === undefined ? 'Content-Type:' : `Content-Type: ${type}`)}`,
        'header = "Expect:"',
        `data-binary = ${quoted(`@${file}`)}`,
      ].join('\n')
    })
    writeFileSync(join(folder, 'config'), `${config.join('\nnext\n')}\n`)
    const curl = spawn('curl', ['--silent', '--show-error', '--config', join(folder, 'config')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [status] = await once(curl, 'close')
    if (status !== 0) throw new Error(`curl ended with ${status}`)
    return recorded
  } finally {
    server.close()
    rmSync(folder, {recursive: true, force: true})
  }
}
