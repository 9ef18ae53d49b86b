/** What a real journal knows of its documents, and of the records that a plan kept back. */
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {DocumentUniqueId} from '../../../src/lib/ids/identifiers.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal, PlannedItem} from '../../../src/lib/ports/journal.ts'
import type {TraceSource} from '../../../src/lib/ports/trace-sources.ts'
import type {DocumentFact} from '../../../src/lib/stats/document-fact.ts'
import {statedInstant, utcInstant} from '../../../src/lib/stats/fact-dates.ts'
import {documentFacts} from '../../../src/lib/usecases/stats/document-facts.ts'
import {alice, entry, plannedItem, planning, sending, settling} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'

const sender = {finessEj: '010000024', finessEg: '010000032', software: 'dmp'}
const wish = {sender, environment: 'sandbox'} as const

let bench: Workbench
let journal: Journal
beforeEach(async () => {
  bench = workbench()
  journal = await openJournal(bench.options)
})
afterEach(async () => {
  await journal.close()
  bench.clear()
})

const source = (id = 'A'): TraceSource => ({
  journalId: id,
  environment: 'sandbox',
  events: (query) => journal.events(query),
  items: (query) => journal.eachItem(query),
})

async function factsOf(sources: readonly TraceSource[] = [source()]): Promise<readonly DocumentFact[]> {
  const facts: DocumentFact[] = []
  for await (const fact of documentFacts(sources, wish)) facts.push(fact)
  return facts
}

const accepted = (id: string) =>
  settling(id, {to: 'accepted', registryStatus: 'approved'}, {outcome: 'success'})

async function taken(n: number, more: Partial<PlannedItem> = {}): Promise<PlannedItem> {
  const item = plannedItem(n, more)
  await journal.record([planning(item)])
  await journal.record([sending(item.id)])
  await journal.record([accepted(item.id)])
  return item
}

