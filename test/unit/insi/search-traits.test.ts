import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {nextAttempt} from '../../../src/lib/insi/attempts.ts'
import {namespaces} from '../../../src/lib/insi/insi.ts'
import {readSearchTraits, type StatedTraits} from '../../../src/lib/insi/search-traits.ts'
import {searchRequestXml} from '../../../src/lib/insi/write-request.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {descendantsOf} from '../../../src/lib/xmltree/xml-node.ts'
import {describeWith} from '../../support/requires.ts'

const TODAY = '2026-03-02'
const sound: StatedTraits = {
  birthName: "d'Essai-Fictif",
  givenNames: ['Léa'],
  sex: 'F',
  birthDate: '1985-05-17',
}
const read = (changes: Partial<StatedTraits>) => readSearchTraits({...sound, ...changes}, TODAY)

function refusal(changes: Partial<StatedTraits>): DmpError {
  try {
    read(changes)
  } catch (error) {
    if (error instanceof DmpError) return error
    throw error
  }
  throw new Error('not refused')
}

const caller = {
  idam: 'IDAM-1',
  instance: '6f0f2f3e-0000-4000-8000-000000000004',
  lpsName: 'dmp',
  lpsVersion: '1.0 <&>',
  sender: '1990000002',
}

function requestFor(stated: StatedTraits, withPlace = false): string {
  const {traits} = readSearchTraits(stated, TODAY)
  const attempt = nextAttempt(traits, [])
  if (!attempt) throw new Error('no attempt')
  const ids = {message: 'm', bam: 'b', lps: 'l'}
  return searchRequestXml({
    caller,
    traits,
    attempt: {...attempt, withPlace},
    ids,
    at: Date.UTC(2026, 0, 15, 9),
  })
}

describe('traits stated', () => {
  it('are put in the form of INSi, and every change is told', () => {
    const {traits, changes} = read({
      birthName: '  d’Essaï–fictif ',
      givenNames: ['Zoé', 'Œnone', 'Anne  Marie'],
      sex: 'f',
      birthDate: '17/05/1985',
      birthPlace: '2a004',
    })
    expect(traits).toEqual({
      birthName: "D'ESSAI-FICTIF",
      givenNames: ['ZOE', 'OENONE', 'ANNE MARIE'],
      sex: 'F',
      birthDate: '1985-05-17',
      birthPlace: '2A004',
    })
    expect(changes.map(({trait, kinds}) => `${trait}: ${kinds.join(' ')}`)).toEqual([
      'birthName: diacritics case apostrophe hyphen blanks',
      'givenNames: diacritics case',
      'givenNames: case ligature',
      'givenNames: case blanks',
      'sex: case',
      'birthDate: form',
      'birthPlace: case',
    ])
  })

  it.each([
    ['1960-00-00', 1],
    ['1960-05-00', 1],
    ['1960-02-30', 1],
    ['19600517', 0],
    ['1960-05-17', 0],
  ])('a birth date %s stays a text, with a remark where no calendar has it', (birthDate, remarks) => {
    const {traits, findings} = read({birthDate})
    expect(traits.birthDate.replaceAll('-', '')).toBe(birthDate.replaceAll('-', ''))
    expect(findings).toHaveLength(remarks)
  })

  it.each<[string, Partial<StatedTraits>, string, string, string]>([
    ['an emoji', {birthName: 'MARTIN😀'}, 'birthName', 'character', 'U+1F600'],
    ['an ampersand', {birthName: 'MARTIN & FILS'}, 'birthName', 'character', 'U+0026'],
    ['an end tag', {givenNames: ['</rs:Prenom>']}, 'givenNames', 'character', 'U+003C'],
    ['a digit', {givenNames: ['LEA2']}, 'givenNames', 'character', 'U+0032'],
    ['full-width letters', {birthName: 'ＭＡＲＴＩＮ'}, 'birthName', 'character', 'U+FF2D'],
    ['Greek', {birthName: 'Ωmega'}, 'birthName', 'character', 'U+03A9'],
    ['a null', {birthName: 'MAR\u0000TIN'}, 'birthName', 'control', 'U+0000'],
    ['an end of line', {givenNames: ['LEA\nANNE']}, 'givenNames', 'control', 'U+000A'],
    ['a zero-width space', {birthName: 'MAR\u200bTIN'}, 'birthName', 'character', 'U+200B'],
    ['half of a pair', {birthName: 'MAR\ud83dTIN'}, 'birthName', 'character', 'U+D83D'],
    ['101 characters', {birthName: 'A'.repeat(101)}, 'birthName', 'too-long', ''],
    ['a hyphen first', {birthName: '-MARTIN'}, 'birthName', 'first', ''],
    ['a hyphen last', {givenNames: ['LEA-']}, 'givenNames', 'last', ''],
    ['two apostrophes', {birthName: "D''ESSAI"}, 'birthName', 'doubled', ''],
    ['two hyphens', {givenNames: ['LEA--ANNE']}, 'givenNames', 'double-hyphen', ''],
    ['eleven given names', {givenNames: [...'ABCDEFGHIJK']}, 'givenNames', 'too-many', ''],
    ['an undetermined sex', {sex: 'I'}, 'sex', 'sex', ''],
    ['a date in words', {birthDate: '17 mai 1985'}, 'birthDate', 'date-form', ''],
    ['month 13', {birthDate: '1985-13-01'}, 'birthDate', 'date-impossible', ''],
    ['tomorrow', {birthDate: '2026-03-03'}, 'birthDate', 'date-future', ''],
    ['a name for a place', {birthPlace: 'Paris'}, 'birthPlace', 'place', ''],
  ])('refuses %s by name, without the value', (_what, changes, trait, fault, character) => {
    const error = refusal(changes)
    expect(error.code).toBe('DMP_INSI_TRAIT')
    expect(error.params).toEqual({trait, fault, character})
    expect(JSON.stringify(error.details)).not.toMatch(/MARTIN|LEA|ESSAI/)
  })

  it('names every trait that lacks', () => {
    const error = refusal({birthName: ' ', givenNames: [], sex: '', birthDate: ''})
    expect(error.code).toBe('DMP_MISSING_VALUE')
    expect(error.details['missing']).toEqual(['birth-name', 'given', 'sex', 'birth-date'])
  })

  it('accepts a hundred characters', () => {
    expect(read({birthName: 'A'.repeat(100)}).traits.birthName).toHaveLength(100)
  })
})

