/** Audit messages of DICOM and FHIR through the built program. */
import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openXml} from '../../src/lib/xml/open-xml.ts'
import {expectValid} from '../support/schemas.ts'
import {requireAuditMessage} from '../unit/traces-audit/dicom-rules.ts'
import {type Resource, requireBalp, requireTde} from '../unit/traces-audit/fhir-rules.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
let folder: string
let uniqueId: string

beforeAll(async () => {
  desk = await openDesk()
  folder = desk.folder('audit')
  uniqueId = await desk.accepted(desk.newText())
  await desk.json(['document', 'delete', uniqueId, '--reason', 'mistake', '--yes', '--confirm', uniqueId])
}, 120_000)
afterAll(() => desk.sandbox.remove())

const OURS = ['--operation', 'submit', '--operation', 'delete', '--operation', 'search']
const place = (name: string) => join(folder, name)
async function exported(name: string, ...more: string[]): Promise<string> {
  const {answer} = await desk.json(['trace', 'export', '--output', place(name), ...more, ...OURS])
  expect(answer.error).toBeNull()
  expectValid(answer)
  expect(answer.data.messages).toBeGreaterThan(0)
  // An intent and a result are one message.
  expect(answer.data.messages).toBeLessThan(answer.data.records)
  expect(statSync(place(name)).mode & 0o777).toBe(0o600)
  const text = readFileSync(place(name), 'utf8')
  const {matricule, birthName} = desk.patient('active-linked')
  const clear = [...text.matchAll(/[A-Za-z0-9+/]{8,}={0,2}/g)].map(([run]) =>
    Buffer.from(run, 'base64').toString('utf8'),
  )
  if (!more.includes('--unmask'))
    for (const one of [text, ...clear])
      for (const secret of [matricule.slice(0, 13), birthName]) expect(one).not.toContain(secret)
  return text
}
const resources = (text: string): Resource[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

describe('DICOM audit messages', () => {
  it('are one XML document, by the end of its name too, the same each time', async () => {
    const text = await exported('one.xml')
    const all = openXml(Buffer.from(text))
    expect(all.name).toBe('AuditMessages')
    for (const one of all.children) requireAuditMessage(one)
    const [submitted] = all.children
    expect(submitted?.children.at(0)?.attributes.get('EventOutcomeIndicator')).toBe('0')
    expect(text).toContain(`ParticipantObjectID="${uniqueId}"`)
    expect(text).toContain('ParticipantObjectDataLifeCycle="14"')
    expect(await exported('two.xml', '--format', 'atna')).toBe(text)
  })

  it('are one a line for programs, of an older edition when asked', async () => {
    const text = await exported('lines.txt', '--format', 'atna-lines', '--dicom-version', '2016a')
    for (const line of text.trimEnd().split('\n')) requireAuditMessage(openXml(Buffer.from(line)), '2016a')
  })

  it('carry the INS in CX form when it is asked for in clear', async () => {
    const text = await exported('clear.xml', '--unmask')
    expect(text).toContain(`ParticipantObjectID="${desk.patient('active-linked').matricule}^^^&amp;`)
  })
})

describe('FHIR AuditEvent', () => {
  it('follows the profile of the CI-SIS unless told otherwise, and BALP when told', async () => {
    for (const one of resources(await exported('tde.ndjson', '--format', 'fhir'))) requireTde(one)
    const balp = resources(await exported('balp.ndjson', '--format', 'fhir', '--audit-profile', 'balp'))
    for (const one of balp) requireBalp(one)
    // A real submission is told as a disclosure with the agent of its assertion.
    expect(balp[0].meta.profile).toHaveLength(2)
  })

  it('comes as one Bundle, with documents, when asked', async () => {
    const bundle = JSON.parse(await exported('all.json', '--format', 'fhir', '--bundle', '--with-documents'))
    expect(bundle.type).toBe('collection')
    expect(JSON.stringify(bundle.entry[0])).toContain(`urn:oid:${uniqueId}`)
  })
})

it.each([
  ['--bundle', '--format', 'atna'],
  ['--audit-profile', 'balp', '--format', 'csv'],
  ['--with-documents', '--format', 'ndjson'],
  ['--dicom-version', '2016a', '--format', 'fhir'],
])('refuses %s where it would change nothing', async (...flags) => {
  const {answer} = await desk.json(['trace', 'export', '--output', place('never'), ...flags])
  expect(answer).toMatchObject({exitCode: 2, error: {code: 'DMP_USAGE'}})
})

it('says in words how many messages tell the acts', async () => {
  const {stdout} = await desk.text([
    'trace',
    'export',
    '--output',
    place('words.xml'),
    '--lang',
    'fr',
    ...OURS,
  ])
  expect(stdout).toMatch(/\d+ traces écrites/)
  expect(stdout).toMatch(/\d+ messages d’audit/)
})
