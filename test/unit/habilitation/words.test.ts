import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {findWanted, type Wanted} from '../../../src/lib/habilitation/find-wanted.ts'
import {readMatrix} from '../../../src/lib/habilitation/read-matrix.ts'
import {type Circumstances, judge} from '../../../src/lib/habilitation/reasons.ts'
import {projectRoot} from '../../support/program.ts'

const read = (name: string) => JSON.parse(readFileSync(join(projectRoot, 'data', name), 'utf8'))
const valuesOf = (table: string) =>
  read(`valuesets/${table}.json`).codes.map(([code, codeSystem, displayName]: string[]) => ({
    code,
    codeSystem,
    displayName,
  }))
const words = {
  matrix: readMatrix(read('habilitation.json')),
  types: valuesOf('J66'),
  professions: valuesOf('J01'),
}
const both: readonly Wanted['kind'][] = ['type', 'profession']
const find = (text: string, kinds = both) => findWanted(words, text, kinds)
const codeOf = (text: string, kinds = both) => {
  const found = find(text, kinds)
  return found.kind === 'one' ? found.wanted.code : found.kind
}
const columnsOf = (text: string) => {
  const found = find(text, ['profession'])
  if (found.kind !== 'one') return found.kind
  return found.wanted.kind === 'profession' ? found.wanted.columns.map(({number}) => number) : 'type'
}

describe('a type or a profession named by a person', () => {
  it.each([
    ['11490-0', '11490-0'],
    ['presc-aat', 'PRESC-AAT'],
    ['g15_60', 'G15_60'],
    ['G15-60', 'G15_60'],
    ['60', 'G15_60'],
    ['SM25', 'G15_10/SM25'],
    ['CR opératoire', '34874-8'],
    ['compte-rendu operatoire', '34874-8'],
    ['Compte rendu opératiore', '34874-8'],
    ['LDL', '11490-0'],
    ['lettre de sortie', '11490-0'],
    ['fiche retour urgences', '60280-5'],
    ['infirmière', 'G15_60'],
    ['INFIRMIER', 'G15_60'],
    ['sage femme', 'G15_50'],
    ['kine', 'G15_70'],
    ['médecin du travail', 'G15_10/SM25'],
    ['colonne 14', 'role-coordination'],
    ['psychologue', '93'],
  ])('finds %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it.each(['lettre de liaison', 'prescription', 'synthèse salle de naissance', 'certificat'])(
    'does not choose between the types called %s',
    (text) => {
      const found = find(text, ['type'])
      expect(found.kind).toBe('several')
      expect(found.kind === 'several' && found.like.length).toBeGreaterThan(1)
    },
  )

  it('takes a specialty that several names have as one, where they read alike', () => {
    expect(columnsOf('cardiologie')).toEqual([1])
    expect(columnsOf('médecins')).not.toBe('none')
  })

  it.each(['', '   ', '…', 'xyzzy', '💊'])('finds nothing in %j', (text) => {
    expect(find(text).kind).toBe('none')
  })

  it('tells what is nearest without taking it', () => {
    const found = find('certificat de vaccination du chien', ['type'])
    expect(found.kind === 'none' && found.like.map(({code}) => code)).toContain('87273-9')
  })

  it('answers any text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 100}), (text) => {
        expect(['one', 'several', 'none']).toContain(find(text).kind)
      }),
      {numRuns: 10},
    )
  })
})

describe('why a professional does not see a document', () => {
  const nothing: Circumstances = {
    establishment: false,
    blocked: false,
    masked: false,
    author: false,
    treatingDoctor: false,
    invisiblePatient: false,
    invisibleRepresentatives: false,
    closed: false,
    noConsent: false,
  }
  const all = {...nothing, blocked: true, masked: true, closed: true, noConsent: true}

  it('tells the first reason in their order', () => {
    expect(judge('no', {...all, establishment: true}).first).toBe('certificate')
    expect(judge('no', all).first).toBe('matrix')
    expect(judge('yes', all).first).toBe('blocked')
    expect(judge('yes', {...all, blocked: false}).first).toBe('masked')
    expect(judge('yes', {...all, blocked: false, author: true}).first).toBe('closed')
    expect(judge('yes', {...nothing, noConsent: true}).first).toBe('consent')
  })

  it('says what was not stated, and that nothing stated forbids', () => {
    expect(judge('yes', nothing)).toMatchObject({
      verdict: 'may',
      first: null,
      notStated: ['blocked', 'masked', 'closed', 'consent'],
    })
    expect(judge('yes', all).notStated).toEqual([])
  })

  it('does not take what hides a document from the patient for a reason of the professional', () => {
    const hidden = {...nothing, invisiblePatient: true, invisibleRepresentatives: true}
    expect(judge('yes', hidden)).toMatchObject({verdict: 'may', first: null})
  })

  it.each(['depends', 'pending', 'unknown'] as const)('is not sure where the matrix says %s', (right) => {
    expect(judge(right, nothing).verdict).toBe('unsure')
    expect(judge(right, {...nothing, closed: true})).toMatchObject({verdict: 'may-not', first: 'closed'})
  })
})
