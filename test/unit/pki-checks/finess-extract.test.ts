import fc from 'fast-check'
import {expect, it} from 'vitest'
import {FinessExtract} from '../../../src/lib/pki/checks/finess-extract.ts'
import type {Files} from '../../../src/lib/ports/files.ts'
import {readFiness} from '../../../src/lib/usecases/cert/check/finess-facts.ts'

const read = (text: string, asked: readonly string[], encoding: 'utf8' | 'latin1' = 'utf8') => {
  const extract = new FinessExtract('finess.csv', asked)
  for (const line of Buffer.from(text, encoding).toString('latin1').split('\n')) extract.take(line)
  return extract.facts()
}

/** A line of the historical section `structureet`: 32 fields. */
const siteLine = (finess: string, ej: string, short: string, long = '', siret = '') =>
  [
    'structureet',
    finess,
    ej,
    short,
    long,
    ...Array.from({length: 17}, () => ''),
    siret,
    ...Array.from({length: 9}, () => ''),
  ].join(';')

const historical = [
  'finess;etalab;93;2026-05-04',
  siteLine('0B0221636', '0B0000014', 'SITE FICTIF', 'SITE FICTIF DE LA CÔTE', '00000000077081'),
  siteLine('0B0039129', '0B0057881', 'AUTRE SITE'),
  'geolocalisation;0B0221636;882408.3;6543019.6;1;2026-05-04',
].join('\n')

it('reads the historical layout, which has no header', () => {
  expect(read(historical, ['0B0221636'])).toEqual({
    file: 'finess.csv',
    levels: ['eg'],
    entries: [
      {
        finess: '0B0221636',
        level: 'eg',
        ej: '0B0000014',
        names: ['SITE FICTIF', 'SITE FICTIF DE LA CÔTE'],
        siret: '00000000077081',
      },
    ],
  })
})

it('reads letters with accents of either encoding', () => {
  for (const encoding of ['utf8', 'latin1'] as const)
    expect(read(historical, ['0B0221636'], encoding)?.entries[0]?.names[1]).toBe('SITE FICTIF DE LA CÔTE')
})

it('finds a site by its SIRET', () => {
  expect(read(historical, ['00000000077081'])?.entries).toHaveLength(1)
})

it('knows a legal entity by its sites where it has no line of its own', () => {
  expect(read(historical, ['0B0000014'])?.entries).toEqual([{finess: '0B0000014', level: 'ej', names: []}])
})

it('reads legal entities of the historical layout', () => {
  const text = 'finess;etalab;93;2026-05-04\nstructureej;0B0000014;CH FICTIF;CENTRE HOSPITALIER FICTIF;;1;RUE'
  expect(read(text, ['0B0000014'])).toMatchObject({
    levels: ['ej'],
    entries: [{level: 'ej', names: ['CH FICTIF', 'CENTRE HOSPITALIER FICTIF']}],
  })
})

it('reads tables with a header, whatever the separator, and what is closed', () => {
  const ofSites = 'finess_et;finess_ej;nom_court;etat;date_fermeture\n0B0221636;0B0000014;SITE;I;2026-01-31\n'
  expect(read(ofSites, ['0B0221636'])?.entries[0]).toMatchObject({
    closed: {on: '2026-01-31'},
    names: ['SITE'],
  })
  const ofEntities = '"finess_ej","denomination","etat"\n"0B0000014","CH, ""FICTIF""","A"\n'
  expect(read(ofEntities, ['0B0000014'])?.entries).toEqual([
    {finess: '0B0000014', level: 'ej', names: ['CH, "FICTIF"']},
  ])
  const mixed =
    'finess\ttype\tej\trs\tdateferm\n0B0221636\tET\t0B0000014\tSITE\t31/01/2026\n0B0000014\tEJ\t\tCH\t\n'
  expect(read(mixed, ['0B0221636', '0B0000014'])).toMatchObject({
    levels: ['eg', 'ej'],
    entries: [
      {level: 'eg', closed: {on: '2026-01-31'}},
      {level: 'ej', names: ['CH']},
    ],
  })
})

it('does not take a closed site for a sign of life of its entity', () => {
  const text = 'finess_et;finess_ej;etat\n0B0221636;0B0000014;FERMÉ\n'
  expect(read(text, ['0B0000014'])?.entries).toEqual([])
})

