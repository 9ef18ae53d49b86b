import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {ageOn, isDay, isMinor, parisDay, readBirthDate} from '../../../src/lib/ins/birth-date.ts'
import {coherenceFindings} from '../../../src/lib/ins/coherence.ts'
import {compareTraits} from '../../../src/lib/ins/compare-traits.ts'
import {readIdentityStatus, requireQualified} from '../../../src/lib/ins/identity-status.ts'
import {nameFault, normaliseName, opensList, sameName} from '../../../src/lib/ins/names.ts'
import {samplePatients} from '../../support/sample-patients.ts'

describe('identity status', () => {
  it.each(['QUAL', 'qual', 'QUALIFIEE', 'qualifiée', 'Qualifie\u0301e', ' identité qualifiée '])(
    'reads %j as QUAL',
    (word) => {
      expect(readIdentityStatus(word)).toBe('QUAL')
      expect(requireQualified(word)).toBe('QUAL')
    },
  )

  it.each([
    [undefined, 'absent'],
    ['  ', 'absent'],
    ['VALI', 'ambiguous'],
    ['validée', 'ambiguous'],
    ['RECUP', 'not-qualified'],
    ['provisoire', 'not-qualified'],
    ['NON QUALIFIEE', 'unknown'],
    ['constructor', 'unknown'],
    ['DOUT', 'unknown'],
  ])('refuses %j: %s', (word, reason) => {
    expect(() => requireQualified(word)).toThrowError(DmpError)
    try {
      requireQualified(word)
    } catch (error) {
      expect(error).toMatchObject({code: 'DMP_IDENTITY_NOT_QUALIFIED', params: {reason}})
    }
  })
})

describe('names', () => {
  it('folds accents, ligatures and typographic signs, and drops nothing', () => {
    expect(normaliseName('  Œuvré-d’Ælström  ßen ')).toBe("OEUVRE-D'AELSTROM SSEN")
    expect(normaliseName('Jean_Paul 2')).toBe('JEAN_PAUL 2')
  })

  it.each([
    ["D'ESSAI", 'birth-name', undefined],
    ["'T ESSAI", 'birth-name', undefined],
    ['ESSAI--DOUBLE', 'birth-name', undefined],
    ['ESSAI---TRIPLE', 'birth-name', 'double-hyphen'],
    ['JEAN--PAUL', 'given', 'double-hyphen'],
    ['JEAN-', 'given', 'last'],
    ['ESSAI-', 'birth-name', undefined],
    ['-ESSAI', 'birth-name', 'first'],
    ["D' ESSAI", 'birth-name', 'doubled'],
    ['ESSAI 2', 'birth-name', 'character'],
    ['', 'given', 'empty'],
    ['A'.repeat(101), 'given', 'too-long'],
  ] as const)('judges %j as %s: %s', (name, kind, fault) => {
    expect(nameFault(name, kind)).toBe(fault)
  })

  it('takes hyphen, apostrophe and space for the same', () => {
    expect(sameName('Jean-Paul', 'JEAN PAUL')).toBe(true)
    expect(sameName('JEAN', 'JEANNE')).toBe(false)
    expect(opensList('Jean-Pierre', 'JEAN PIERRE PAUL')).toBe(true)
    expect(opensList('JEAN', 'JEANNE MARIE')).toBe(false)
    expect(opensList('', 'JEANNE')).toBe(false)
  })
})

