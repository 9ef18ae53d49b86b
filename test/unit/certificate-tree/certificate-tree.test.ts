import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join, relative} from 'node:path'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {certificateTree} from '../../../src/lib/certificate-tree/certificate-tree.ts'
import {placed} from '../../../src/lib/certificate-tree/folder.ts'
import {readLater, readNow} from '../../../src/lib/certificate-tree/read-candidate.ts'
import type {TreeBatch} from '../../../src/lib/ports/certificate-tree.ts'

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-tree-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function put(path: string, content: string | Uint8Array = pem): string {
  const full = join(folder, path)
  mkdirSync(join(full, '..'), {recursive: true})
  writeFileSync(full, content, {mode: 0o600})
  return full
}

async function walked(roots: readonly string[] = [folder], each?: (batch: TreeBatch) => void) {
  const all = {
    folders: 0,
    files: 0,
    links: 0,
    others: 0,
    candidates: [] as string[],
    troubles: [] as string[],
  }
  const stop = new AbortController()
  for await (const batch of certificateTree.walk(roots, stop.signal)) {
    each?.(batch)
    all.folders += batch.folders
    all.files += batch.files
    all.links += batch.links
    all.others += batch.others
    all.candidates.push(...batch.candidates.map(({path}) => relative(folder, path)))
    all.troubles.push(...batch.troubles.map(({path, problem}) => `${relative(folder, path)} ${problem}`))
  }
  return all
}

it('finds candidates at any depth, hidden ones too, by their content', async () => {
  put('a.txt')
  put('b/c/.hidden/key')
  put('b/report.txt', 'Compte rendu fictif\n')
  expect(await walked()).toEqual({
    folders: 4,
    files: 3,
    links: 0,
    others: 0,
    candidates: ['a.txt', 'b/c/.hidden/key'],
    troubles: [],
  })
})

it('follows no link, so that a circle is no trouble, and opens no pipe', async () => {
  put('a.pem')
  symlinkSync('..', join(folder, 'circle'))
  symlinkSync('a.pem', join(folder, 'other.pem'))
  execFileSync('mkfifo', [join(folder, 'pipe.pem')])
  expect(await walked()).toMatchObject({files: 1, links: 2, others: 1, candidates: ['a.pem'], troubles: []})
})

it('looks once at a folder that two roots lead to, and at a root that is a file', async () => {
  const one = put('a/one.pem')
  put('b/two.pem')
  const all = await walked([folder, join(folder, 'a'), join(folder, 'b', 'two.pem')])
  expect(all.candidates.sort()).toEqual(['a/one.pem', 'b/two.pem'])
  expect((await walked([one])).candidates).toEqual(['a/one.pem'])
})

it('tells of a folder that vanishes meanwhile and goes on', async () => {
  put('a/one.pem')
  put('b/two.pem')
  put('c/three.pem')
  const all = await walked([folder], ({candidates}) => {
    if (candidates.length > 0) rmSync(join(folder, 'b'), {recursive: true, force: true})
  })
  expect(all.candidates).toEqual(['a/one.pem', 'c/three.pem'])
  expect(all.troubles).toEqual(['b vanished'])
})

it('refuses a root that is not there, by its name', async () => {
  const path = join(folder, 'nothing')
  await expect(walked([path])).rejects.toMatchObject({
    code: 'DMP_FILE_UNREADABLE',
    params: {file: path, reason: 'ENOENT'},
  })
})

it('ends where it is when it is asked to', async () => {
  for (let n = 0; n < 400; n++) put(`${n % 4}/${n}.pem`)
  const stop = new AbortController()
  let seen = 0
  for await (const {files} of certificateTree.walk([folder], stop.signal)) {
    seen += files
    if (files > 0) stop.abort()
  }
  expect(seen).toBe(100)
})

it('looks through a folder of many files in batches', async () => {
  for (let n = 0; n < 500; n++) put(`${n}.txt`, n % 50 === 0 ? pem : 'rien')
  let most = 0
  const all = await walked([folder], ({files}) => {
    most = Math.max(most, files)
  })
  expect([all.files, all.candidates.length]).toEqual([500, 10])
  expect(most).toBeLessThan(500)
})

it.each([
  ['in turn', async (path: string) => readNow(placed(path))],
  ['of a share', (path: string) => readLater(placed(path))],
])('files read %s', async (_how, read) => {
  const deep = put('deep.conf', `${'# settings\n'.repeat(1000)}${pem}`)
  expect(await read(deep)).toMatchObject({
    path: deep,
    bytes: expect.objectContaining({length: 11_000 + pem.length}),
  })
  expect(await read(put('plain.conf', '# settings\n'.repeat(1000)))).toBeUndefined()
  expect(await read(put('empty.txt', ''))).toBeUndefined()
  // somebody expects a certificate there, and is told
  expect(await read(put('empty.pem', ''))).toMatchObject({bytes: Buffer.alloc(0)})
  expect(await read(put('page.cer', '<html></html>'))).toMatchObject({path: join(folder, 'page.cer')})
  expect(await read(join(folder, 'gone.pem'))).toBe('vanished')
  const large = put('large.pem', Buffer.concat([Buffer.from(pem), Buffer.alloc(33 << 20, '#')]))
  expect(await read(large)).toMatchObject({cut: true})
  const link = join(folder, 'link.pem')
  symlinkSync(basename(large), link)
  expect(await read(link)).toBeUndefined()
})

it('reads files and folders whose names are no UTF-8, and shows them as Windows wrote them', async () => {
  const inside = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)))
  const odd = inside(folder, '/cl', Buffer.of(0xe9), 's')
  mkdirSync(odd)
  writeFileSync(inside(odd, '/sant', Buffer.of(0xe9), '.pem'), pem)
  writeFileSync(inside(folder, '/h', Buffer.of(0xf4), 'pital.pem'), pem)
  put('plain.pem')
  expect(await walked()).toMatchObject({
    folders: 2,
    files: 3,
    candidates: ['hôpital.pem', 'plain.pem', 'clés/santé.pem'],
    troubles: [],
  })
})

it('says of a root that is a link where it leads to', async () => {
  put('real/a.pem')
  const link = join(folder, 'link')
  symlinkSync(join(folder, 'real'), link)
  const followed: unknown[] = []
  const {candidates} = await walked([link], (batch) =>
    followed.push(...(batch.followed ? [batch.followed] : [])),
  )
  expect(candidates).toEqual(['real/a.pem'])
  expect(followed).toEqual([{root: link, leadsTo: join(folder, 'real')}])
})
