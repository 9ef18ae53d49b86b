/** A backlog that comes as HL7 messages, XDM archives and a folder of CDA, sent by the built program to a sandbox. */
import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type CarriedCda, carriedCda} from '../support/carried-cda.ts'
import {identityWords} from '../support/feeding.ts'
import {type MessageWish, message, mllp} from '../support/hl7-message.ts'
import {xdmMembers, zipOf} from '../support/xdm-archive.ts'
import {openFastDesk} from './batch-desk.ts'
import type {Desk} from './desk.ts'

const SITE = '10B0000014'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk({env: {DMP_UNKNOWN_RECHECK_AFTER: '1ms'}})
})
afterAll(() => desk?.sandbox.remove())

/** A document of the sandbox's first patient, by an author of its establishment. */
function document(serial: number, replaces?: number): CarriedCda {
  const more = replaces === undefined ? {} : {replaces}
  return carriedCda(serial, more, (xml) => xml.replaceAll('1990000002', SITE))
}

const sent = (serial: number, wish: MessageWish = {}) =>
  message({controlId: `C${serial}`, documents: [document(serial)], structure: SITE, ...wish})

async function plan(...args: string[]) {
  const {answer, stdout, code} = await desk.json(['batch', 'plan', ...args, '--settle', '0'])
  if (answer.data === null) throw new Error(stdout)
  return {...answer.data, code}
}

async function submit(run: string) {
  const {answer, stdout} = await desk.json(['batch', 'submit', run])
  if (answer.data === null) throw new Error(stdout)
  return answer.data.account
}

async function held(serial: number) {
  const {id} = document(serial).input
  return (await desk.sandbox.inspect()).find(({uniqueId}) => uniqueId === id)
}

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex')