describe('birth dates', () => {
  it.each([
    ['1965-05-12', '19650512', false],
    ['19650512', '19650512', false],
    ['1960-00-00', '19601231', true],
    ['1960-07-00', '19600701', true],
    ['1960-00-09', '19600109', true],
    ['2000-02-29', '20000229', false],
  ])('%s is %s', (text, day, incomplete) => {
    expect(readBirthDate(text)).toEqual({day, incomplete})
  })

  it.each([
    ['1900-02-29', 'impossible'],
    ['2021-02-30', 'impossible'],
    ['2021-13-01', 'impossible'],
    ['0021-01-01', 'impossible'],
    ['12/05/1965', 'format'],
    ['65-05-12', 'format'],
    ['', 'format'],
  ])('refuses %j: %s', (text, fault) => {
    expect(readBirthDate(text)).toBe(fault)
  })

  it('knows the calendar', () => {
    for (let time = Date.UTC(1999, 11, 1); time < Date.UTC(2001, 2, 2); time += 86_400_000) {
      expect(isDay(new Date(time).toISOString().slice(0, 10).replaceAll('-', ''))).toBe(true)
    }
    for (const not of ['20000230', '19990229', '20000431', '20000001', '20000100', '2000011'])
      expect(isDay(not)).toBe(false)
  })

  it('counts age by the day in France, 29 February on 1 March', () => {
    expect(ageOn('20080612', '20260611')).toBe(17)
    expect(ageOn('20080612', '20260612')).toBe(18)
    expect(ageOn('20080229', '20260228')).toBe(17)
    expect(ageOn('20080229', '20260301')).toBe(18)
    // 23:30 UTC in winter is half past midnight of the next day in Paris.
    const lateEvening = Date.UTC(2026, 0, 9, 23, 30)
    expect(parisDay(lateEvening)).toBe('20260110')
    expect(isMinor('20080110', lateEvening, 18)).toBe(false)
    expect(isMinor('20080110', lateEvening - 3_600_000, 18)).toBe(true)
    expect(isMinor('20080110', lateEvening, 21)).toBe(true)
  })
})

describe('comparing traits', () => {
  const {traits} = samplePatients.man

  it('finds none in the same identity written otherwise', () => {
    expect(
      compareTraits(traits, {
        birthName: 'D’Essai-Beta',
        givenNames: 'jean paul',
        sex: 'm',
        birthDate: '1954-03-21',
        birthPlace: '99999',
      }),
    ).toEqual([])
  })

  it('takes NON RENSEIGNE and what is not returned as absent', () => {
    expect(
      compareTraits({...traits, usedName: 'ESSAI'}, {usedName: 'NON RENSEIGNE', birthName: ' '}),
    ).toEqual([])
  })

  it('accepts a first given name alone where the list is expected', () => {
    expect(compareTraits(samplePatients.woman.traits, {givenNames: 'LAURENCE'})).toEqual([])
  })

  it('shows each difference with both values, in a fixed order', () => {
    const returned = {
      birthPlace: '99100',
      sex: 'F',
      birthDate: '19540322',
      birthName: 'AUTRE',
      usedName: 'AUTRE',
    }
    const differences = compareTraits({...traits, usedName: 'ESSAI'}, returned)
    expect(differences.map((one) => one.trait)).toEqual([
      'birthName',
      'usedName',
      'sex',
      'birthDate',
      'birthPlace',
    ])
    expect(differences[0]).toEqual({trait: 'birthName', local: "D'ESSAI BETA", returned: 'AUTRE'})
  })
})

describe('coherence of matricule and traits', () => {
  it.each(Object.entries(samplePatients))('raises nothing about %s', (_name, patient) => {
    expect(coherenceFindings(patient.ins.matricule, patient.traits)).toEqual([])
  })

  it('doubts sex, year, month and place, without saying them', () => {
    const traits = {
      ...samplePatients.woman.traits,
      sex: 'M',
      birthDate: '19660612',
      birthPlace: '75101',
    } as const
    const findings = coherenceFindings(samplePatients.woman.ins.matricule, traits)
    expect(findings.map((finding) => finding.params['trait'])).toEqual([
      'sex',
      'birthYear',
      'birthMonth',
      'birthPlace',
    ])
    expect(findings.every((finding) => finding.severity === 'warning')).toBe(true)
    expect(JSON.stringify(findings)).not.toMatch(/1966|75101/)
  })

  it('calls what a header cannot hold an error', () => {
    const traits = {...samplePatients.woman.traits, birthDate: '19650532', birthPlace: '9999', birthName: ''}
    const errors = coherenceFindings(samplePatients.woman.ins.matricule, traits).filter(
      (one) => one.severity === 'error',
    )
    expect(errors.map((one) => one.rule)).toEqual(['INS-NAME', 'INS-BIRTH-DATE', 'INS-BIRTH-PLACE'])
  })
})
