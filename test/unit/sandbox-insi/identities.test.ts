import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type InsiPerson, peopleOfPatients, readInsiPeople} from '../../../src/lib/sandbox/insi/person.ts'
import {readPatients} from '../../../src/lib/sandbox/patients/patient-list.ts'
import {projectRoot} from '../../support/program.ts'
import {describeWith} from '../../support/requires.ts'
import type {Traits} from '../../support/second-writer/insi-request.ts'
import {InsiBench} from './bench.ts'

const people = await readInsiPeople(join(projectRoot, 'data'))
let bench: InsiBench
beforeAll(async () => {
  bench = await InsiBench.open()
}, 60_000)
afterAll(() => bench.close())

function person(key: string): InsiPerson {
  const found = people.find((one) => one.key === key)
  if (!found) throw new Error(`no identity ${key}`)
  return found
}

function traitsOf(one: InsiPerson, given = one.answersTo[0] ?? ''): Traits {
  return {name: one.birthName.replaceAll("'", '&#39;'), given, sex: one.sex, date: one.birthDate}
}

const ask = (key: string, given?: string, place?: string) =>
  bench.search({...traitsOf(person(key), given), ...(place === undefined ? {} : {place})})

/** Values of an element anywhere in an answer, whatever its prefix. */
function values(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`, 'g'))].map(([, value = '']) => value)
}

/** Key of a number by the definition of the NIR, in whole numbers of any size. */
function key(number: string): string {
  const corsican = {A: 1_000_000n, B: 2_000_000n}[/^.{6}([AB])/.exec(number)?.[1] ?? ''] ?? 0n
  const digits = BigInt(number.replace(/[AB]/, '0')) - corsican
  return String(97n - (digits % 97n)).padStart(2, '0')
}

describe('the invented identities', () => {
  it('have numbers of nobody: a birth place that does not exist, a right key unless stated', () => {
    for (const one of people) {
      for (const {number} of [one.active, ...one.former])
        expect(number.slice(5, 10), one.key).toMatch(/9{3}\d\d|99[789]|[AB]999/)
      if (one.key === 'wrong-key' || one.key === 'no-key') continue
      for (const {number, key: own} of [one.active, ...one.former]) expect(own, one.key).toBe(key(number))
    }
  })

  it('have names that nobody bears and numbers that none shares', () => {
    for (const one of people) expect(one.birthName, one.key).toContain('ESSAI-')
    const numbers = people.map(({active}) => active.number)
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  const alone = [
    'homonym-north',
    'homonym-south',
    'twin-1',
    'twin-2',
    'ambiguous-1',
    'ambiguous-2',
    'deceased',
  ]
  it.each(people.filter((one) => !alone.includes(one.key)).map((one) => [one.key, one] as const))(
    '%s is found by its traits and answered in its dialect',
    async (_key, one) => {
      const {status, outcome, text} = await bench.search(traitsOf(one))
      expect({status, outcome}).toEqual({status: 200, outcome: '00'})
      expect(values(text, 'NumIdentifiant')[0]).toBe(one.active.number)
      expect(values(text, 'OID')[0]).toBe(one.active.oid)
      expect(values(text, 'ListePrenom')).toEqual(one.dialect === 'prenom' ? [] : [one.givenNames])
      expect(values(text, 'Prenom').length).toBe(one.dialect === 'liste' ? 0 : 1)
    },
  )
})

describe('the odd cases', () => {
  it('answers the active number last of all and dates first, out of the order of the schema', async () => {
    const {text} = await ask('disorder')
    expect(text).toMatch(/<INSHISTO><DateDeb>2019-03-01<\/DateDeb><DateFin>2019-02-28<\/DateFin><IdIndividu>/)
    const [active, ...former] = values(text, 'NumIdentifiant')
    expect(former).toContain(active)
    expect(text).toMatch(/<env:Body xmlns:env=/)
  })

  it('answers former numbers of another sex and of another OID', async () => {
    const {text} = await ask('historic')
    expect(values(text, 'NumIdentifiant')).toEqual(['2690699999117', '1690699999117', '1690699999917'])
    expect(values(text, 'OID').map((oid) => oid.split('.').at(-1))).toEqual(['8', '8', '9'])
  })

  it('prefixes the result in the dialect of older answers', async () => {
    const {text} = await ask('older-answer')
    expect(text).toContain(
      '<ns2:RESULTAT xmlns="http://www.cnamts.fr/INSiRecSans" xmlns:ns2="http://www.cnamts.fr/INSiResultat">',
    )
    expect(values(text, 'Prenom')).toEqual(['BRUNO CESAR'])
  })

  it('finds on the second given name only, on a compound first one, on the whole list only', async () => {
    expect((await ask('second-given', 'HELENE')).outcome).toBe('01')
    expect((await ask('second-given', 'HELENE ISAURE')).outcome).toBe('01')
    expect((await ask('second-given', 'ISAURE')).outcome).toBe('00')
    expect((await ask('compound-given', 'JEAN')).outcome).toBe('01')
    expect((await ask('compound-given', 'JEAN PIERRE')).outcome).toBe('00')
    for (const given of ['JEAN', 'KLEBER', 'LOUIS'])
      expect((await ask('whole-list', given)).outcome).toBe('01')
    expect((await ask('whole-list', 'JEAN KLEBER LOUIS')).outcome).toBe('00')
  })

  it('answers 02 for homonyms until the birth place or all given names tell them apart', async () => {
    const several = await ask('homonym-north')
    expect(several.outcome).toBe('02')
    expect(several.text).not.toContain('NumIdentifiant')
    expect(values((await ask('homonym-north', undefined, '99998')).text, 'NumIdentifiant')).toEqual([
      '2670799998111',
    ])
    expect(values((await ask('homonym-north', undefined, '99997')).text, 'NumIdentifiant')).toEqual([
      '2670799997112',
    ])
    expect((await ask('homonym-north', undefined, '99996')).outcome).toBe('01')
    expect((await ask('twin-1', 'NORBERT')).outcome).toBe('02')
    expect((await ask('twin-1', 'NORBERT', '99999')).outcome).toBe('02')
    expect((await ask('twin-1', 'NORBERT PACOME')).outcome).toBe('00')
    expect((await ask('ambiguous-1', 'QUENTIN', '99999')).outcome).toBe('02')
  })

  it('answers 01 for one who died, a name in use, another date or sex', async () => {
    expect((await ask('deceased')).outcome).toBe('01')
    const bearer = traitsOf(person('used-name'))
    expect((await bench.search({...bearer, name: 'ESSAI-MARIEE'})).outcome).toBe('01')
    expect((await bench.search({...bearer, date: '1982-08-09'})).outcome).toBe('01')
    expect((await bench.search({...bearer, sex: 'M'})).outcome).toBe('01')
  })

  it('returns a wrong key, no key, fewer traits, a date that is none, the OID of a NIA', async () => {
    const wrong = values((await ask('wrong-key')).text, 'Cle')
    expect(wrong).not.toEqual([key('1881299999119')])
    expect(values((await ask('no-key')).text, 'Cle')).toEqual([])
    const {text} = await ask('incomplete')
    expect(values(text, 'DateNaissance').concat(values(text, 'LieuNaissance'))).toEqual([])
    expect(values((await ask('lunar')).text, 'DateNaissance')).toEqual(['1960-00-00'])
    expect(values((await ask('nia')).text, 'OID')).toEqual(['1.2.250.1.213.1.4.9'])
  })

  it('knows the patients of the DMP under OID .8, their former numbers too, those who died not', async () => {
    const adele = {name: 'EXEMPLE', given: 'ADELE', sex: 'F', date: '1965-05-12'}
    const {text} = await bench.search(adele)
    expect(values(text, 'NumIdentifiant').concat(values(text, 'Cle'), values(text, 'OID'))).toEqual([
      '2650599999001',
      '41',
      '1.2.250.1.213.1.4.8',
    ])
    const changed = await bench.search({name: 'CHANGE', given: 'LEOPOLD', sex: 'M', date: '1960-01-09'})
    expect(values(changed.text, 'NumIdentifiant')).toEqual(['1600199999013', '1600199999014'])
    const dead = await bench.search({name: 'DECEDEE', given: 'GABRIELLE', sex: 'F', date: '1933-12-01'})
    expect(dead.outcome).toBe('01')
  })
})

describe('a change of INS not yet done', () => {
  it('leaves the former number active, as in the DMP', async () => {
    const patients = await readPatients(join(projectRoot, 'data'), Date.now())
    const of = (change: 'done' | 'pending') =>
      peopleOfPatients(patients, change).find((one) => one.key === 'dmp-changed-ins')
    expect(of('pending')).toMatchObject({active: {number: '1600199999014', key: '65'}, former: []})
    expect(of('done')).toMatchObject({active: {number: '1600199999013'}, former: [{number: '1600199999014'}]})
  })
})

describeWith([{program: 'xmllint', package: 'libxml2-utils'}], 'another reader', () => {
  const wellFormed = (text: string) => execFileSync('xmllint', ['--noout', '--nonet', '-'], {input: text})

  it('takes every answer in every dialect for well-formed XML', async () => {
    for (const dialect of ['liste', 'prenom', 'both']) {
      await bench.arm(`insi-dialect=${dialect}`)
      for (const one of people) wellFormed((await bench.search(traitsOf(one))).text)
      wellFormed((await bench.search(traitsOf(person('plain')), {idam: 'INCONNU'})).text)
    }
    await bench.arm()
  })
})

describe('the guide', () => {
  const guide = readFileSync(join(projectRoot, 'docs/guides/sandbox-insi.md'), 'utf8')
  const rows = guide
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .filter(({length}) => length === 10)
    .slice(2)

  it('has a line for each identity, with the traits to type, the dialect and what is answered', () => {
    const told = rows.map(([, ...cells]) => cells.slice(0, 7))
    expect(told).toEqual(
      people.map((one) => [
        one.key,
        one.birthName,
        one.givenNames,
        one.sex,
        one.birthDate,
        one.birthPlace,
        one.unknown ? '–' : one.dialect,
      ]),
    )
  })
})
