/** What was done with documents, read back through the built program: `trace show` and `trace summary`. */
import {copyFileSync, globSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
let first: string
let second: string
beforeAll(async () => {
  desk = await openDesk()
  first = await desk.accepted(desk.newText(), {more: ['--ipp', 'IPP-0042', '--venue', 'V-7']})
  const {answer} = await desk.json([
    ...['document', 'replace', first, '--file', desk.newText(), '--type', '11488-4'],
    ...['--date', '2026-03-03', '--patient', desk.patientFile('active-linked')],
  ])
  second = answer.data.documents[0].uniqueId
  await desk.json(['document', 'delete', second, '--reason', 'mistake', '--yes', '--confirm', second])
  await desk.json(['patient', 'status', '--patient', desk.patientFile('active-linked')])
})
afterAll(() => desk?.sandbox.remove())

const journalFile = () => {
  const state = join(desk.sandbox.home, 'state')
  const [path = ''] = globSync('journals/*/*.{db,sqlite}', {cwd: state})
  return join(state, path)
}

/** Nothing that names the patient stands in what was printed. */
function expectSecret(text: string): void {
  const {matricule, birthName} = desk.patient('active-linked')
  for (const secret of [matricule, matricule.slice(0, 13), birthName]) expect(text).not.toContain(secret)
}

describe('trace show', () => {
  it('tells the whole life of a document and of the versions it is tied to, by any of its identifiers', async () => {
    const {answer, stdout} = await desk.json(['trace', 'show', first])
    expect(answer.error).toBeNull()
    expectValid(answer)
    const {documents, steps, patients} = answer.data
    expect(
      documents.map((one: Record<string, unknown>) => [one['action'], one['state'], one['registryStatus']]),
    ).toEqual([
      ['submit', 'accepted', 'deprecated'],
      ['replace', 'accepted', 'deleted'],
    ])
    expect(documents[0]).toMatchObject({uniqueId: first, ipp: 'IPP-0042', venue: 'V-7'})
    const told = steps.map((step: Record<string, unknown>) => `${step['operation']} ${step['outcome']}`)
    expect(told.filter((text: string) => !text.startsWith('search') && !text.startsWith('recover'))).toEqual([
      'plan act',
      'submit success',
      'plan act',
      'replace success',
      'delete success',
    ])
    expect(steps.at(-1).waitMs).toBeGreaterThanOrEqual(0)
    const deletion = steps.find((step: Record<string, unknown>) => step['operation'] === 'delete')
    expect(deletion).toMatchObject({reason: 'mistake', transaction: 'TD3.3c', by: expect.any(String)})
    expect(patients).toEqual([{ref: expect.stringMatching(/^hmac-sha256:[0-9a-f]{64}$/)}])
    expectSecret(stdout)
    const other = documents[1]
    const deleting = (await desk.events()).find(({operation}) => operation === 'delete')
    const [deleted] = (deleting?.data['documents'] ?? []) as {entryUuid: string}[]
    for (const id of [
      second,
      other.submissionSet,
      other.itemId,
      deleted?.entryUuid ?? 'none',
      deletion.id,
      deletion.messageId,
    ]) {
      const same = await desk.json(['trace', 'show', id])
      expect([id, same.answer.data?.steps.length]).toEqual([id, steps.length])
    }
  })

  it('tells all that was done for a patient, whose INS it shows only when asked to', async () => {
    const {matricule} = desk.patient('active-linked')
    const file = desk.write('ins.txt', `${matricule}\n`)
    const {answer, stdout} = await desk.json(['trace', 'show', '--ins', `@${file}`])
    const operations = new Set(answer.data.steps.map((step: Record<string, unknown>) => step['operation']))
    expect([...operations]).toEqual(expect.arrayContaining(['submit', 'replace', 'delete', 'dmp-exists']))
    expectSecret(stdout)
    const open = await desk.json(['trace', 'show', '--ins', `@${file}`, '--unmask'])
    expect(open.answer.data.patients[0].ins).toBe(matricule)
  })

  it.each(['fr', 'en'])('reads well (%s), and names nobody', async (language) => {
    const {stdout, code} = await desk.text(['trace', 'show', first, '--lang', language])
    expect(code).toBe(0)
    expect(stdout).toContain(first)
    expect(stdout).toContain('TD2.1')
    expect(stdout).not.toMatch(/\btrace\.[a-z]|\{\w+\}/)
    expectSecret(stdout)
  })

  it('says what it does not know, and asks for a name', async () => {
    const {matricule} = desk.patient('active-linked')
    const unknown = await desk.json(['trace', 'show', '1.2.3.4.5'])
    expect(unknown.answer).toMatchObject({exitCode: 5, error: {code: 'DMP_TRACE_NOT_FOUND'}})
    const nameless = await desk.json(['trace', 'show'])
    expect(nameless.answer).toMatchObject({exitCode: 2, error: {code: 'DMP_MISSING_VALUE'}})
    const other = desk.write('other.txt', desk.patient('none').matricule)
    const another = await desk.json(['trace', 'show', first, '--ins', `@${other}`])
    expect(another.answer.error?.code).toBe('DMP_TRACE_NOT_FOUND')
    expect(matricule).not.toBe(desk.patient('none').matricule)
  })
})

describe('trace summary', () => {
  it('counts each call once, by its outcome', async () => {
    const {answer} = await desk.json(['trace', 'summary'])
    expect(answer.error).toBeNull()
    expectValid(answer)
    const row = (key: string) => answer.data.rows.find((one: Record<string, unknown>) => one['key'] === key)
    expect(row('submit')).toMatchObject({total: 1, counts: {success: 1, open: 0}})
    expect(row('replace')).toMatchObject({total: 1, counts: {success: 1}})
    expect(row('delete')).toMatchObject({total: 1, counts: {success: 1}})
    expect(row('plan').counts.acts).toBe(2)
    expect(answer.data.totals.open).toBe(0)
    expect(answer.data.retention).toMatchObject({ageMonths: 0, noticeMonths: 12, due: false})
  })

  it.each(['day', 'type', 'outcome', 'operation', 'user', 'unit'])(
    'adds up to the same by %s',
    async (by) => {
      const words = ['trace', 'summary', '--operation', 'submit', '--operation', 'replace', '--by', by]
      const {answer} = await desk.json(words)
      expectValid(answer)
      const total = answer.data.rows.reduce((sum: number, row: {total: number}) => sum + row.total, 0)
      expect(total).toBe(2)
      const {stdout} = await desk.text([...words, '--lang', 'en'])
      expect(stdout).not.toMatch(/\btrace\.[a-z]|\{\w+\}/)
    },
  )

  it('keeps to what is asked for', async () => {
    const records = async (...words: string[]) =>
      (await desk.json(['trace', 'summary', ...words])).answer.data.records as number
    const {matricule} = desk.patient('active-linked')
    const ins = desk.write('ins-2.txt', matricule)
    const {finessEj} = await establishment()
    expect(await records('--document', first)).toBeGreaterThanOrEqual(3)
    expect(await records('--ipp', 'IPP-0042')).toBeGreaterThanOrEqual(3)
    expect(await records('--ipp', 'IPP-0043')).toBe(0)
    expect(await records('--ins', `@${ins}`)).toBeGreaterThan(await records('--document', first))
    expect(await records('--type', '11488-4', '--operation', 'submit')).toBe(2)
    expect(await records('--type', '11490-0')).toBe(0)
    expect(await records('--outcome', 'refused')).toBe(0)
    expect(await records('--error', 'DMP_NO_ANSWER')).toBe(0)
    expect(await records('--environment', 'production')).toBe(0)
    expect(await records('--establishment', finessEj, '--operation', 'delete')).toBe(2)
    expect(await records('--establishment', '010000024')).toBe(0)
    expect(await records('--user', 'nobody-of-that-name')).toBe(0)
    expect(await records('--from', '2020-01-01', '--to', '2020-12-31')).toBe(0)
    expect(await records('--run', '20200101-aaaa')).toBe(0)
  })

  it('reads journals put aside, several together, and changes none of them', async () => {
    const aside = join(desk.folder('aside'), 'old.db')
    copyFileSync(journalFile(), aside)
    const before = readdirSync(join(desk.sandbox.home, 'files', 'aside'))
    const {answer} = await desk.json(['trace', 'summary', '--operation', 'submit', '--journal', aside])
    expect(answer.data.rows[0]).toMatchObject({key: 'submit', total: 1})
    expect(answer.data.journals).toEqual([{id: expect.any(String), file: aside, environment: 'sandbox'}])
    expect(before).toEqual(['old.db'])
    const twice = await desk.json(['trace', 'summary', '--journal', aside, '--journal', journalFile()])
    expect(twice.answer).toMatchObject({exitCode: 5, error: {code: 'DMP_TRACE_STORE'}})
  })

  it('says of what is no journal that it is none', async () => {
    const text = desk.write('no-journal.db', 'once upon a time '.repeat(100))
    for (const path of [text, join(desk.sandbox.home, 'absent.db'), desk.sandbox.home]) {
      const {answer} = await desk.json(['trace', 'summary', '--journal', path])
      expect([path, answer.exitCode, answer.error?.code]).toEqual([path, 5, 'DMP_TRACE_STORE'])
    }
  })

  it('leaves a trace of each reading, with its conditions and without the patient', async () => {
    const {matricule} = desk.patient('active-linked')
    const ins = desk.write('ins-3.txt', matricule)
    await desk.json(['trace', 'summary', '--ins', `@${ins}`, '--by', 'day'])
    const last = (await desk.events()).filter(({operation}) => operation === 'trace-read').at(-1)
    expect(last?.data).toMatchObject({
      reading: {
        command: 'summary',
        by: 'day',
        unmasked: false,
        filter: {ins: 'given'},
        records: expect.any(Number),
      },
    })
    expectSecret(JSON.stringify(last))
  })

  it('has nothing to tell where no journal was begun', async () => {
    const home = desk.folder('empty')
    writeFileSync(join(home, 'x'), '')
    const {stdout, code} = await desk.text(['trace', 'summary', '--lang', 'en'], {
      env: {DMP_JOURNAL_PATH: join(home, 'none.db')},
    })
    expect([code, stdout]).toEqual([0, expect.stringContaining('No journal was begun yet')])
    expect(readdirSync(home)).toEqual(['x'])
  })
})

async function establishment(): Promise<{finessEj: string}> {
  const {answer} = await desk.json(['config', 'show', 'structure.finessEj'])
  const setting = JSON.stringify(answer.data)
  return {finessEj: /"value":"([0-9AB]{9})"/.exec(setting)?.[1] ?? ''}
}