describe('a backlog of finished documents', () => {
  it('goes from HL7 messages, an XDM archive and a folder of CDA, each document byte for byte', async () => {
    const log = desk.write('a/mllp.log', mllp(sent(1), sent(2), sent(6, {flags: {DESTDMP: 'N'}})))
    const zip = desk.write('a/mail.zip', await zipOf(xdmMembers([document(4)])))
    desk.write('a/cda/one.xml', document(5).bytes)
    const folder = desk.write('a/cda/notes.txt', 'rien').replace(/\/notes\.txt$/, '')
    const planned = await plan(
      log,
      zip,
      folder,
      '--visible',
      '--identity-status',
      'QUALIFIEE',
      '--out',
      join(desk.sandbox.home, 'plan-a'),
    )
    expect(planned.account).toEqual({read: 6, ready: 4, held: 0, rejected: 0, excluded: 2})
    expect(await submit(planned.batchId)).toMatchObject({accepted: 4, planned: 4})
    for (const serial of [1, 2, 4, 5])
      expect(await held(serial)).toMatchObject({
        status: expect.stringMatching(/Approved/),
        hash: sha1(document(serial).bytes),
      })
    expect(await held(6)).toBeUndefined()
    const listed = readFileSync(join(desk.sandbox.home, 'plan-a/plan.csv'), 'utf8')
    expect(listed).toContain('IPP000042')
    for (const word of identityWords()) expect(listed).not.toContain(word)
  })

  it('is replaced and deleted by the messages that say so, the CDA of a deletion never published', async () => {
    const folder = desk.folder('b')
    desk.write('b/1.hl7', sent(3, {intent: 'replace', documents: [document(3, 1)]}))
    desk.write('b/2.hl7', sent(2, {intent: 'delete', controlId: 'D2'}))
    desk.write('b/3.hl7', sent(7, {intent: 'delete', trigger: 'MDM^T02', controlId: 'D7'}))
    desk.write('b/4.hl7', sent(8, {ins: '172039999900206'}))
    const before = (await desk.sandbox.inspect()).length
    const planned = await plan(folder)
    expect(planned).toMatchObject({
      account: {read: 4, ready: 2, held: 0, rejected: 2, excluded: 0},
      actions: {submit: 0, replace: 1, delete: 1},
    })
    expect(await submit(planned.batchId)).toMatchObject({accepted: 2})
    expect(await held(1)).toMatchObject({status: expect.stringMatching(/Deprecated/)})
    expect(await held(3)).toMatchObject({status: expect.stringMatching(/Approved/)})
    expect((await held(2))?.status ?? 'Deleted').toMatch(/Deleted/)
    expect(await held(7)).toBeUndefined()
    expect(await held(8)).toBeUndefined()
    expect((await desk.sandbox.inspect()).length).toBeLessThanOrEqual(before + 1)
  })

  it('changes who may see a document only by a message that says so', async () => {
    const hidden = {INVISIBLE_PATIENT: 'Y'}
    const {batchId} = await plan(desk.write('g/1.hl7', sent(51, {flags: hidden})))
    expect(await submit(batchId)).toMatchObject({accepted: 1})
    const next = {intent: 'replace', documents: [document(52, 51)]} as const
    const unsaid = await plan(desk.write('g/2.hl7', sent(52, next)))
    expect(unsaid.reasons).toMatchObject([{class: 'rejected', reason: 'DMP_VISIBILITY_FORBIDDEN'}])
    const said = await plan(desk.write('g/3.hl7', sent(52, {...next, flags: {MODIF_CONF_CODE: 'Y'}})))
    expect(said.account).toMatchObject({read: 1, ready: 1})
    expect(await submit(said.batchId)).toMatchObject({accepted: 1})
    expect((await held(52))?.status).toMatch(/Approved/)
  })

  it('publishes nothing that the same backlog deletes, whatever the order of the files', async () => {
    const folder = desk.folder('f')
    desk.write('f/1.hl7', sent(41, {intent: 'delete', controlId: 'D41', time: '20260305'}))
    desk.write('f/2.hl7', sent(41, {time: '20260301'}))
    desk.write('f/3.hl7', sent(42))
    desk.write('f/4.hl7', sent(42, {intent: 'delete', controlId: 'D42', flags: {DESTDMP: undefined}}))
    const planned = await plan(folder)
    expect(planned.reasons).toEqual(
      expect.arrayContaining([
        expect.objectContaining({class: 'excluded', reason: 'deleted-later'}),
        expect.objectContaining({class: 'held', reason: 'deletion-held'}),
        expect.objectContaining({class: 'held', reason: 'hl7-destination-absent'}),
      ]),
    )
    expect(planned.actions.submit).toBe(0)
  })

  it('leaves out what acknowledgements of the DMP say was sent', async () => {
    const acknowledgements = desk.write(
      'c/zam.hl7',
      'MSH|^~\\&|PFI|CHU|DPI|CHU|20260302||ZAM^Z01^ZAM_Z01|Z1|P|2.5\rOBX|1|CE|ACK_RECEPTION_DMP^^AckMetierZAM|C11|Y^^x||||||F\r',
    )
    const messages = desk.write('c/messages.hl7', sent(11) + sent(12))
    const planned = await plan(messages, '--known-sent', acknowledgements)
    expect(planned.account).toMatchObject({read: 2, ready: 1, excluded: 1})
    expect(planned.reasons).toMatchObject([{class: 'excluded', reason: 'known-sent', count: 1}])
  })

  it('leaves out what another journal, or the report of a run, says was sent', async () => {
    const sentBefore = await plan(desk.write('h/1.hl7', sent(61)))
    expect(await submit(sentBefore.batchId)).toMatchObject({accepted: 1})
    const copy = join(desk.sandbox.home, 'earlier.db')
    expect((await desk.json(['journal', 'backup', copy])).answer.ok).toBe(true)
    const out = join(desk.sandbox.home, 'report')
    await desk.json(['batch', 'report', sentBefore.batchId, '--out', out])
    const again = desk.write('h/2.hl7', sent(61, {controlId: 'OTHER'}))
    for (const [path, evidence] of [
      [copy, /un autre journal|another journal/],
      [join(out, 'report.csv'), /un rapport|a report/],
      [join(out, 'report.json'), /un rapport|a report/],
    ] as const) {
      const planned = await plan(
        again,
        '--known-sent',
        path,
        '--out',
        join(desk.sandbox.home, `plan-${path.slice(-4)}`),
      )
      expect(planned.reasons).toMatchObject([{class: 'excluded', reason: 'known-sent', count: 1}])
      const listed = readFileSync(join(desk.sandbox.home, `plan-${path.slice(-4)}`, 'plan.csv'), 'utf8')
      expect(listed).toMatch(evidence)
    }
  })

  it('does not send what changed in its container since the plan', async () => {
    const file = desk.write('d/messages.hl7', sent(21) + sent(22))
    const planned = await plan(file)
    expect(planned.account.ready).toBe(2)
    desk.write('d/messages.hl7', sent(22, {time: '20260301'}) + sent(21))
    const account = await submit(planned.batchId)
    expect(account).toMatchObject({accepted: 0, held: 2})
    expect(await held(21)).toBeUndefined()
  })

  it('sends nothing of a message whose groups of results differ in identity, visit or unit', async () => {
    const group = (serial: number, change: (text: string) => string) =>
      change(sent(serial, {kind: 'ORU'})).split(/(?=PID\|)/)
    const both = (serial: number, change: (text: string) => string) => {
      const [head = '', ...first] = group(serial, (text) => text)
      return (
        head +
        first.join('') +
        group(serial + 1, change)
          .slice(1)
          .join('')
      )
    }
    await desk.json(['batch', 'hold', 'add', 'unit', 'UFSEC', '--reason', 'secret'])
    desk.write(
      'i/1.hl7',
      both(81, (text) => text.replace('|QUAL', '|DOUT')),
    )
    desk.write(
      'i/2.hl7',
      both(83, (text) => text.replace('UFNEPH', 'UFSEC').replace('V2026-001', 'V2026-999')),
    )
    desk.write(
      'i/3.hl7',
      both(85, (text) => text),
    )
    const planned = await plan(desk.folder('i'))
    expect(planned).toMatchObject({
      account: {read: 4, ready: 2, held: 2},
      reasons: [
        {class: 'held', reason: 'hl7-groups-differ', params: {field: 'PID^32'}},
        {class: 'held', reason: 'hl7-groups-differ', params: {field: 'PV1^19'}},
      ],
    })
    expect(await submit(planned.batchId)).toMatchObject({accepted: 2})
    for (const serial of [81, 82, 83, 84]) expect(await held(serial)).toBeUndefined()
    for (const serial of [85, 86]) expect((await held(serial))?.status).toMatch(/Approved/)
  })

  it('holds patients whose oppositions an archive of ADT messages tells', async () => {
    const adt = desk.write(
      'e/adt.hl7',
      'MSH|^~\\&|GAM|CHU|PFI|CHU|20260302||ADT^A05^ADT_A05|A1|P|2.5\rPID|1||IPP000042^^^CHU&1.2.250.1.999.1.1.8&ISO^PI\rZFA|||||||||IO|20260215\r',
    )
    const {answer} = await desk.json(['batch', 'hold', 'add', '--from', adt])
    expect(answer.data).toMatchObject({added: 1, holds: [{kind: 'ipp', value: 'IPP000042'}]})
    const planned = await plan(desk.write('e/messages.hl7', sent(31)))
    expect(planned.reasons).toMatchObject([{class: 'held', reason: 'DMP_HELD', count: 1}])
  })
})