it('knows nothing of a file that is no extract', () => {
  for (const text of ['', '{"structures": []}', 'nom;prenom\nA;B', '\u0000\u0001;;;\n;;;'])
    expect(read(text, ['0B0000014'])).toBeUndefined()
})

it('takes any line without failing, and answers only what was asked', () => {
  const word = fc.constantFrom(
    'structureet',
    'structureej',
    'geolocalisation',
    '0B0000014',
    '',
    '"',
    'x',
    '\ufeff',
  )
  fc.assert(
    fc.property(fc.array(fc.array(word, {maxLength: 30}), {maxLength: 8}), (lines) => {
      const facts = read(lines.map((fields) => fields.join(';')).join('\n'), ['0B0000014'])
      for (const {finess} of facts?.entries ?? []) expect(finess).toBe('0B0000014')
    }),
  )
})

it('takes a word for the state that it does not know for neither open nor closed', () => {
  const [entry] = read('nofinesset;etat\n0B0221636;EN SOMMEIL', ['0B0221636'])?.entries ?? []
  expect(entry).toMatchObject({unknownState: 'EN SOMMEIL'})
  expect(entry?.closed).toBeUndefined()
  for (const state of ['A', 'actif', 'Ouvert', 'En activité', ''])
    expect(
      read(`nofinesset;etat\n0B0221636;${state}`, ['0B0221636'])?.entries[0]?.unknownState,
    ).toBeUndefined()
})

it('keeps that two lines of one number contradict each other, in either order', () => {
  const contradicted = (...states: string[]) =>
    read(['nofinesset;etat', ...states.map((state) => `0B0221636;${state}`)].join('\n'), ['0B0221636'])
      ?.entries[0]?.contradicted
  expect([contradicted('F', 'A'), contradicted('A', 'F'), contradicted('A', 'F', 'A')]).toEqual([
    true,
    true,
    true,
  ])
  expect([contradicted('A', 'A'), contradicted('F', 'F')]).toEqual([undefined, undefined])
})

it('reads a closing date of any usual form, and takes none that it does not understand for an open number', () => {
  const told = (date: string) => {
    const [entry] = read(`nofinessej;rs;datefermeture\n0B0000014;CH;${date}\n`, ['0B0000014'])?.entries ?? []
    return entry?.closed?.on ?? entry?.unknownState
  }
  for (const date of [
    '20200102',
    '2020/01/02',
    '2/1/2020',
    '02.01.2020',
    '02/01/2020 00:00',
    '2020-01-02T00:00:00',
  ])
    expect([date, told(date)]).toEqual([date, '2020-01-02'])
  for (const date of ['43831', '31/02/2020', 'janvier 2020']) expect([date, told(date)]).toEqual([date, date])
  for (const none of ['', '-', '00/00/0000', '0000-00-00', 'NULL'])
    expect([none, told(none)]).toEqual([none, undefined])
})

it('knows a number written with blanks between its digits or with small letters', () => {
  const spaced = historical.replace('0B0221636;0B0000014', '0b 022 163 6;0b 000 001 4')
  expect(read(spaced, ['0B0221636'])?.entries).toMatchObject([{finess: '0B0221636', ej: '0B0000014'}])
  const table = 'FINESS EJ;SIRET\n0b0000014;000 000 000 77081\n'
  expect(read(table, ['0B0000014'])?.entries).toMatchObject([{finess: '0B0000014', siret: '00000000077081'}])
})

it.each(['utf16le', 'utf16be', 'utf16le with mark', 'utf16be with mark'])(
  'reads %s, however it is cut',
  async (form) => {
    const wide = Buffer.from(`${form.includes('mark') ? '\ufeff' : ''}${historical}`, 'utf16le')
    const bytes = form.startsWith('utf16be') ? wide.swap16() : wide
    const open = async function* () {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
    }
    const files = {resolve: String, source: async () => ({size: bytes.length, open})} as unknown as Files
    const {entries} = await readFiness(files, 'finess.csv', ['0B0221636'], new AbortController().signal)
    expect(entries).toMatchObject([{finess: '0B0221636', names: ['SITE FICTIF', 'SITE FICTIF DE LA CÔTE']}])
  },
)
