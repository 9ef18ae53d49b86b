import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createServer, type Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {askPcscd} from '../../../src/lib/pcsc/pcscd.ts'
import {RECORD_BYTES, readTable, TABLE_BYTES} from '../../../src/lib/pcsc/pcscd-table.ts'

interface Row {
  readonly name?: string
  readonly state?: number
  readonly sharing?: number
  readonly atr?: string
  readonly atrLength?: number
}

function table(rows: readonly Row[]): Buffer {
  const bytes = Buffer.alloc(TABLE_BYTES)
  for (const [at, {name = 'R', state = 2, sharing = 0, atr = '', atrLength}] of rows.entries()) {
    const record = bytes.subarray(at * RECORD_BYTES)
    record.write(name, 0, 'utf8')
    record.writeUInt32LE(3, 128)
    record.writeUInt32LE(state, 132)
    record.writeInt32LE(sharing, 136)
    record.write(atr, 140, 'hex')
    record.writeUInt32LE(atrLength ?? atr.length / 2, 176)
  }
  return bytes
}

const folder = mkdtempSync(join(tmpdir(), 'dmp-pcscd-unit-'))
afterAll(() => rmSync(folder, {recursive: true}))
let count = 0

/** A service of its own making: `answer` gets each message; what it returns is sent. */
async function asked(
  answer: (message: Buffer, socket: Socket, connection: number) => Buffer | undefined,
  timeoutMs = 1500,
) {
  count += 1
  const path = join(folder, `${count}.comm`)
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    const mine = connections
    socket.on('error', () => {})
    socket.on('data', (message) => {
      const reply = answer(message, socket, mine)
      if (reply) socket.write(reply)
    })
  })
  await new Promise<void>((done) => server.listen(path, done))
  const result = await askPcscd({env: {PCSCLITE_CSOCK_NAME: path}, timeoutMs})
  server.close()
  return {result, connections}
}

const version = (major: number, minor: number, rv: number) => {
  const bytes = Buffer.alloc(12)
  bytes.writeInt32LE(major, 0)
  bytes.writeInt32LE(minor, 4)
  bytes.writeUInt32LE(rv, 8)
  return bytes
}
const isVersion = (message: Buffer) => message.readUInt32LE(4) === 0x11
const minorOf = (message: Buffer) => message.readInt32LE(12)
const one = table([{name: 'F600 00 00', state: 0x34, atr: '3F6525002C09699000'}])
const speaks = (rows: Buffer) => (message: Buffer) => (isVersion(message) ? version(4, 4, 0) : rows)

