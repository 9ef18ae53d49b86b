/** `ins search` against the embedded INSi: who is found, and what is shown of them. */
import {globSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'
import {albane, MAPPING, marthe, searchAt, traits} from './insi-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const search = searchAt(() => desk)

const rules = ({findings}: {findings: {rule: string}[]}) => findings.map(({rule}) => rule)

describe('ins search', () => {
  it.each<[string, string[], string, number, string[], string[]]>([
    ['a person by the first given name', albane, 'found', 0, ['00'], ['INSI-OID-TEST']],
    [
      'an older answer',
      traits('ESSAI-ANCIEN', 'BRUNO', 'M', '1962-10-30'),
      'found',
      10,
      ['00'],
      ['INSI-INCOMPLETE', 'INSI-OID-TEST'],
    ],
    [
      'somebody whose other given name is not the one asked',
      traits('ESSAI-DOUBLE', 'CLARA,ZOE', 'F', '1985-02-11'),
      'found',
      10,
      ['00'],
      ['INSI-OID-TEST', 'INSI-DIFFERS'],
    ],
    [
      'an answer of both forms',
      traits('ESSAI-DOUBLE', 'CLARA', 'F', '1985-02-11'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a number given while waiting',
      traits('ESSAI-ATTENTE', 'EDGAR', 'M', '1998-08-19'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a person of Corsica',
      traits('ESSAI-CORSE', 'FANNY', 'F', '1980-01-05'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a second given name, to be compared',
      traits('ESSAI-SECOND', 'HELENE,ISAURE', 'F', '1990-03-03'),
      'found',
      10,
      ['01', '00'],
      ['INSI-SECOND-GIVEN', 'INSI-OID-TEST'],
    ],
    [
      'a compound given name',
      traits('ESSAI-COMPOSE', 'Jean Pierre,Paul', 'M', '1955-05-15'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'the whole list at last',
      traits('ESSAI--LISTE', 'JEAN KLEBER LOUIS', 'M', '1951-11-28'),
      'found',
      0,
      ['01', '01', '01', '00'],
      ['INSI-OID-TEST'],
    ],
    ['homonyms', marthe, 'several', 10, ['02'], []],
    [
      'one of them by the place',
      [...marthe, '--birth-place', '99998'],
      'found',
      0,
      ['02', '00'],
      ['INSI-OID-TEST'],
    ],
    [
      'twins by the whole list',
      traits('ESSAI-JUMEAU', 'NORBERT OCTAVE', 'M', '1974-09-01'),
      'found',
      0,
      ['02', '00'],
      ['INSI-OID-TEST'],
    ],
    [
      'people that nothing tells apart',
      [...traits('ESSAI-AMBIGU', 'QUENTIN', 'M', '1983-06-06'), '--birth-place', '99999'],
      'several',
      10,
      ['02', '02'],
      [],
    ],
    [
      'a history out of order',
      traits('ESSAI-DESORDRE', 'SIMON', 'M', '1977-02-22'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a wrong key',
      traits('ESSAI-CLE-FAUSSE', 'TANCREDE', 'M', '1988-12-12'),
      'found',
      10,
      ['00'],
      ['INSI-KEY', 'INSI-OID-TEST'],
    ],
    [
      'an absent key',
      traits('ESSAI-SANS-CLE', 'ULYSSE', 'M', '1993-04-27'),
      'found',
      10,
      ['00'],
      ['INSI-INCOMPLETE', 'INSI-OID-TEST'],
    ],
    [
      'an incomplete answer',
      traits('ESSAI-INCOMPLET', 'URSULE', 'F', '1946-01-31'),
      'found',
      10,
      ['00'],
      ['INSI-INCOMPLETE', 'INSI-OID-TEST'],
    ],
    [
      'a date without day and month',
      traits('ESSAI-LUNAIRE', 'VICTOR', 'M', '1960-00-00'),
      'found',
      0,
      ['00'],
      ['INSI-DATE-EXCEPTIONAL', 'INSI-OID-TEST'],
    ],
    ['a used name', traits('ESSAI-MARIEE', 'XENIA', 'F', '1982-08-08'), 'none', 10, ['01'], []],
    ['an OID of tests', traits('ESSAI-OID-DIX', 'YVES', 'M', '1965-03-19'), 'found', 0, ['00'], []],
    ['somebody dead', traits('ESSAI-DECEDE', 'WALTER', 'M', '1929-09-09'), 'none', 10, ['01'], []],
  ])('finds %s', async (_what, words, verdict, exit, codes, remarks) => {
    const {answer, code, stdout} = await search(words)
    expect(answer.error).toBeNull()
    expect(answer.data).toMatchObject({verdict, masked: true, certificate: 'INSI-MANU'})
    expect(answer.data.attempts.map(({code: raw}: {code: string}) => raw)).toEqual(codes)
    expect(rules(answer.data)).toEqual(remarks)
    expect(code).toBe(exit)
    expect(stdout).not.toMatch(/ESSAI|\d{13}|99999/)
  })

  it('shows an identity when asked to, and the log says so without saying whose', async () => {
    const {answer, stdout} = await search([...albane, '--unmask'])
    expect(answer.data.identity).toMatchObject({
      matricule: expect.stringMatching(/^27104\d{10}$/),
      traits: {birthName: "D'ESSAI-SIMPLE", givenNames: 'ALBANE', birthDate: '1971-04-09'},
    })
    expect(answer.warnings.map(({code}) => code)).toContain('ins-unmasked')
    const logs = globSync('state/log/*', {cwd: desk.sandbox.home}).map((file) =>
      readFileSync(join(desk.sandbox.home, file), 'utf8'),
    )
    expect(logs.join('')).toContain('unmasked')
    expect(logs.join('') + stdout.slice(0, 0)).not.toMatch(/ESSAI|ALBANE|27104/)
  })

  it('tells what normalising changed, the values with --unmask alone', async () => {
    const words = traits('d’Essaï-simple', 'albane', 'F', '09/04/1971')
    const {answer} = await search(words)
    expect(answer.data.verdict).toBe('found')
    expect(answer.data.changes).toEqual([
      {trait: 'birthName', kinds: ['diacritics', 'case', 'apostrophe']},
      {trait: 'givenNames', kinds: ['case']},
      {trait: 'birthDate', kinds: ['form']},
    ])
    const shown = await search([...words, '--unmask'])
    expect(shown.answer.data.changes[0]).toMatchObject({from: 'd’Essaï-simple', to: "D'ESSAI-SIMPLE"})
  })

  it('takes the traits of a patient file, from standard input too', async () => {
    const {answer} = await search(['--patient', desk.patientFile('active-linked')])
    expect(answer.data).toMatchObject({verdict: 'found', matched: 1})
    const input = JSON.stringify({
      birth_name: "D'ESSAI-SIMPLE",
      given_names: 'ALBANE',
      sex: 'F',
      birth_date: '1971-04-09',
    })
    const piped = await desk.json(['ins', 'search', '--patient', '-'], {input})
    expect(piped.answer.data.verdict).toBe('found')
  })

  it('says what to do on the screen, in both languages', async () => {
    const used = traits('ESSAI-MARIEE', 'XENIA', 'F', '1982-08-08')
    const french = await desk.text(['ins', 'search', ...used, '--lang', 'fr'])
    expect(french.stdout).toContain("nom d'usage")
    expect(french.stdout).toContain('01 Aucune identite trouvee')
    const english = await desk.text(['ins', 'search', ...marthe, '--lang', 'en'])
    expect(english.stdout).toContain('--birth-place')
  })

  it('makes all attempts on one connection', async () => {
    const before = await desk.sandbox.counters()
    await search(traits('ESSAI--LISTE', 'JEAN KLEBER LOUIS', 'M', '1951-11-28'))
    const after = await desk.sandbox.counters()
    expect(after.connections - before.connections).toBe(1)
  })

  it('names what lacks where nobody can be asked', async () => {
    const {answer} = await search(['--birth-name', 'ESSAI'])
    expect(answer.error).toMatchObject({
      code: 'DMP_MISSING_VALUE',
      details: {missing: ['given', 'sex', 'birth-date']},
    })
  })

  it('maps the OID as the profile says, and traces it', async () => {
    const {answer} = await search(albane, MAPPING)
    expect(answer.data.identity).toMatchObject({oid: '1.2.250.1.213.1.4.8', usedOid: '1.2.250.1.213.1.4.10'})
    expect(rules(answer.data)).toEqual(['INSI-OID-MAPPED'])
    const result = (await desk.events()).findLast(
      ({operation, phase}) => operation === 'ins-search' && phase === 'result',
    )
    expect(result?.data['query']).toMatchObject({oidMapping: '1.2.250.1.213.1.4.8 → 1.2.250.1.213.1.4.10'})
    expect(result?.patient?.oid).toBe('1.2.250.1.213.1.4.10')
  })

  it('keeps masked copies of what travelled, 0600', async () => {
    const folder = join(desk.sandbox.home, 'kept')
    await search([...albane, '--save-exchange', folder])
    const files = globSync('*', {cwd: folder}).map((name) => join(folder, name))
    expect(files).toHaveLength(4)
    const idam = readFileSync(join(desk.sandbox.folder, 'insi-idam.txt'), 'utf8').trim()
    for (const file of files) {
      expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
      const copy = readFileSync(file, 'utf8')
      expect(copy).not.toMatch(/ESSAI|ALBANE|1971-04-09|27104\d{8}/)
      expect(copy).not.toContain(idam)
    }
    const answer = files.find((file) => file.endsWith('answer.txt')) ?? ''
    const again = await search(['--from-answer', answer])
    expect(again.answer.error).toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      message: expect.stringContaining('masked'),
    })
  })
})
