import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {earlierJournal} from '../../../src/lib/journal/earlier-journal.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import type {Candidate} from '../../../src/lib/usecases/batch/candidate.ts'
import {type KnownSentBench, readKnownSent} from '../../../src/lib/usecases/batch/inputs/known-sent.ts'
import {SentBefore} from '../../../src/lib/usecases/batch/inputs/sent-before.ts'
import type {SentFact} from '../../../src/lib/usecases/batch/inputs/sent-fact.ts'
import {reportCsvHead, reportCsvLine} from '../../../src/lib/usecases/batch/show/report-csv.ts'
import type {ReportLine} from '../../../src/lib/usecases/batch/show/report-line.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {message} from '../../support/hl7-message.ts'
import {inputBench} from '../../support/input-bench.ts'
import {entry, plannedItem, sending} from '../../support/journal-samples.ts'
import {virtualClock} from '../../support/virtual-clock.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-known-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const keyDir = () => join(folder, 'keys')
const bench = (): KnownSentBench => ({
  ...inputBench(),
  earlierJournal: (path) =>
    earlierJournal({path, keyDir: keyDir(), folder: join(folder, 'tmp'), random: systemRandom}),
})

function put(name: string, content: string): string {
  const path = join(folder, 'known', name)
  mkdirSync(join(path, '..'), {recursive: true})
  writeFileSync(path, content)
  return path
}

async function facts(path = join(folder, 'known')): Promise<SentFact[]> {
  const found: SentFact[] = []
  for await (const one of readKnownSent(bench(), path)) found.push(one)
  return found
}

/** A receipt of the DMP for a message. */
function receipt(controlId: string, word = 'Y', to = 'DPI|CHU'): string {
  return [
    `MSH|^~\\&|PFI|CHU|${to}|20260302110000||ZAM^Z01^ZAM_Z01|Z${controlId}|P|2.5|||||FRA|UNICODE UTF-8|||2.1^CISIS_CDA_HL7_V2`,
    'PID|1||265059999900141^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS',
    `OBX|1|CE|ACK_RECEPTION_DMP^^AckMetierZAM|${controlId}|${word}^^expandedYes-NoIndicator||||||F`,
  ].join('\r')
}

const original = (controlId: string, serial: number, intent: 'submit' | 'delete' = 'submit') =>
  message({controlId, intent, documents: [carriedCda(serial)]})

const sender = {application: 'DPI', facility: 'CHU'}

