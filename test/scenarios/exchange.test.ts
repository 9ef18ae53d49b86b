import {existsSync, globSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const files = (folder: string, pattern: string) =>
  globSync(pattern, {cwd: folder}).map((name) => join(folder, name))

describe('dmp … --save-exchange', () => {
  it('hides the internal id of the user along with the patient', async () => {
    const folder = join(desk.sandbox.home, 'masked')
    await desk.accepted(desk.newText(), {more: ['--save-exchange', folder]})
    const copies = files(folder, '*-request.txt').map((file) => readFileSync(file, 'utf8'))
    expect(copies.length).toBeGreaterThan(0)
    for (const copy of copies) {
      expect(copy).toContain('NameID')
      expect(copy).not.toContain('RESP0001')
      expect(copy).not.toContain(desk.patient('active-linked').matricule)
    }
  })
})

describe('dmp … --save-exchange-raw', () => {
  it.each(['', '--yes', '--yes --confirm yes', '--confirm raw'])(
    'writes and sends nothing with “%s”',
    async (words) => {
      const folder = join(desk.sandbox.home, 'refused')
      const before = await desk.sandbox.counters()
      const more = ['--save-exchange-raw', folder, ...words.split(' ').filter(Boolean)]
      const {answer} = await desk.json(desk.submitArgs(desk.newText(), {more}))
      const failure = answer.error ?? answer.data.documents[0].failure ?? answer.data.stoppedBy
      expect(failure).toMatchObject({code: 'DMP_CONFIRMATION_NEEDED', details: {confirm: 'raw'}})
      expect(existsSync(folder)).toBe(false)
      expect((await desk.sandbox.counters()).calls).toBe(before.calls)
      expect((await desk.items()).map(({state}) => state)).toEqual(['accepted'])
    },
  )

  it('writes the very bytes, 0600, and warns aloud', async () => {
    const folder = join(desk.sandbox.home, 'raw')
    const text = desk.newText()
    const more = ['--save-exchange-raw', folder, '--yes', '--confirm', 'raw']
    const run = await desk.text(desk.submitArgs(text, {more}))
    expect(run.code).toBe(0)
    expect(run.stderr).toContain('EN CLAIR')
    const [request = ''] = files(folder, '*repository-request.raw')
    const bytes = readFileSync(request)
    const facts = JSON.parse(readFileSync(request.replace(/raw$/, 'json'), 'utf8'))
    expect(facts).toMatchObject({size: bytes.length, masked: []})
    expect(bytes.toString('latin1')).toContain('RESP0001')
    expect(bytes.toString('latin1')).toContain(desk.patient('active-linked').matricule)
    for (const file of files(folder, '*')) expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  })

  it('is not asked twice for masked and unmasked copies at once', async () => {
    const more = ['--save-exchange-raw', 'a', '--save-exchange', 'b', '--yes', '--confirm', 'raw']
    const {answer} = await desk.json(desk.submitArgs(desk.newText(), {more}))
    expect(answer.error?.code).toBe('DMP_USAGE')
  })
})

describe('a known answer of the DMP', () => {
  it('is explained on screen and in --json, in a report too', async () => {
    await desk.sandbox.control('unavailable=1')
    try {
      const status = ['patient', 'status', '--patient', desk.patientFile('active-linked')]
      const shown = await desk.text([...status, '--lang', 'fr'])
      expect(shown.stderr).toContain('Qui peut agir : le support du DMP')
      const {answer} = await desk.json(status)
      expect(answer.error).toMatchObject({answer: {id: 'http-busy', actor: 'dmp-support'}})
      await desk.sandbox.control('unavailable=1,service=repository')
      const name = desk.newText().split('/').at(-1) ?? ''
      const manifest = ['--manifest', desk.manifest('.', [desk.row(name)]), '--visible']
      const sent = await desk.json(['document', 'submit', ...manifest])
      expect(sent.answer.data.documents[0]).toMatchObject({
        state: 'deferred',
        failure: {code: 'DMP_BUSY', answer: {id: 'http-busy', actor: 'dmp-support'}},
      })
      const told = await desk.text(['document', 'submit', ...manifest, '--lang', 'fr'])
      expect(told.stdout).toContain('Qui peut agir : le support du DMP')
    } finally {
      await desk.sandbox.control()
    }
  })
})
