/** The measured side of a trial: the sandbox's own figures through the built program, read back by the comparison. */
import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

const formats = ['kibana-lens-en', 'kibana-table-en', 'kibana-fr', 'es-json'] as const

let desk: Desk
let month: string
let finess: {ej: string; eg: string}

const at = (name: string) => join(desk.sandbox.home, 'files', name)
const args = (...more: readonly string[]) => ['sandbox', 'export', '--dir', desk.sandbox.folder, ...more]

beforeAll(async () => {
  desk = await openDesk({allEstablishments: true, quota: 50})
  const profile = readFileSync(join(desk.sandbox.home, 'config/profiles/sandbox-site.yaml'), 'utf8')
  const of = (name: string) => new RegExp(`${name}: '?"?(\\w+)`).exec(profile)?.[1] ?? ''
  finess = {ej: of('finessEj'), eg: of('finessEg')}
  const kept = await desk.accepted(desk.newText())
  const deleted = await desk.accepted(desk.newText())
  await desk.json(['document', 'delete', deleted, '--reason', 'mistake', '--yes', '--confirm', deleted])
  await desk.json([
    ...['document', 'replace', kept, '--file', desk.newText(), '--type', '11488-4', '--date', '2026-03-03'],
    ...['--patient', desk.patientFile('active-linked')],
  ])
  await desk.accepted(desk.newText(), {more: ['--profile', 'sandbox-site']})
  const form = {timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit'} as const
  month = new Intl.DateTimeFormat('en-CA', form).format(Date.now())
})
afterAll(() => desk?.sandbox.remove())

describe('sandbox export', () => {
  it.each(formats)(
    '%s: says what was counted and what was not, and is read by the comparison',
    async (format) => {
      const file = at(`${format}.${format === 'es-json' ? 'json' : 'csv'}`)
      const {answer} = await desk.json(args('--format', format, '-o', file))
      expect(answer).toMatchObject({
        exitCode: 0,
        data: {
          file,
          format,
          started: true,
          rows: 2,
          documents: 2,
          leftOut: {replacements: 1, deleted: 1, undated: 0},
        },
      })
      expectValid(answer)
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const mapped = await desk.json(['stats', 'map', file])
      expect(mapped.answer.data).toMatchObject({side: 'elastic', problem: null, signs: []})
      const fields = mapped.answer.data.columns.map(({field}: {field: string | null}) => field)
      expect(fields).toEqual(expect.arrayContaining(['finess', 'period', 'type', 'software', 'count']))
      if (format !== 'es-json') expect(mapped.answer.data.decoding.preset).toBe(format)
    },
  )

  it('gives one text whatever the zone of the machine, with the month of Paris and the site of the metadata', async () => {
    const zones = ['UTC', 'Pacific/Auckland']
    const [one, other] = await Promise.all(zones.map((TZ) => desk.text(args(), {env: {TZ}})))
    expect(one?.stdout).toBe(other?.stdout)
    expect(one?.stderr).toBe('')
    expect(one?.stdout).toMatch(/^"Top values of finess_eg","submission_time per month",.*\r\n/)
    expect(one?.stdout).toContain(`${finess.eg},"${month}-01","11488-4",`)
    const entities = await desk.text(args('--level', 'EJ', '--by', 'finess'))
    expect(entities.stdout).toContain(`\r\n${finess.ej},1\r\n`)
    expect(finess.ej).not.toBe(finess.eg)
  })

  it('counts new versions, deleted documents and records where it is told to', async () => {
    const counted = async (...more: readonly string[]) => {
      const {stdout} = await desk.text(args('--by', 'type', ...more))
      return stdout.split('\r\n')[1]
    }
    expect(await counted()).toBe('"11488-4",2')
    expect(await counted('--count-deleted')).toBe('"11488-4",3')
    expect(await counted('--count-deleted', '--count-replacements', '--records')).toBe('"11488-4",4')
    const made = await desk.text(
      args('--by', 'month', '--date', 'creation', '--raw', '--separator', 'semicolon'),
    )
    expect(made.stdout).toBe(
      `"creation_time per month";"Unique count of document_unique_id"\r\n${Date.UTC(2026, 1, 28, 23)};2\r\n`,
    )
  })

  it('replaces no file unless told to, and refuses what it would have to ignore', async () => {
    const file = at('kept.csv')
    await desk.json(args('-o', file))
    const again = await desk.json(args('-o', file))
    expect(again.answer).toMatchObject({exitCode: 2, error: {code: 'DMP_FILE_EXISTS'}})
    expect((await desk.json(args('-o', file, '--force'))).answer.error).toBeNull()
    for (const more of [
      ['--format', 'es-json', '--raw', '-o', at('x.json')],
      ['--format', 'es-json', '--top', '5', '-o', at('x.json')],
      ['--raw', '--locale', 'fr', '-o', at('x.csv')],
      ['--raw', '--formatted', '-o', at('x.csv')],
      [],
    ]) {
      const {answer} = await desk.json(args(...more))
      expect(answer, more.join(' ')).toMatchObject({exitCode: 2, error: {code: 'DMP_USAGE'}})
    }
  })

  it('says that a sandbox never ran, and that a folder is none', async () => {
    const box = join(desk.sandbox.home, 'unused')
    await desk.json(['sandbox', 'init', '--dir', box, '--profile', 'unused'])
    const empty = await desk.json(['sandbox', 'export', '--dir', box, '-o', at('empty.csv')])
    expect(empty.answer.data).toMatchObject({started: false, rows: 0, documents: 0})
    const {stdout} = await desk.text([
      ...['sandbox', 'export', '--dir', box, '-o', at('empty.csv'), '--force', '--lang', 'fr'],
    ])
    expect(stdout).toContain('jamais été lancé')
    const nowhere = await desk.json(['sandbox', 'export', '--dir', at('nowhere'), '-o', at('n.csv')])
    expect(nowhere.answer.error?.code).toBe('DMP_SANDBOX_NOT_INITIALISED')
  })
})
