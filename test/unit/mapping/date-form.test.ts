import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {dateReader} from '../../../src/lib/mapping/date-form.ts'
import {wallInstant} from '../../../src/lib/mapping/wall-time.ts'

const read = (form: string, text: string, zone = 'Europe/Paris') => {
  const found = dateReader(form)?.(text, zone)
  return found && ('text' in found ? found.text : found.reason)
}

describe('a date in a declared form', () => {
  it.each([
    ['dd/MM/yyyy', '12/03/2026', '2026-03-12'],
    ['dd/MM/yyyy', '2/3/2026', '2026-03-02'],
    ['yyyyMMdd', '20260312', '2026-03-12'],
    ['dd/MM/yyyy[ HH:mm[:ss]]', '12/03/2026', '2026-03-12'],
    ['dd/MM/yyyy[ HH:mm[:ss]]', '12/03/2026 09:15', '2026-03-12T09:15:00+01:00'],
    ['dd/MM/yyyy[ HH:mm[:ss]]', '12/07/2026 09:15:30', '2026-07-12T09:15:30+02:00'],
    ['yyyy-MM-ddTHH:mm', '2026-07-12T09:15', '2026-07-12T09:15:00+02:00'],
    ['dd/MM/yyyy', '31/02/2026', 'date-impossible'],
    ['dd/MM/yyyy', '12/13/2026', 'date-impossible'],
    ['dd/MM/yyyy HH:mm', '12/03/2026 24:00', 'date-impossible'],
    ['dd/MM/yyyy', '12/03/26', 'date-two-digits'],
    ['dd/MM/yyyy', '2026-03-12', 'date-form'],
    ['dd/MM/yyyy', '12/03/2026x', 'date-form'],
    ['dd/MM/yyyy HH:mm', '29/03/2026 02:30', 'date-impossible'],
    ['dd/MM/yyyy HH:mm', '25/10/2026 02:30', 'date-ambiguous'],
    ['excel', '46093', '2026-03-12'],
    ['excel', '46093.5', '2026-03-12T12:00:00+01:00'],
    ['excel', '59', 'date-impossible'],
    ['excel', '12/03/2026', 'date-form'],
  ])('%s: %s is %s', (form, text, expected) => {
    expect(read(form, text)).toBe(expected)
  })

  it('counts the days of a spreadsheet from 1904 where its workbook does', () => {
    expect(dateReader('excel', true)?.('44631', 'Europe/Paris')).toEqual({text: '2026-03-12'})
  })

  it('may leave out day and month of a birth', () => {
    expect(dateReader('dd/MM/yyyy')?.('00/00/1950', 'Europe/Paris', true)).toEqual({text: '1950-00-00'})
    expect(read('dd/MM/yyyy', '00/00/1950')).toBe('date-impossible')
  })

  it('is read in the declared zone', () => {
    expect(read('dd/MM/yyyy HH:mm', '12/07/2026 09:15', 'Indian/Reunion')).toBe('2026-07-12T09:15:00+04:00')
    expect(read('dd/MM/yyyy HH:mm', '12/07/2026 09:15', 'America/Martinique')).toBe(
      '2026-07-12T09:15:00-04:00',
    )
  })

  it.each(['dd/MM/yy', 'MM/yyyy', 'dd/MM/yyyy dd', 'jj/mm/aaaa', '[dd/MM/yyyy', 'dd/MM/yyyy[', ''])(
    'has no reader for the form %j',
    (form) => expect(dateReader(form)).toBeUndefined(),
  )

  it('gives back the day it was written from, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.date({min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true}),
        (date) => {
          const iso = date.toISOString().slice(0, 10)
          const [year, month, day] = iso.split('-')
          expect(read('dd/MM/yyyy', `${day}/${month}/${year}`)).toBe(iso)
        },
      ),
    )
  })

  it('gives back the moment it was written from, outside the hours of change', () => {
    fc.assert(
      fc.property(
        fc.date({min: new Date('1998-01-01'), max: new Date('2060-12-31'), noInvalidDate: true}),
        (date) => {
          const wall = new Intl.DateTimeFormat('sv-SE', {
            timeZone: 'Europe/Paris',
            dateStyle: 'short',
            timeStyle: 'medium',
          }).format(date)
          const found = wallInstant(wall.slice(0, 10), wall.slice(11), 'Europe/Paris')
          if (typeof found === 'object') expect(found.ms).toBe(Math.floor(date.getTime() / 1000) * 1000)
          else expect(found).toBe('twice')
        },
      ),
    )
  })
})
