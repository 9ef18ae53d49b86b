import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {byteLines} from '../../../src/lib/traces/export/byte-lines.ts'
import {ExportChain, type ExportHead} from '../../../src/lib/traces/export/export-chain.ts'
import {ExportCheck} from '../../../src/lib/traces/export/export-check.ts'
import {describeWith} from '../../support/requires.ts'

const record = (n: number) => ({
  v: 1,
  id: `event-${n}`,
  operation: n % 2 === 0 ? 'submit' : 'search',
  reason: `raison n° ${n} — "éà€😀"`,
  status: {http: 200, errors: [{code: 'X', severity: undefined}]},
  durationMs: n * 1.5,
})

function exported(count: number, after?: ExportHead) {
  const chain = new ExportChain(after)
  const lines = Array.from({length: count}, (_, n) => chain.line(record(n)))
  return {chain, lines, bytes: Buffer.from(lines.map((line) => `${line}\n`).join(''))}
}

async function check(bytes: Uint8Array, after?: ExportHead | 'anywhere', chunk = 50) {
  const done = new ExportCheck(after)
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  for await (const line of byteLines(pieces())) done.take(line)
  return done
}

const whole = exported(12)
const signed = whole.chain.checkpoint('0a', '2026-03-02T09:14:07.120Z')
const text = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''))
const first = async (bytes: Uint8Array, withCheckpoint = false) => {
  const done = await check(bytes)
  if (withCheckpoint) done.compare(signed)
  return done.first
}

describe('a chained file', () => {
  it('is sound as it was written, whatever the pieces in which it is read', async () => {
    for (const chunk of [1, 7, 300, 1_000_000]) {
      const done = await check(whole.bytes, undefined, chunk)
      expect([done.lines, done.broken, done.first, done.compare(signed)]).toEqual([12, 0, undefined, 'holds'])
    }
  })

  it('names a line that was altered, removed, moved, doubled or left unfinished', async () => {
    const {lines} = whole
    const altered = lines.with(4, (lines[4] ?? '').replace('submit', 'delete'))
    expect(await first(text(altered))).toEqual({line: 5, reason: 'altered'})
    expect(await first(text(lines.toSpliced(4, 1)))).toEqual({line: 5, reason: 'missing'})
    expect(await first(text(lines.toSpliced(0, 1)))).toEqual({line: 1, reason: 'start'})
    const swapped = lines.with(6, lines[7] ?? '').with(7, lines[6] ?? '')
    expect(await first(text(swapped))).toEqual({line: 7, reason: 'missing'})
    expect(await first(text(lines.toSpliced(8, 0, lines[7] ?? '')))).toEqual({line: 9, reason: 'order'})
    expect(await first(whole.bytes.subarray(0, -1))).toEqual({line: 12, reason: 'torn'})
    expect(await first(whole.bytes.subarray(0, -40))).toEqual({line: 12, reason: 'unreadable'})
    expect(await first(text(lines.toSpliced(3, 0, '')))).toEqual({line: 4, reason: 'unreadable'})
  })

  it('sees a cut end, an added line and a rewritten file by its checkpoint, and not without', async () => {
    const cut = text(whole.lines.slice(0, 9))
    expect(await first(cut)).toBeUndefined()
    expect(await first(cut, true)).toEqual({line: 10, reason: 'cut'})
    expect(await first(Buffer.alloc(0), true)).toEqual({line: 1, reason: 'cut'})
    const more = exported(1, whole.chain.head)
    expect(await first(Buffer.concat([whole.bytes, more.bytes]), true)).toEqual({line: 13, reason: 'added'})
    const other = new ExportChain()
    const rewritten = Array.from({length: 12}, (_, n) => other.line({...record(n), reason: 'other'}))
    expect(await first(text(rewritten))).toBeUndefined()
    expect(await first(text(rewritten), true)).toEqual({line: 12, reason: 'rewritten'})
  })

  it('goes on from part to part', async () => {
    const second = exported(5, whole.chain.head)
    const sealed = second.chain.checkpoint('0a', '2026-03-03T00:00:00.000Z')
    expect((await check(second.bytes, whole.chain.head)).first).toBeUndefined()
    expect((await check(second.bytes)).first).toEqual({line: 1, reason: 'start'})
    const alone = await check(second.bytes, 'anywhere')
    expect([alone.compare(sealed), alone.first]).toEqual(['holds', undefined])
    const headless = await check(text(second.lines.slice(1)), 'anywhere')
    expect([headless.compare(sealed), headless.first]).toEqual(['start', {line: 1, reason: 'start'}])
  })

  it('shows any single edit, at the first line that was edited', async () => {
    const bytes = whole.bytes
    const edit = fc.oneof(
      fc.record({kind: fc.constant('put' as const), at: fc.nat(bytes.length - 1), byte: fc.nat(255)}),
      fc.record({kind: fc.constant('add' as const), at: fc.nat(bytes.length), byte: fc.nat(255)}),
      fc.record({
        kind: fc.constant('drop' as const),
        at: fc.nat(bytes.length - 1),
        byte: fc.integer({min: 1, max: 900}),
      }),
    )
    await fc.assert(
      fc.asyncProperty(edit, async ({kind, at, byte}) => {
        const rest = bytes.subarray(kind === 'add' ? at : at + (kind === 'put' ? 1 : byte))
        const middle = kind === 'drop' ? Buffer.alloc(0) : Buffer.of(byte)
        const edited = Buffer.concat([bytes.subarray(0, at), middle, rest])
        if (edited.equals(bytes)) return
        const found = await first(edited, true)
        const same = edited.findIndex((one, place) => one !== bytes[place])
        // Where the two texts part; a file that only ends too early parts at its end.
        const parting = same < 0 ? Math.min(edited.length, bytes.length) : same
        const line = bytes.subarray(0, parting).filter((one) => one === 0x0a).length + 1
        expect(found?.line).toBe(line)
      }),
      {numRuns: 1500},
    )
  })

  it('takes no more than a line of a file that has none', async () => {
    const long = Buffer.alloc(3_000_000, 'x')
    const done = new ExportCheck()
    const pieces = async function* () {
      yield long
    }
    for await (const line of byteLines(pieces(), 1_000_000)) {
      expect(line.bytes.length).toBe(1_000_000)
      done.take(line)
    }
    expect(done.first).toEqual({line: 1, reason: 'unreadable'})
  })
})