describe('what is known to be sent', () => {
  it('is told by receipts of the DMP that say yes, and by nothing else', async () => {
    put(
      'a.hl7',
      [receipt('C1'), receipt('C2', 'N'), receipt('C3').replace('ACK_RECEPTION_DMP', 'ACK_LECTURE_MSS')].join(
        '\r',
      ),
    )
    put('b.hl7', 'MSH|^~\\&|PFI|CHU|DPI|CHU|20260302||ACK^T02^ACK|A1|P|2.6\rMSA|AA|C9\r')
    expect(await facts()).toEqual([{fate: 'sent', evidence: 'zam', message: {...sender, controlId: 'C1'}}])
  })

  it('is told by number of the document where the message answered lies beside, deletions as deletions', async () => {
    put('a.hl7', original('C1', 11) + original('C2', 12, 'delete') + original('C3', 13))
    put('z.hl7', `${receipt('C1')}\r${receipt('C2')}\r`)
    expect((await facts()).filter(({uniqueId}) => uniqueId)).toEqual([
      {fate: 'sent', evidence: 'zam', uniqueId: carriedCda(11).input.id},
      {fate: 'deleted', evidence: 'zam', uniqueId: carriedCda(12).input.id},
    ])
  })

  it('is told by an earlier journal, which stays as it is', async () => {
    const path = join(folder, 'known', 'journal.db')
    mkdirSync(join(folder, 'known'))
    const journal = await openJournal({
      path,
      keyDir: keyDir(),
      oidRoot: '1.2.250.1.999',
      environment: 'sandbox',
      clock: virtualClock(1000),
      random: systemRandom,
    })
    await journal.record([
      entry(
        {},
        [],
        [1, 2, 3, 4].map((n) => plannedItem(n)),
      ),
    ])
    for (const n of [1, 2, 3]) await journal.record([sending(`item-${n}`)])
    await journal.record([
      entry({}, [
        {id: 'item-1', to: 'accepted', registryStatus: 'approved'},
        {id: 'item-2', to: 'accepted', registryStatus: 'approved'},
        {id: 'item-3', to: 'unknown'},
      ]),
    ])
    await journal.record([entry({}, [{id: 'item-2', registryStatus: 'deleted'}])])
    const found = await facts(path)
    await journal.close()
    expect(found).toEqual(
      [
        ['sent', 1],
        ['deleted', 2],
        ['unknown', 3],
      ].map(([fate, n]) => ({
        fate,
        evidence: 'journal',
        uniqueId: `1.2.250.1.999.7.${n}`,
        bytes: {sha256: plannedItem(Number(n)).sourceSha256, matricule: '290019999900113'},
        sourceId: `SOURCE-SECRET-${n}`,
      })),
    )
    expect(await facts(path)).toEqual(found)
  })

  it('is told as unknown by an earlier journal that holds what may be at the DMP, whatever it holds it for', async () => {
    const path = join(folder, 'known', 'journal.db')
    mkdirSync(join(folder, 'known'))
    const journal = await openJournal({
      path,
      keyDir: keyDir(),
      oidRoot: '1.2.250.1.999',
      environment: 'sandbox',
      clock: virtualClock(1000),
      random: systemRandom,
    })
    const items = [1, 2, 3, 4, 5, 6].map((n) => plannedItem(n))
    await journal.record([entry({}, [], items)])
    for (const n of [1, 2, 3, 4]) await journal.record([sending(`item-${n}`)])
    const held = (n: number, cause: string) => ({id: `item-${n}`, to: 'held', cause}) as const
    await journal.record([
      entry({}, [
        ...[1, 2, 3].map((n) => ({id: `item-${n}`, to: 'unknown'}) as const),
        held(1, 'DMP_NOT_FOUND_AFTER_SENDING'),
        held(2, 'DMP_PATIENT_CLOSED'),
        held(3, 'DMP_SOURCE_CHANGED'),
        // As earlier versions held it.
        held(4, 'DMP_IDENTIFIER_TAKEN'),
        held(5, 'DMP_HELD'),
      ]),
    ])
    const found = await facts(path)
    await journal.close()
    expect(found.map(({fate, uniqueId}) => `${fate} ${uniqueId}`)).toEqual(
      [1, 2, 3, 4].map((n) => `unknown 1.2.250.1.999.7.${n}`),
    )
  })

  const line = (n: number, more: Partial<ReportLine>): ReportLine =>
    ({
      n,
      class: 'ready',
      action: 'submit',
      state: 'accepted',
      answer: null,
      uniqueId: `1.2.3.${n}`,
      sourceId: `N°${n};"x"`,
      registryStatus: 'approved',
      ...more,
    }) as ReportLine
  const lines = [
    line(1, {}),
    line(2, {state: 'refused'}),
    line(3, {state: 'unknown', registryStatus: null}),
    line(4, {action: 'delete'}),
    line(5, {registryStatus: 'deleted', sourceId: '=5'}),
    line(6, {class: 'held', state: null, uniqueId: null}),
  ]
  const told = [
    {fate: 'sent', evidence: 'report', uniqueId: '1.2.3.1', sourceId: 'N°1;"x"'},
    {fate: 'unknown', evidence: 'report', uniqueId: '1.2.3.3', sourceId: 'N°3;"x"'},
    {fate: 'deleted', evidence: 'report', uniqueId: '1.2.3.4'},
    {fate: 'deleted', evidence: 'report', uniqueId: '1.2.3.5', sourceId: '=5'},
  ]

  it('is told by a report of ours, CSV or JSON', async () => {
    const csv = put('report.csv', reportCsvHead + lines.map((one) => reportCsvLine(one, 'pourquoi')).join(''))
    expect(await facts(csv)).toEqual(told)
    const json = put(
      'report.json',
      `{"schema":"dmp.batch.report-file/1","batch":{},"records":[\n${lines.map((one) => JSON.stringify(one)).join(',\n')}\n],"summary":{}}\n`,
    )
    expect(await facts(json)).toEqual(told)
  })

  const heldLine = (n: number, code: string, more: Partial<ReportLine> = {}) =>
    line(n, {state: 'held', code, registryStatus: null, sentAt: null, ...more})
  const early = [
    heldLine(1, 'DMP_NOT_FOUND_AFTER_SENDING'),
    heldLine(2, 'DMP_IDENTIFIER_TAKEN'),
    heldLine(3, 'DMP_PATIENT_CLOSED', {sentAt: '2026-03-02T10:00:00.000Z'}),
    heldLine(4, 'DMP_HELD'),
  ]
  const newer = [
    heldLine(1, 'DMP_SOURCE_CHANGED', {mayBeInDmp: 'yes'}),
    heldLine(2, 'DMP_HELD', {mayBeInDmp: 'no', sentAt: '2026-03-02T10:00:00.000Z'}),
  ]

  it.each([
    ['an earlier version, by cause and by what left once', early, ['1.2.3.1', '1.2.3.2', '1.2.3.3']],
    ['this version, by its own word', newer, ['1.2.3.1']],
  ])('is told as unknown by held rows of a report of %s', async (_whose, rows, expected) => {
    const text = reportCsvHead + rows.map((one) => reportCsvLine(one, 'pourquoi')).join('')
    const csv = put('report.csv', rows === early ? text.replace('may_be_in_dmp', 'other') : text)
    const json = put(
      'report.json',
      `{"schema":"dmp.batch.report-file/1","batch":{},"records":[\n${rows.map((one) => JSON.stringify(one)).join(',\n')}\n],"summary":{}}\n`,
    )
    for (const path of [csv, json])
      expect((await facts(path)).map(({fate, uniqueId}) => [fate, uniqueId])).toEqual(
        expected.map((id) => ['unknown', id]),
      )
  })

  it.each([
    ['report.json', '{"schema":"dmp.batch.report-file/1","batch":{},"records":[\n{"n":1,"state":"acc'],
    ['report.json', '{"schema":"dmp.batch.report-file/1","batch":{},"records":[\n{"n":1},\n'],
    ['report.json', '{"schema":"other","records":[]}'],
    ['report.csv', 'record;other\r\n1;2\r\n'],
    ['notes.doc', 'rien'],
  ])('is not told by a %s that is cut short or something else', async (name, content) => {
    await expect(facts(put(name, content))).rejects.toMatchObject({
      code: 'DMP_INPUT_UNCLEAR',
      params: {reason: 'known-sent'},
    })
  })
})

