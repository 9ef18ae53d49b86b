import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {CountingWish} from '../../../src/lib/sandbox/figures/counted-documents.ts'
import {type ExportWish, exportFigures} from '../../../src/lib/sandbox/figures/export-figures.ts'
import {FilledRegistry} from './registry.ts'

const plain: ExportWish = {
  format: 'kibana-lens-en',
  values: 'formatted',
  locale: 'en',
  separator: ',',
  quotes: true,
  byteOrderMark: false,
  measure: 'unique',
  by: ['finess', 'month', 'type', 'software'],
  top: undefined,
  ...({replacements: false, deleted: false, date: 'submission', level: 'EG'} satisfies CountingWish),
}

let registry: FilledRegistry
beforeEach(() => {
  registry = new FilledRegistry()
})
afterEach(() => registry.remove())

const exported = (wish: Partial<ExportWish> = {}) =>
  exportFigures(registry.store.counted(), {...plain, ...wish})
const rows = (wish: Partial<ExportWish> = {}) =>
  exported(wish).text.trimEnd().split('\r\n').slice(1).toSorted()

describe('what the sandbox counts', () => {
  it('leaves out signatures, deleted documents and new versions unless told otherwise', () => {
    registry.file({status: 'Deprecated', uniqueId: 'a'})
    registry.file({replaces: 'urn:uuid:1'})
    registry.file({status: 'Deleted'})
    registry.file({isSignature: true})
    expect(exported()).toMatchObject({documents: 1, leftOut: {replacements: 1, deleted: 1, undated: 0}})
    expect(exported({replacements: true}).documents).toBe(2)
    expect(exported({deleted: true}).documents).toBe(2)
    expect(exported({replacements: true, deleted: true})).toMatchObject({
      documents: 3,
      leftOut: {replacements: 0, deleted: 0},
    })
  })

  it('counts a document filed twice once, and its records twice', () => {
    registry.file({uniqueId: 'same'})
    registry.file({uniqueId: 'same'})
    expect(rows({by: ['type']})).toEqual(['"11490-0",1'])
    expect(rows({by: ['type'], measure: 'records'})).toEqual(['"11490-0",2'])
  })

  it('puts a document into the month of Paris of the date that is asked for', () => {
    registry.file({submitted: '20260131230000', created: '20251231'})
    expect(rows({by: ['month']})).toEqual(['"2026-02-01",1'])
    expect(rows({by: ['month'], date: 'creation'})).toEqual(['"2025-12-01",1'])
    registry.file({created: ''})
    expect(exported({by: ['month'], date: 'creation'}).leftOut.undated).toBe(1)
  })

  it('gives the site of the metadata or the legal entity of the certificates', () => {
    registry.file({finess: '750000001', entity: '010000024'})
    expect(rows({by: ['finess']})).toEqual(['750000001,1'])
    expect(rows({by: ['finess'], level: 'EJ'})).toEqual(['010000024,1'])
    expect(exported({level: 'EJ'}).text).toContain('finess_ej')
  })

  it('still counts what an earlier version filed, its software unknown', () => {
    registry.file({origin: undefined, receivedAt: Date.UTC(2026, 0, 31, 23)})
    expect(rows({by: ['month', 'software', 'finess']})).toEqual([
      '750000001,"2026-02-01","(missing value)",1',
    ])
  })

  it('puts together what a Top N leaves out, at each level, and loses none', () => {
    for (const [type, times] of [
      ['A', 4],
      ['B', 3],
      ['C', 2],
      ['D', 1],
    ] as const)
      for (let n = 0; n < times; n++) registry.file({type, software: n === 0 ? 'EAI' : 'DPI'})
    expect(rows({by: ['type'], top: 2})).toEqual(['A,4', 'B,3', 'Other,3'])
    expect(exported({by: ['type'], top: 2}).text).toContain('Top 2 values of type_code')
    expect(rows({by: ['type', 'software'], top: 1})).toEqual([
      'A,DPI,3',
      'A,Other,1',
      'Other,DPI,3',
      'Other,Other,3',
    ])
  })

  it('writes a header alone where there is nothing', () => {
    expect(exported().text.split('\r\n')).toHaveLength(2)
    expect(JSON.parse(exported({format: 'es-json'}).text).aggregations.k.buckets).toEqual([])
  })
})

describe('how cells are written', () => {
  it('quotes what is not of letters and digits alone, and ends each line with CRLF', () => {
    registry.file({software: 'Le "DPI"'})
    expect(exported({by: ['finess', 'type', 'software']}).text).toBe(
      '"Top values of finess_eg","Top values of type_code","Top values of software","Unique count of document_unique_id"\r\n' +
        '750000001,"11490-0","Le ""DPI""",1\r\n',
    )
  })

  it('quotes what holds the separator even without quotes, and makes text of a formula', () => {
    registry.file({software: '=cmd|calc'})
    registry.file({software: 'a,b'})
    expect(rows({by: ['software'], quotes: false})).toEqual(['"a,b",1', "'=cmd|calc,1"])
  })

  it('gives raw instants and the words of each dialect', () => {
    registry.file({submitted: '20260415100000'})
    registry.file({submitted: '20260415100000', software: ''})
    expect(rows({by: ['month'], values: 'raw'})).toEqual(['1774994400000,2'])
    expect(rows({by: ['software'], values: 'raw'})).toEqual(['DPI,1', '"__missing__",1'].toSorted())
    expect(rows({by: ['software'], format: 'kibana-fr'})).toContain('"(valeur manquante)",1')
    expect(exported({format: 'kibana-table-en', measure: 'records'}).text).toMatch(
      /^"finess_eg: Descending","submission_time per month","type_code: Descending","software: Descending",Count\r\n/,
    )
  })
})