/** What docs/traces-format.md tells a reader to do, and nothing of this program. */
const python = `
import base64, hashlib, json, sys
prev, n, leaves = "0" * 64, 0, []
for line in open(sys.argv[1], encoding="utf-8", newline="\\n"):
    record = json.loads(line)
    own, n = record["chain"].pop("hash"), n + 1
    assert record["chain"] == {"n": n, "prev": prev}, n
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    prev = hashlib.sha256(("dmp-trace-export-v1\\n" + prev + "\\n" + text).encode()).hexdigest()
    assert prev == own, n
    leaves.append(bytes.fromhex(own))
def root(list):
    if len(list) == 1: return hashlib.sha256(b"\\0" + list[0]).digest()
    cut = 1 << (len(list) - 1).bit_length() - 1
    return hashlib.sha256(b"\\1" + root(list[:cut]) + root(list[cut:])).digest()
print(n, base64.b64encode(root(leaves)).decode())
`

describeWith([{program: 'python3', package: 'python3'}], 'python3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chain-'))
  afterAll(() => rmSync(folder, {recursive: true, force: true}))
  const run = (bytes: Uint8Array) => {
    const file = join(folder, 'export.ndjson')
    writeFileSync(file, bytes)
    return execFileSync('python3', ['-c', python, file], {encoding: 'utf8', stdio: 'pipe'}).trim()
  }

  it('follows the chain and finds the same root in twenty lines', () => {
    expect(run(whole.bytes)).toBe(`12 ${Buffer.from(signed.root).toString('base64')}`)
    const altered = whole.lines.with(4, (whole.lines[4] ?? '').replace('submit', 'delete'))
    expect(() => run(text(altered))).toThrow(/AssertionError: 5/)
  })
})