describe('a document that was sent before', () => {
  /** Words of a plan, kept in memory here. */
  function index() {
    const kept = new Map<string, number>()
    return {
      note: async (set: string, word: string, n = 0) => void kept.set(set + word, n),
      noted: async (set: string, word: string) => kept.get(set + word),
    }
  }
  const candidate = (more: Partial<Candidate> = {}): Candidate => ({
    action: 'submit',
    origin: {file: '/x'},
    local: {},
    ...more,
  })

  it('is known by message, number or bytes of the same patient, and by no other', async () => {
    put('a.hl7', original('C1', 11) + original('C2', 12, 'delete'))
    put('z.hl7', `${receipt('C1')}\r${receipt('C2')}\r${receipt('C7')}\r`)
    const before = new SentBefore(index())
    expect(await before.load(bench(), [join(folder, 'known')])).toBe(5)
    const asked = {sha256: 'a', matricule: 'm'}
    const ofMessage = (controlId: string, application = 'DPI') =>
      candidate({message: {application, facility: 'CHU', controlId}})
    const id = (serial: number) => ({...asked, uniqueId: carriedCda(serial).input.id})
    const sent = {class: 'excluded', reason: 'known-sent', params: {evidence: 'zam'}}
    expect(await before.verdict(candidate(), id(11))).toEqual(sent)
    expect(await before.verdict(ofMessage('C7'), asked)).toEqual(sent)
    expect(await before.verdict(ofMessage('C7', 'SGL'), asked)).toBeUndefined()
    expect(await before.verdict(candidate(), id(12))).toMatchObject({class: 'held', reason: 'known-deleted'})
    expect(await before.verdict(candidate(), id(13))).toBeUndefined()
    expect(await before.verdict(candidate({action: 'delete'}), {uniqueId: id(12).uniqueId})).toEqual(sent)
    expect(await before.verdict(candidate({action: 'delete'}), {uniqueId: id(11).uniqueId})).toBeUndefined()
  })

  it('is held when its outcome is unknown, and told apart by patient', async () => {
    const before = new SentBefore(index())
    const row = {
      n: 1,
      state: 'unknown',
      action: 'submit',
      uniqueId: '1.2.3',
      sourceId: 'A1',
      registryStatus: null,
    }
    const path = put(
      'report.json',
      `{"schema":"dmp.batch.report-file/1","records":[\n${JSON.stringify(row)}\n],"summary":{}}`,
    )
    await before.load(bench(), [path])
    const asked = {sha256: 'a', matricule: 'm'}
    expect(await before.verdict(candidate({local: {sourceId: 'A1'}}), asked)).toMatchObject({
      reason: 'known-unknown',
    })
    expect(
      await before.verdict(candidate({action: 'replace', local: {sourceId: 'A1'}}), asked),
    ).toBeUndefined()
  })
})
