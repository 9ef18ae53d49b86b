import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {containerPath} from '../../../src/lib/files/container-path.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {documentPath, messagePath} from '../../../src/lib/hl7v2/message-path.ts'
import {memberPath} from '../../../src/lib/xdm/member-path.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {message} from '../../support/hl7-message.ts'
import {zipOf} from '../../support/xdm-archive.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-parts-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), {recursive: true})
  writeFileSync(path, bytes)
  return path
}

const text = async (path: string) => Buffer.from(await localFiles.read(path)).toString()

describe('the path of a part', () => {
  it('names its container and its place, and an ordinary path names none', () => {
    expect(containerPath(documentPath('/a/b.hl7', 12, 2))).toEqual({
      kind: 'message',
      file: '/a/b.hl7',
      message: 12,
      document: 2,
    })
    expect(containerPath(messagePath('/a/b.hl7', 3))).toEqual({kind: 'message', file: '/a/b.hl7', message: 3})
    expect(containerPath(memberPath('/a/b.zip', 'X/Y.XML'))).toEqual({
      kind: 'member',
      file: '/a/b.zip',
      member: 'X/Y.XML',
    })
    for (const path of [
      '/a/b.hl7',
      '/a/#message',
      '/a/b#message=0.1',
      '/a/b#message=1.',
      '/a#member=',
      '#message=1.1',
    ])
      expect(containerPath(path)).toBeUndefined()
  })

  it('is that of a file where a file has this very name', async () => {
    put('a.hl7', message())
    const own = put('a.hl7#message=1.1', 'un fichier')
    expect(await text(own)).toBe('un fichier')
  })
})

describe('parts of containers', () => {
  it('are read at once by many, from more archives than stay open', async () => {
    const paths: string[] = []
    for (let n = 0; n < 12; n++)
      paths.push(memberPath(put(`${n}.zip`, await zipOf({'D.XML': `contenu ${n} `.repeat(4000)})), 'D.XML'))
    const sources = await Promise.all(paths.map((path) => localFiles.source(path)))
    const read = async (n: number) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of sources[n]?.open() ?? []) chunks.push(Buffer.from(chunk))
      return Buffer.concat(chunks).toString()
    }
    const twice = [...paths.keys(), ...paths.keys()]
    const found = await Promise.all(twice.map(read))
    expect(found).toEqual(twice.map((n) => `contenu ${n} `.repeat(4000)))
  })

  it('are those of the container as it is now', async () => {
    const zip = put('a.zip', await zipOf({'D.XML': 'un'}))
    expect(await text(memberPath(zip, 'D.XML'))).toBe('un')
    put('a.zip', await zipOf({'D.XML': 'deux fois'}))
    expect(await text(memberPath(zip, 'D.XML'))).toBe('deux fois')
    put('a.zip', 'plus rien')
    await expect(text(memberPath(zip, 'D.XML'))).rejects.toMatchObject({params: {reason: 'EZIP'}})
    put('a.zip', await zipOf({'D.XML': 'de nouveau là'}))
    expect(await text(memberPath(zip, 'D.XML'))).toBe('de nouveau là')
  })

  it('of messages are read in any order', async () => {
    const documents = [1, 2, 3, 4].map((n) => carriedCda(n))
    const path = put(
      'a.hl7',
      documents.map((one, n) => message({controlId: `C${n}`, documents: [one]})).join(''),
    )
    for (const n of [3, 0, 2, 1])
      expect(Buffer.from(await localFiles.read(documentPath(path, n + 1, 1)))).toEqual(documents[n]?.bytes)
    expect(await text(messagePath(path, 2))).toContain('|C1|')
    await expect(text(messagePath(path, 5))).rejects.toMatchObject({params: {reason: 'ENOENT'}})
  })

  it('lie where their container lies', async () => {
    const inside = put('in/a.zip', await zipOf({'D.XML': 'x'}))
    const outside = put('a.zip', await zipOf({'D.XML': 'x'}))
    symlinkSync(outside, join(folder, 'in/b.zip'))
    expect(await localFiles.isInside(join(folder, 'in'), memberPath(inside, 'D.XML'))).toBe(true)
    expect(await localFiles.isInside(join(folder, 'in'), memberPath(join(folder, 'in/b.zip'), 'D.XML'))).toBe(
      false,
    )
  })
})

describe('a walk through a folder', () => {
  it('goes by name at every depth, tells links and leaves out what is hidden', async () => {
    put('b/2.xml', 'x')
    put('b/1.xml', 'x')
    put('a.xml', 'x')
    put('.hidden/x.xml', 'x')
    put('__MACOSX/x.xml', 'x')
    symlinkSync(folder, join(folder, 'c'))
    const found: [string, string][] = []
    for await (const {path, kind} of localFiles.walk(folder))
      found.push([path.slice(folder.length + 1), kind])
    expect(found).toEqual([
      ['a.xml', 'file'],
      ['b/1.xml', 'file'],
      ['b/2.xml', 'file'],
      ['c', 'link'],
    ])
    const nothing = localFiles.walk(join(folder, 'none'))[Symbol.asyncIterator]()
    await expect(nothing.next()).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {reason: 'ENOENT'},
    })
  })
})
