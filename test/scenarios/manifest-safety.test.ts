import {mkdirSync, symlinkSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {sampleText} from '../support/sample-bodies.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const submit = (manifest: string, ...more: string[]) =>
  desk.json(['document', 'submit', '--manifest', manifest, '--visible', ...more])

describe('symbolic links', () => {
  it('do not lead out of the manifest’s folder', async () => {
    const secret = desk.write('elsewhere/secret.txt', sampleText('secret'))
    desk.write('links/inside.txt', sampleText('inside'))
    const folder = join(dirname(secret), '../links')
    symlinkSync(secret, join(folder, 'out.txt'))
    symlinkSync(dirname(secret), join(folder, 'out'))
    symlinkSync('inside.txt', join(folder, 'in.txt'))
    const names = ['out.txt', 'out/secret.txt', 'in.txt']
    const {answer} = await submit(
      desk.manifest(
        'links',
        names.map((name) => desk.row(name)),
      ),
    )
    for (const at of [0, 1])
      expect(answer.data.documents[at]).toMatchObject({
        state: 'invalid',
        file: join(folder, names[at] ?? ''),
        failure: {code: 'DMP_MANIFEST_LINE', params: {field: 'file', reason: 'path-outside'}},
      })
    expect(answer.data.documents[2].state).toBe('accepted')
  })

  it('may lead to the folder itself', async () => {
    const file = desk.write('behind/real/a.txt', sampleText('behind'))
    const link = join(dirname(file), '../link')
    symlinkSync(dirname(file), link)
    desk.manifest('behind/real', [desk.row('a.txt')])
    const {answer} = await submit(join(link, 'manifest.ndjson'))
    expect(answer.data.documents[0]).toMatchObject({state: 'accepted', file: join(link, 'a.txt')})
  })
})

describe('a path through a file', () => {
  it('is the fault of its line alone', async () => {
    desk.write('through/a.txt', sampleText('through'))
    const {answer} = await submit(desk.manifest('through', [desk.row('a.txt/b.txt'), desk.row('a.txt')]))
    expect(answer.data.documents).toMatchObject([
      {state: 'invalid', failure: {code: 'DMP_FILE_UNREADABLE'}},
      {state: 'accepted'},
    ])
  })
})

describe('the report', () => {
  it('names every file by its absolute path, good line or bad', async () => {
    desk.write('paths/good.txt', sampleText('paths'))
    const manifest = desk.manifest('paths', [
      desk.row('good.txt'),
      {...desk.row('bad.txt'), birth_name: ''},
      {...desk.row('gone.txt'), action: 'delete', document_id: '2.25.7'},
    ])
    const {answer} = await submit(manifest)
    const folder = dirname(manifest)
    expect(answer.data.documents.map(({file}: {file: string}) => file)).toEqual(
      ['good.txt', 'bad.txt', 'gone.txt'].map((name) => join(folder, name)),
    )
  })
})

describe('the same bytes for two patients of one manifest', () => {
  it('are all kept back, whatever the order and the number in flight, and the others go', async () => {
    mkdirSync(join(desk.sandbox.home, 'files/shared'), {recursive: true})
    for (const name of ['a.txt', 'b.txt']) desk.write(`shared/${name}`, sampleText('shared'))
    desk.write('shared/c.txt', sampleText('alone!'))
    const rows = [desk.row('a.txt'), desk.row('c.txt'), desk.row('b.txt', 'active-linked-2')]
    const before = (await desk.sandbox.inspect()).length
    for (const more of [['--dry-run'], ['--width', '3']]) {
      const {answer, code} = await submit(desk.manifest('shared', rows), ...more)
      expect(code).toBe(8)
      for (const at of [0, 2])
        expect(answer.data.documents[at]).toMatchObject({
          state: 'invalid',
          failure: {code: 'DMP_SAME_BYTES_OTHER_PATIENT', params: {lines: '1, 3'}},
        })
    }
    expect((await desk.sandbox.inspect()).length).toBe(before + 1)
  })
})

describe('identifiers given by the source', () => {
  it.each(['document_id', 'set_id'])('%s is refused for a document that is built', async (field) => {
    desk.write('ids/a.txt', sampleText('ids'))
    const {answer} = await submit(desk.manifest('ids', [{...desk.row('a.txt'), [field]: '2.25.77'}]))
    expect(answer.data.documents[0]).toMatchObject({
      state: 'invalid',
      failure: {code: 'DMP_MANIFEST_LINE', params: {field, reason: 'own-ids'}},
    })
  })
})

describe('lines that replace', () => {
  const write = (folder: string, name: string) =>
    desk.write(`${folder}/${name}`, sampleText(`${folder} ${name}`))
  const replacing = (name: string, replaces: string) => ({...desk.row(name), action: 'replace', replaces})

  it('may replace what an earlier line sends, at any width, and are not sent again', async () => {
    for (const name of ['v1.txt', 'v2.txt', 'v3.txt']) write('chain', name)
    const rows = [
      {...desk.row('v1.txt'), source_id: 'CHAIN-1'},
      {...replacing('v2.txt', 'CHAIN-1'), source_id: 'CHAIN-2'},
      replacing('v3.txt', 'CHAIN-2'),
    ]
    const manifest = desk.manifest('chain', rows)
    const looked = await submit(manifest, '--dry-run')
    expect(looked.answer.data.counts).toEqual({ready: 3})
    const {answer} = await submit(manifest, '--width', '4')
    expect(answer.data.counts).toEqual({accepted: 3})
    expect(answer.data.documents.map(({action}: {action: string}) => action)).toEqual([
      'submit',
      'replace',
      'replace',
    ])
    const ids = answer.data.documents.map(({uniqueId}: {uniqueId: string}) => uniqueId)
    expect(await Promise.all(ids.map((id: string) => desk.held(id)))).toEqual([
      'Deprecated',
      'Deprecated',
      'Approved',
    ])
    const before = (await desk.sandbox.inspect()).length
    const again = await submit(manifest)
    expect(again.answer.data.counts).toEqual({duplicate: 3})
    expect((await desk.sandbox.inspect()).length).toBe(before)
  })

  it('are refused like the command: unknown version, not the current one, another patient', async () => {
    const first = await desk.accepted(desk.newText())
    for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) write('refused', name)
    const {answer} = await submit(
      desk.manifest('refused', [
        replacing('a.txt', first),
        replacing('b.txt', first),
        replacing('c.txt', 'NOBODY-KNOWS'),
        {...desk.row('d.txt', 'active-linked-2'), action: 'replace', replaces: first},
      ]),
    )
    expect(answer.data.documents).toMatchObject([
      {state: 'accepted'},
      {failure: {code: 'DMP_REPLACEMENT_REFUSED', params: {reason: 'not-current'}}},
      {failure: {code: 'DMP_REFERENCE_UNCLEAR'}},
      {failure: {code: 'DMP_REPLACEMENT_REFUSED'}},
    ])
  })
})
