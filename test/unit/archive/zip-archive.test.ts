import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openZip, zipBounds} from '../../../src/lib/archive/zip-archive.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {zipOf} from '../../support/xdm-archive.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-zip-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const seed = Number(process.env['DMP_SEED'] ?? Date.now() % 2 ** 31)

function put(bytes: Uint8Array): string {
  const path = join(folder, 'a.zip')
  writeFileSync(path, bytes)
  return path
}

/** The same archive with a name replaced wherever it stands, by one of the same length. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1')
}

async function contentOf(path: string, member: string): Promise<Buffer> {
  const zip = await openZip(path)
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of zip.source(member).open()) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks)
  } finally {
    zip.close()
  }
}

const refusal = (path: string, bounds = zipBounds) =>
  openZip(path, bounds).then(
    (zip) => {
      zip.close()
      return 'opened'
    },
    (error: unknown) => (error instanceof DmpError ? error.params['reason'] : error),
  )

describe('a zip archive', () => {
  it('lists its files and gives their bytes, again and again', async () => {
    const path = put(await zipOf({'a/b.txt': 'un', 'c.txt': Buffer.alloc(300_000, 7)}))
    const zip = await openZip(path)
    expect(zip.members.map(({name, size, encrypted, link}) => [name, size, encrypted, link])).toEqual([
      ['a/b.txt', 2, false, false],
      ['c.txt', 300_000, false, false],
    ])
    zip.close()
    expect((await contentOf(path, 'a/b.txt')).toString()).toBe('un')
    expect((await contentOf(path, 'c.txt')).equals(Buffer.alloc(300_000, 7))).toBe(true)
    await expect(contentOf(path, 'none')).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {reason: 'ENOENT'},
    })
  })

  it.each([
    ['climbs out', '../x.txt'],
    ['is absolute', '/etc/p.t'],
    ['has a drive', 'C:/x.txt'],
    ['has a backslash', 'a\\xx.txt'],
  ])('is refused when a name %s', async (_, name) => {
    expect(await refusal(put(renamed(await zipOf({'aaaa.txt': 'x'}), 'aaaa.txt', name)))).toBe('EZIPNAME')
  })

  it('is refused when a name comes twice, capitals apart', async () => {
    const zip = await zipOf({'aaaa.txt': 'x', 'bbbb.txt': 'y'})
    expect(await refusal(put(renamed(zip, 'bbbb.txt', 'AAAA.txt')))).toBe('EZIPTWICE')
  })

  it('is refused above its bounds', async () => {
    const path = put(await zipOf({'a.txt': Buffer.alloc(3_000_000), 'b.txt': 'x'}))
    expect(await refusal(path)).toBe('EZIPRATIO')
    expect(await refusal(path, {...zipBounds, maxRatio: 1e9, maxMembers: 1})).toBe('EZIPMEMBERS')
    expect(await refusal(path, {...zipBounds, maxRatio: 1e9, maxTotalBytes: 1000})).toBe('EZIPSIZE')
    expect(await refusal(path, {...zipBounds, maxRatio: 1e9})).toBe('opened')
  })

  it('tells encrypted members and links', async () => {
    const plain = await zipOf({'aaaa.txt': 'x'}, {mode: 0o120777})
    const linked = await openZip(put(plain))
    expect(linked.members[0]).toMatchObject({link: true, encrypted: false})
    linked.close()
    const zip = Buffer.from(plain)
    const central = zip.indexOf('PK\u0001\u0002', 0, 'latin1')
    zip.writeUInt16LE(zip.readUInt16LE(central + 8) | 1, central + 8)
    const encrypted = await openZip(put(zip))
    expect(encrypted.members[0]).toMatchObject({encrypted: true})
    encrypted.close()
  })

  it('gives no member whose bytes were altered', async () => {
    const zip = await zipOf({'a.txt': Buffer.from('un texte de plusieurs mots, un texte de plusieurs mots')})
    const sum = zip.indexOf('PK\u0001\u0002', 0, 'latin1') + 16
    zip.writeUInt32LE((zip.readUInt32LE(sum) ^ 1) >>> 0, sum)
    await expect(contentOf(put(zip), 'a.txt')).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {reason: 'EZIP', case: 'archive'},
    })
  })

  it('is read or refused, never anything else, whatever its bytes', async () => {
    const good = await zipOf({'a/b.xml': '<a/>'.repeat(50), 'c.txt': 'x'})
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({min: 0, max: 255})), {maxLength: 12}),
        fc.nat(good.length),
        async (edits, length) => {
          const bytes = Buffer.from(good)
          for (const [at, value] of edits) bytes[at] = value
          const path = put(
            fc.sample(fc.boolean(), {seed: length, numRuns: 1})[0] ? bytes : bytes.subarray(0, length),
          )
          const found = await openZip(path).catch((error: unknown) => error)
          if (found instanceof Error) {
            expect(found).toBeInstanceOf(DmpError)
            return
          }
          const zip = found as Awaited<ReturnType<typeof openZip>>
          for (const {name} of zip.members) {
            expect(name).not.toMatch(/(^|\/)\.\.(\/|$)|^\/|\\/)
            const outcome = await contentOf(path, name).catch((error: unknown) => error)
            if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DmpError)
          }
          zip.close()
        },
      ),
      {seed, numRuns: 200},
    )
  })
})
