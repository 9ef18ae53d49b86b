import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {calendarFile} from '../../../src/lib/renewal/calendar-file.ts'
import {catchUp} from '../../../src/lib/renewal/catch-up.ts'
import {
  canonicalValue,
  markUndone,
  noHistory,
  readHistory,
  standingRecords,
  withRecord,
} from '../../../src/lib/renewal/install-history.ts'
import {changesForSource, changesForStructure} from '../../../src/lib/renewal/installation.ts'

const now = Date.parse('2026-03-02T09:00:00Z')

describe('a calendar file', () => {
  const file = (text: string) =>
    calendarFile([{uid: 'a@b', summary: text, description: text, day: '2026-04-03', alarmDays: 7}], {
      product: 'dmp',
      now,
    })

  it('holds whole days and instants, each with its alarm', () => {
    const text = calendarFile(
      [
        {uid: 'a', summary: 'S', description: 'D', day: '2026-04-03', alarmDays: 7},
        {uid: 'b', summary: 'S', description: 'D', instant: Date.parse('2026-04-07T06:00:00Z')},
      ],
      {product: 'dmp', now},
    )
    expect(text).toContain('DTSTART;VALUE=DATE:20260403\r\n')
    expect(text).toContain('DTSTART:20260407T060000Z\r\n')
    expect(text).toContain('TRIGGER:-P7D\r\n')
    expect(text).toContain('DTSTAMP:20260302T090000Z\r\n')
  })

  it('keeps every line within 75 octets and every text whole, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', maxLength: 200}), (words) => {
        const text = file(words)
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const unfolded = text.replaceAll('\r\n ', '')
        const [, summary = ''] = /\r\nSUMMARY:(.*)\r\n/.exec(unfolded) ?? []
        const read = summary.replaceAll(/\\([\\;,])/g, '$1')
        expect(read).toBe(words.replaceAll(/\p{Cc}/gu, ''))
      }),
    )
  })

  it('lets nobody smuggle in an entry of their own', () => {
    expect(file('X\r\nEND:VEVENT\r\nBEGIN:VEVENT').match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
  })
})

describe('catching up', () => {
  const pace = {perSecond: 4, dailyLimit: 30_000, windows: [], from: now}

  it('takes a day for what fits into it beside the daily flow', () => {
    const ahead = catchUp({...pace, perDay: 1000, days: 12})
    expect([ahead.documents, ahead.days]).toEqual([12_000, 1])
  })

  it('takes as many days as the limit asks for', () => {
    // 25 000 a day leave 5 000 of room: 100 000 take twenty days
    expect(catchUp({...pace, perDay: 25_000, days: 4}).days).toBeGreaterThanOrEqual(19)
  })

  it('says so when the daily flow leaves no room at all', () => {
    expect(catchUp({...pace, perDay: 30_000, days: 2})).toEqual({documents: 60_000})
  })

  it('has nothing to do without a gap', () => {
    expect(catchUp({...pace, perDay: 500, days: 0})).toEqual({documents: 0, endsAt: now, days: 0})
  })
})

describe('the history of installations', () => {
  const record = (at: string) => ({at, certificates: [], before: {a: null}, after: {a: 'x'}})

  it('offers the latest first and leaves out what was taken back', () => {
    const [first, second] = [record('2026-01-01'), record('2026-02-01')]
    const history = withRecord(withRecord(noHistory, first), second)
    expect(standingRecords(history)).toEqual([second, first])
    expect(standingRecords(markUndone(history, second, '2026-02-02'))).toEqual([first])
    expect(readHistory(JSON.stringify(history))).toEqual(history)
  })

  it.each(['', '{}', '[]', 'null', '{"version":2,"records":[]}', '{"version":1,"records":[{"at":1}]}'])(
    'is refused when it reads %j',
    (text) => {
      expect(readHistory(text)).toBeUndefined()
    },
  )

  it('compares values whatever the order of their parts', () => {
    expect(canonicalValue({from: 'file', path: '/a'})).toBe(canonicalValue({path: '/a', from: 'file'}))
    expect(canonicalValue('a')).not.toBe(canonicalValue(null))
  })
})

it('takes away the settings of another kind of source', () => {
  const changes = changesForSource('sign', {kind: 'pkcs12', path: '/a.p12', passphrase: {from: 'prompt'}})
  expect(changes.get('certificates.sign.path')).toBe('/a.p12')
  expect([changes.has('certificates.sign.pin'), changes.get('certificates.sign.pin')]).toEqual([
    true,
    undefined,
  ])
})

it.each([
  ['10B0000022', [['structure.finessEj', '0B0000022']]],
  ['300000000000007', [['structure.siret', '00000000000007']]],
  ['nonsense', []],
])('states the structure of %s', (unit, expected) => {
  expect([...changesForStructure(unit)]).toEqual(expected)
})