describe('pcscd', () => {
  it('is asked once where its answer is settled', async () => {
    const {result, connections} = await asked(speaks(one))
    expect(result).toEqual({
      kind: 'listed',
      backend: 'pcscd',
      readers: [
        {name: 'F600 00 00', card: 'present', held: 'free', insertions: 3, atr: '3F6525002C09699000'},
      ],
    })
    expect(connections).toBe(1)
  })

  it('is asked again where it sees no reader yet, or a card that has not answered yet', async () => {
    for (const early of [table([]), table([{name: 'F600 00 00', state: 0x0c}])]) {
      const {result, connections} = await asked((message, _, connection) =>
        isVersion(message) ? version(4, 4, 0) : connection === 1 ? early : one,
      )
      expect(result).toMatchObject({readers: [{card: 'present'}]})
      expect(connections).toBe(2)
    }
    expect((await asked(speaks(table([])))).result).toMatchObject({kind: 'listed', readers: []})
  })

  it('is spoken to in the version that it speaks', async () => {
    const newer = await asked((message) =>
      isVersion(message) ? version(4, 9, minorOf(message) === 9 ? 0 : 0x8010001e) : one,
    )
    expect(newer.result).toMatchObject({kind: 'listed', readers: [{card: 'present'}]})
    const hangsUp = await asked((message, socket) => {
      if (!isVersion(message)) return one
      if (minorOf(message) === 3) return version(4, 3, 0)
      socket.destroy()
      return undefined
    })
    expect(hangsUp.result).toMatchObject({kind: 'listed', readers: [{card: 'present'}]})
  })

  it('that speaks no version in common is said to, after a bounded number of tries', async () => {
    const {result, connections} = await asked(() => version(5, 0, 0x8010001e))
    expect(result).toEqual({
      kind: 'failed',
      backend: 'pcscd',
      reason: 'protocol',
      code: 0x8010001e,
      detail: 'service speaks 5.0',
    })
    expect(connections).toBeLessThan(9)
  })

  it.each<[string, (message: Buffer, socket: Socket) => Buffer | undefined, string]>([
    ['says nothing', () => undefined, 'timeout'],
    ['says half a version', () => Buffer.alloc(5), 'timeout'],
    [
      'sends half a table',
      (message) => (isVersion(message) ? version(4, 4, 0) : one.subarray(0, 1000)),
      'timeout',
    ],
    [
      'sends a longer table',
      (message) => (isVersion(message) ? version(4, 4, 0) : Buffer.concat([one, one])),
      'protocol',
    ],
    [
      'sends noise',
      (message) => (isVersion(message) ? version(4, 4, 0) : Buffer.alloc(TABLE_BYTES, 0xa5)),
      'protocol',
    ],
    [
      'hangs up',
      (_, socket) => {
        socket.destroy()
        return undefined
      },
      'protocol',
    ],
  ])('that %s is no list of readers', async (_, answer, reason) => {
    const {result} = await asked(answer, 400)
    expect(result).toMatchObject({kind: 'failed', backend: 'pcscd', reason})
  })

  it('that is not there is no service', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    for (const [path, detail] of [
      [join(folder, 'none'), 'ENOENT'],
      [join(file, 'below'), 'ENOTDIR'],
      [file, /ECONNREFUSED|ENOTSOCK/],
    ] as const)
      expect(await askPcscd({env: {PCSCLITE_CSOCK_NAME: path}, timeoutMs: 500})).toMatchObject({
        kind: 'no-service',
        detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
      })
  })

  it.runIf(process.getuid?.() === 0)('that this account may not speak to is a matter of rights', async () => {
    const path = join(folder, 'closed.comm')
    const server = createServer()
    await new Promise<void>((done) => server.listen(path, done))
    chmodSync(path, 0o600)
    chmodSync(folder, 0o755)
    process.seteuid?.(65_534)
    try {
      const result = await askPcscd({env: {PCSCLITE_CSOCK_NAME: path}, timeoutMs: 500})
      expect(result).toEqual({kind: 'failed', backend: 'pcscd', reason: 'rights', detail: 'EACCES'})
    } finally {
      process.seteuid?.(0)
      server.close()
    }
  })

  it('is left when the program is interrupted', async () => {
    const stop = new AbortController()
    const path = join(folder, 'stuck.comm')
    const server = createServer(() => stop.abort())
    await new Promise<void>((done) => server.listen(path, done))
    const result = await askPcscd({env: {PCSCLITE_CSOCK_NAME: path}, timeoutMs: 60_000, signal: stop.signal})
    server.close()
    expect(result).toMatchObject({kind: 'failed', reason: 'timeout'})
  })
})

describe('a table of readers', () => {
  it('tells who holds a reader, and a mute card', () => {
    const rows = [
      {name: 'A', state: 0x34, sharing: -1, atr: '3B00'},
      {name: 'B', state: 0x0c},
      {name: 'C', state: 0x34, sharing: 2, atr: '3B00'},
    ]
    expect(readTable(table(rows))).toMatchObject([
      {name: 'A', card: 'present', held: 'exclusive', atr: '3B00'},
      {name: 'B', card: 'mute', held: 'free'},
      {name: 'C', card: 'present', held: 'shared'},
    ])
  })

  it.each<[string, Row]>([
    ['an ATR longer than any', {atrLength: 34}],
    ['bits that no version has', {state: 0x1000}],
    ['fewer sharers than none', {sharing: -2}],
    ['a name without end', {name: 'x'.repeat(128)}],
    ['a name that drives terminals', {name: 'a\u001b[2J'}],
  ])('with %s is refused whole', (_, row) => {
    expect(readTable(table([{name: 'good'}, row]))).toBeUndefined()
  })

  it('of random bytes makes no reader up', () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: TABLE_BYTES, maxLength: TABLE_BYTES}), (bytes) => {
        expect(readTable(Buffer.from(bytes))).toBeUndefined()
      }),
      {numRuns: 100},
    )
    fc.assert(
      fc.property(fc.nat(TABLE_BYTES - 1), fc.nat(255), (at, value) => {
        const bytes = Buffer.from(one)
        bytes[at] = value
        const readers = readTable(bytes) ?? []
        expect(readers.length).toBeLessThan(3)
        for (const {card, atr} of readers) expect(atr === undefined).toBe(card !== 'present')
      }),
      {numRuns: 2000},
    )
  })
})
