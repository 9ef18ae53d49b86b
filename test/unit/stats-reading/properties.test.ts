import {execFileSync} from 'node:child_process'
import {rm} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {
  csv,
  encoded,
  fileOf,
  frenchMonth,
  linesOf,
  longRows,
  madeFolder,
  read,
  truthLines,
  workingHeader,
} from './ground-truth.ts'

afterAll(async () => {
  const folder = await madeFolder()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const [header = [], ...rows] = longRows('fr-nbsp', workingHeader, frenchMonth)
const shuffled = fc.shuffledSubarray(rows, {minLength: rows.length})
const file = (body: readonly (readonly string[])[]) => csv([header, ...body], ';')

describe('whatever the file does with its rows, the figures stay', () => {
  it('permuting rows and adding totals change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        shuffled,
        fc.array(
          fc.tuple(fc.nat(rows.length), fc.constantFrom('Total', 'Sous-total', 'TOTAL GÉNÉRAL', 'Moyenne')),
          {maxLength: 5},
        ),
        async (body, totals) => {
          const all = [...body]
          for (const [at, name] of totals) all.splice(at, 0, [name, '', '', '99999'])
          const figures = await read(encoded(file(all), 'windows-1252'))
          expect(linesOf(figures)).toEqual(truthLines())
          expect(figures.balance.reasons.total ?? 0).toBe(totals.length)
          expect(figures.balance.used + figures.balance.skipped).toBe(figures.balance.read)
        },
      ),
      {numRuns: 25},
    )
  })

  it('a row split into two programs counts the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(2000), {minLength: rows.length, maxLength: rows.length}),
        async (parts) => {
          const plain = longRows('plain', workingHeader).slice(1)
          const split = plain.flatMap((row, at) => {
            const whole = Number(row[3])
            const part = Math.min(parts[at] ?? 0, whole)
            return [
              [...row.slice(0, 3), String(part)],
              [...row.slice(0, 3), String(whole - part)],
            ]
          })
          expect(linesOf(await read(file(split)))).toEqual(truthLines())
        },
      ),
      {numRuns: 15},
    )
  })

  it('other names of columns are read through a mapping', async () => {
    const name = fc.stringMatching(/^[a-zéà][a-z éà°']{2,20}[a-z]$/)
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, {
          minLength: 4,
          maxLength: 4,
          selector: (one) => one.normalize('NFD').replaceAll(/\P{L}/gu, ''),
        }),
        async (names) => {
          const [finess = '', period = '', type = '', count = ''] = names
          const columns = {
            finess: {header: finess},
            period: {header: [period]},
            type: {header: [type]},
            count: {header: [count]},
          }
          const mapping = await fileOf(
            JSON.stringify({version: 1, elastic: {columns, wide: null}}),
            'names.json',
          )
          expect(linesOf(await read(csv([names, ...rows], ';'), {mapping}))).toEqual(truthLines())
        },
      ),
      {numRuns: 15},
    )
  })

  it('every row of any table is used or listed with its reason', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '750000001',
        '2024-01',
        'janv. 2024',
        '12',
        '1,204',
        '',
        '-',
        'Total',
        'Other',
        '11490-0',
        '7,5E+08',
        '1?2',
        '"',
        'a;b',
      ),
      fc.string({maxLength: 6}),
    )
    const table = fc.array(fc.array(cell, {minLength: 1, maxLength: 6}), {maxLength: 20})
    await fc.assert(
      fc.asyncProperty(table, async (body) => {
        const text = `${csv([header], ';')}${body.map((row) => row.join(';')).join('\n')}`
        const figures = await read(text, {numberLocale: 'fr'})
        const {balance, skipped} = figures
        expect(balance.used + balance.skipped).toBe(balance.read)
        expect(Object.values(balance.reasons).reduce((sum, times) => sum + times, 0)).toBe(balance.skipped)
        const named = new Set(skipped.flatMap(({line, lastLine}) => [line, lastLine]))
        expect(named.size).toBeGreaterThanOrEqual(skipped.length > 0 ? 1 : 0)
        for (const {value} of figures.table.values())
          if (value.state === 'count')
            expect(Number.isSafeInteger(value.count) && value.count >= 0).toBe(true)
      }),
      {numRuns: 100},
    )
  })
})

describe('whatever the bytes are', () => {
  it('they give figures, or an error of ours', async () => {
    const good = encoded(file(rows), 'utf-8')
    const damaged = fc
      .tuple(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {maxLength: 40}), fc.nat(good.length))
      .map(([changes, length]) => {
        const bytes = Uint8Array.from(good)
        for (const [at, value] of changes) bytes[at] = value
        return bytes.subarray(0, length)
      })
    const magic = fc
      .tuple(
        fc.constantFrom('PK\u0003\u0004', '{"aggregations":', '[{', '\ufeff', 'sep=;\n', '<'),
        fc.uint8Array({maxLength: 300}),
      )
      .map(([start, rest]) => Buffer.concat([Buffer.from(start), rest]))
    const until = Date.now() + 2000
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({maxLength: 2000}), damaged, magic), async (bytes) => {
        if (Date.now() > until) return
        try {
          const {balance} = await read(bytes)
          expect(balance.used + balance.skipped).toBe(balance.read)
        } catch (error) {
          expect(error).toBeInstanceOf(DmpError)
          expect((error as DmpError).code).not.toBe('DMP_INTERNAL')
        }
      }),
      {numRuns: 3000},
    )
  })
})

describe('whatever the time zone and the locale of the process', () => {
  it('the figures are the same', async () => {
    const instants = longRows('plain', workingHeader, (month) =>
      String(
        Date.parse(`${month}-01T00:00:00${['04', '10'].includes(month.slice(5)) ? '+02:00' : '+01:00'}`),
      ),
    )
    const path = await fileOf(csv(instants, ';'))
    const program = fileURLToPath(new URL('figures-of-file.ts', import.meta.url))
    const worlds = [
      {TZ: 'UTC', LC_ALL: 'C'},
      {TZ: 'America/Cayenne', LC_ALL: 'fr_FR.UTF-8'},
      {TZ: 'Pacific/Auckland', LC_ALL: 'de_DE'},
    ]
    for (const world of worlds) {
      const said = execFileSync(process.execPath, [program, path], {
        env: {...process.env, ...world},
        encoding: 'utf8',
      })
      expect(JSON.parse(said)).toEqual(truthLines())
    }
  })
})

it('streams a file of 20 MB without holding it', async () => {
  const line = '750000001;janv. 2024;11490-0;12\r\n'
  const text = `${csv([header], ';')}${line.repeat(Math.ceil((20 * 1024 * 1024) / line.length))}`
  const path = await fileOf(text)
  const program = fileURLToPath(new URL('figures-of-file.ts', import.meta.url))
  // A heap of 48 MB could not hold the file and its records.
  const said = execFileSync(process.execPath, ['--max-old-space-size=48', program, path], {encoding: 'utf8'})
  const rowsOf = Math.ceil((20 * 1024 * 1024) / line.length)
  expect(JSON.parse(said)).toEqual([`750000001 2024-01 11490-0 ${rowsOf * 12}`])
})