const anyText = fc.oneof(
  fc.string({unit: 'binary', maxLength: 120}),
  fc.string({unit: 'grapheme', maxLength: 40}),
  fc.stringMatching(/^[A-Za-zÀ-ÿœŒ’'\- ]{1,40}$/),
  fc.string({
    unit: fc.constantFrom('&', '<', '>', '"', "'", ']]>', '\u0000', '\ud800', 'É', ' ', '-'),
    maxLength: 20,
  }),
)

function valuesOf(xml: string): Map<string, string> {
  const root = openXml(Buffer.from(xml))
  const found = [...descendantsOf(root)].filter(({namespace}) => namespace === namespaces.search)
  return new Map(found.map(({name, text}) => [name, text]))
}

describe('a request', () => {
  it('is either refused or carries exactly the normalised values, whatever was typed', () => {
    let made = 0
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom('M', 'F', 'm'), (birthName, given, sex) => {
        const stated = {...sound, birthName, givenNames: [given], sex}
        let xml: string
        try {
          xml = requestFor(stated)
        } catch (error) {
          expect((error as DmpError).code).toMatch(/^DMP_(INSI_TRAIT|MISSING_VALUE)$/)
          return
        }
        made += 1
        const {traits} = readSearchTraits(stated, TODAY)
        const values = valuesOf(xml)
        expect(values.get('NomNaissance')).toBe(traits.birthName)
        expect(values.get('Prenom')).toBe(traits.givenNames[0])
        expect(values.get('NomNaissance')).toMatch(/^[A-Z '-]{1,100}$/)
        expect(values.get('Prenom')).toMatch(/^[A-Z '-]{1,100}$/)
      }),
      {numRuns: 3000},
    )
    expect(made).toBeGreaterThan(20)
  })

  describeWith([{program: 'xmllint', package: 'libxml2-utils'}], 'for xmllint', () => {
    it('is well-formed, name by name', () => {
      const folder = mkdtempSync(join(tmpdir(), 'dmp-insi-'))
      try {
        const names = fc
          .sample(anyText, {numRuns: 400, seed: 20261122})
          .concat(["D'ESSAI", 'Zoé', 'Anne–Marie', '<&>"', ']]>'])
        const files = names.flatMap((birthName, index) => {
          try {
            const file = join(folder, `${index}.xml`)
            writeFileSync(file, requestFor({...sound, birthName, birthPlace: '2A004'}, true))
            return [file]
          } catch (error) {
            expect((error as DmpError).code).toMatch(/^DMP_(INSI_TRAIT|MISSING_VALUE)$/)
            return []
          }
        })
        expect(files.length).toBeGreaterThan(10)
        execFileSync('xmllint', ['--noout', ...files])
      } finally {
        rmSync(folder, {recursive: true, force: true})
      }
    })
  })

  it('has the headers of the published description, in SOAP 1.2, without wsse:Security', () => {
    const xml = requestFor({...sound, birthPlace: '2A004'})
    const root = openXml(Buffer.from(xml))
    const header = root.children[0]
    expect(root.namespace).toBe('http://www.w3.org/2003/05/soap-envelope')
    expect(header?.children.map(({name}) => name)).toEqual([
      'Action',
      'MessageID',
      'ContexteBAM',
      'ContexteLPS',
    ])
    const [action, messageId, bam, lps] = header?.children ?? []
    expect(action?.text).toBe('urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite')
    expect(messageId?.text).toBe('uuid:m')
    expect(bam?.attributes.get('Version')).toBe('01_02')
    expect(bam?.children.map(({name}) => name)).toEqual(['Id', 'Temps', 'Emetteur', 'COUVERTURE'])
    expect(lps?.attributes.get('Version')).toBe('01_00')
    const software = lps?.children.at(-1)?.children ?? []
    expect(software.map(({name, text}) => [name, text])).toEqual([
      ['IDAM', 'IDAM-1'],
      ['Version', '1.0 <&>'],
      ['Instance', caller.instance],
      ['Nom', 'dmp'],
    ])
    expect(software[0]?.attributes.get('R')).toBe('4')
    expect(xml).not.toContain('LieuNaissance')
    expect(requestFor({...sound, birthPlace: '2A004'}, true)).toContain('<rs:LieuNaissance>2A004<')
  })
})