describe('facts of documents', () => {
  it('tells an accepted document by the hospital’s names for it, and nothing that names the patient', async () => {
    const item = await taken(1, {unit: 'UF-3'})
    const [fact] = await factsOf()
    expect(fact).toMatchObject({
      itemId: item.id,
      documentUniqueId: item.documentUniqueId,
      typeCode: '11506-3',
      state: 'accepted',
      attempts: 1,
      wasUnknown: false,
      unit: 'UF-3',
      ipp: 'IPP-SECRET-1',
      venue: 'VENUE-SECRET-1',
      sourceId: 'SOURCE-SECRET-1',
      ...sender,
      submittedAt: Date.UTC(2026, 2, 2, 9, 14, 6),
      acceptedAt: expect.any(Number),
    })
    const told = JSON.stringify(fact)
    for (const secret of [alice.matricule, 'DUPONT', 'TITLE']) expect(told).not.toContain(secret)
  })

  it('keeps codes of refusals, tries without an answer and who sent', async () => {
    const item = plannedItem(1)
    await journal.record([planning(item)])
    await journal.record([
      entry(
        {
          ...{phase: 'intent', operation: 'submit', itemId: item.id, occurredAt: 2000, patient: alice},
          actor: {org: {finess: '690000001', level: 'EJ'}, site: {finess: '690000019', level: 'EG'}},
          documents: [{uniqueId: item.documentUniqueId, creationTime: '20260301230000'}],
        },
        [{id: item.id, to: 'sending', countAttempt: true}],
      ),
    ])
    await journal.record([settling(item.id, {to: 'unknown', cause: 'DMP_NO_ANSWER'}, {outcome: 'unknown'})])
    await journal.record([sending(item.id, 4000)])
    const status = {
      errors: [
        {code: 'DMPClosed', severity: 'Error'},
        {code: 'Noted', severity: 'Warning'},
      ],
    }
    await journal.record([
      settling(item.id, {to: 'refused', cause: 'DMP_REFUSED'}, {outcome: 'refused', status}),
    ])
    const [fact] = await factsOf()
    expect(fact).toMatchObject({
      state: 'refused',
      cause: 'DMP_REFUSED',
      refusals: ['DMPClosed'],
      wasUnknown: true,
      attempts: 2,
      finessEj: '690000001',
      finessEg: '690000019',
      createdAt: Date.UTC(2026, 2, 1, 23),
    })
    expect(fact).not.toHaveProperty('acceptedAt')
  })

  it('knows a document of a lot that is traced under another one', async () => {
    const [one, other] = [plannedItem(1), plannedItem(2)]
    await journal.record([planning(one, other)])
    const documents = [
      {uniqueId: one.documentUniqueId, creationTime: '20260105'},
      {uniqueId: other.documentUniqueId, creationTime: '20260206'},
    ]
    const common = {operation: 'submit', itemId: one.id, documents} as const
    await journal.record([entry({...common, phase: 'intent', occurredAt: 2000})])
    const status = {errors: [{code: 'DMPClosed'}]}
    await journal.record([entry({...common, phase: 'result', outcome: 'refused', status})])
    const facts = await factsOf()
    expect(facts.map(({refusals}) => refusals)).toEqual([['DMPClosed'], ['DMPClosed']])
    // a day stays that day in Paris
    expect(facts.map(({createdAt}) => createdAt)).toEqual([
      Date.UTC(2026, 0, 5, 11),
      Date.UTC(2026, 1, 6, 11),
    ])
  })

  it('tells replacements, those that change the visibility alone, and what is repeated', async () => {
    const first = await taken(1)
    const replaces = {uniqueId: first.documentUniqueId}
    await taken(2, {action: 'replace', replaces, sourceSha256: first.sourceSha256})
    await taken(3, {action: 'replace', replaces})
    await taken(4, {documentUniqueId: first.documentUniqueId})
    const facts = await factsOf()
    expect(facts.map(({changesVisibilityOnly = false}) => changesVisibilityOnly)).toEqual([
      false,
      true,
      false,
      false,
    ])
    expect(facts.map(({repeats = false}) => repeats)).toEqual([false, false, false, true])
    expect(facts.map((fact) => fact.replaces)).toEqual([
      undefined,
      first.documentUniqueId,
      first.documentUniqueId,
      undefined,
    ])
  })

  it('counts a document of two journals once', async () => {
    await taken(1)
    const facts = await factsOf([source('A'), source('B')])
    expect(facts.map(({journal: from}) => from)).toEqual(['A'])
  })

  it('takes the reason of a hold, and the records that a plan kept back until they become a document', async () => {
    const item = plannedItem(1, {sourceId: 'N-1'})
    await journal.record([planning(item)])
    await journal.record([
      {
        event: {
          ...{phase: 'event', operation: 'hold', itemId: item.id, occurredAt: 3000, patient: alice},
          data: {cause: 'DMP_HELD', why: {reason: 'opposition'}},
        },
        changes: [{id: item.id, to: 'held', cause: 'DMP_HELD'}],
      },
    ])
    const local = (sourceId: string) => ({sourceId, typeCode: '11490-0', documentDate: '2026-01-31'})
    const row = (n: number, sourceId: string, reason: string, verdict = 'held') => ({
      ...{n, action: 'submit', reason, class: verdict, local: local(sourceId)},
      origin: {file: '/in/manifest.csv', line: n},
    })
    const rows = [
      row(1, 'N-1', 'DMP_IDENTITY_NOT_QUALIFIED'),
      row(2, 'N-2', 'DMP_IDENTITY_NOT_QUALIFIED', 'rejected'),
      row(3, 'N-3', 'duplicate-row', 'excluded'),
      {...row(4, 'N-4', 'DMP_HELD'), params: {reason: 'décès'}},
      {...row(5, 'N-5', 'DMP_HELD'), local: {sourceId: 'N-5'}},
    ]
    const event = {
      phase: 'event',
      operation: 'batch-rows',
      batchId: '20260302-aaaa',
      occurredAt: 1000,
    } as const
    await journal.record([{event: {...event, data: {rows}}}])
    const facts = await factsOf()
    expect(
      facts.map(({sourceId, state, cause, causeReason}) => [sourceId, state, cause, causeReason]),
    ).toEqual([
      ['N-1', 'held', 'DMP_HELD', 'opposition'],
      ['N-2', 'held', 'DMP_IDENTITY_NOT_QUALIFIED', undefined],
      ['N-4', 'held', 'DMP_HELD', 'décès'],
    ])
    expect(facts[1]).toMatchObject({
      itemId: 'plan:20260302-aaaa:2',
      documentUniqueId: '' as DocumentUniqueId,
      attempts: 0,
      createdAt: Date.UTC(2026, 0, 31, 11),
      finessEg: '010000032',
    })
  })
})

describe('dates of documents', () => {
  it.each([
    ['2026-01-31T23:30:00', Date.UTC(2026, 0, 31, 22, 30)],
    ['2026-07-31T23:30:00', Date.UTC(2026, 6, 31, 21, 30)],
    ['2026-07-31T23:30:00-04:00', Date.UTC(2026, 7, 1, 3, 30)],
    ['2026-07-31', Date.UTC(2026, 6, 31, 11)],
    ['20260731', Date.UTC(2026, 6, 31, 11)],
    ['nonsense', undefined],
    [undefined, undefined],
  ])('%s is %s', (text, instant) => {
    expect(statedInstant(text)).toBe(instant)
  })

  it.each([
    ['20260131233000', Date.UTC(2026, 0, 31, 23, 30)],
    ['202601312330', Date.UTC(2026, 0, 31, 23, 30)],
    ['20260131', Date.UTC(2026, 0, 31, 11)],
    ['2026-01-31', undefined],
    ['', undefined],
  ])('%s, in UTC, is %s', (digits, instant) => {
    expect(utcInstant(digits)).toBe(instant)
  })
})
