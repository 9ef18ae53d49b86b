import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {placeOfProfession, readersOfType, rightOf} from '../../../src/lib/habilitation/matrix.ts'
import {MatrixFault, readMatrix} from '../../../src/lib/habilitation/read-matrix.ts'
import {projectRoot} from '../../support/program.ts'

const read = (name: string) => JSON.parse(readFileSync(join(projectRoot, 'data', name), 'utf8'))
const file = read('habilitation.json')
const matrix = readMatrix(file)
const codesOf = (table: string): string[] =>
  read(`valuesets/${table}.json`).codes.map(([code]: string[]) => code)
const readers = (type: string) => readersOfType(matrix, type)?.map(({number}) => number)
const upTo = (last: number, ...more: number[]) => [...Array.from({length: last}, (_, at) => at + 1), ...more]

describe('the matrix that comes with the program', () => {
  it('has the 107 types of J66, and no other', () => {
    const types = [...matrix.types.keys()]
    expect(types).toHaveLength(107)
    expect(types.toSorted()).toEqual(
      codesOf('J66')
        .filter((code) => code !== 'E1762')
        .toSorted(),
    )
  })

  it('puts each type in its class', () => {
    const classes = new Map(
      read('valuesets/ASS_X16.json').map.map(([type, , code]: string[]) => [type, code]),
    )
    const others = [...matrix.types.values()].filter((one) => classes.get(one.typeCode) !== one.classCode)
    expect(others).toEqual([])
  })

  it('has as many marks in each column as the sheet of 2024-09-25', () => {
    expect(matrix.date).toBe('2024-09-25')
    const counts = matrix.columns.map(
      (_, at) => [...matrix.types.values()].filter(({marks}) => marks[at]).length,
    )
    expect(counts).toEqual([107, 77, 77, 73, 74, 77, 75, 69, 60, 49, 19, 12, 37, 34, 9, 5, 9, 26, 13])
  })

  it('leaves these types to doctors alone', () => {
    const alone = [...matrix.types.keys()].filter((type) => readers(type)?.join() === '1')
    const known = [
      ...['34875-5', '34120-6', '75496-0', '28653-4', '96349-6', '59283-2', '29274-8', '78341-5', '60280-5'],
      ...[
        '57057-2',
        '57075-4',
        '89235-6',
        '78489-2',
        '57055-6',
        'PRESC-AAT',
        '80771-9',
        '83869-8',
        '89601-9',
      ],
      ...['101881-1', '59284-0'],
    ]
    expect(alone.toSorted()).toEqual(known.toSorted())
  })

  it.each([
    ['11490-0', upTo(10, 14)],
    ['34112-3', upTo(10)],
    ['34874-8', upTo(11)],
    ['57833-6', upTo(9, 13, 18)],
    ['11502-2', upTo(8)],
    ['18748-4', upTo(11, 13)],
    ['68599-0', [1, 18]],
    ['83901-9', [1, 18]],
  ])('opens %s to columns %j', (type, columns) => {
    expect(readers(type)).toEqual(columns)
  })

  it('keeps from midwives and nurses what the arrêté keeps from them', () => {
    const hidden = (column: number, types: readonly string[]) =>
      types.filter((type) => readers(type)?.includes(column))
    expect(hidden(5, ['83981-1', '88348-8', '74207-2', '57057-2', '57075-4'])).toEqual([])
    expect(hidden(6, ['75496-0', '68599-0', '83901-9', '68817-6', '89601-9'])).toEqual([])
  })

  it('names professions of J01 only, and types that exist', () => {
    const known = new Set([...codesOf('J01'), ...codesOf('J66')])
    const named = [
      ...matrix.none,
      ...matrix.columns.flatMap(({professions, inferred}) => [...professions, ...inferred]),
      ...matrix.names.map(([, code]) => code),
    ]
    expect(named.filter((code) => !known.has(code))).toEqual([])
  })

  it.each([
    ['G15_10', [1]],
    ['G15_10/SM04', [1]],
    ['G15_10/SM25', []],
    ['G15_10/C41', []],
    ['G15_21', [2, 3]],
    ['G15_21/G', [2]],
    ['G15_21/H', [3]],
    ['G15_21/B', []],
    ['G15_60/SI01', [6]],
    ['41', [15]],
    ['93', []],
    ['G15_32', []],
  ])('puts %s in columns %j', (code, columns) => {
    expect(placeOfProfession(matrix, code).columns.map(({number}) => number)).toEqual(columns)
  })

  it('says where only roles not surely in force may read, and where it does not speak of a type', () => {
    const social = placeOfProfession(matrix, '41').columns
    expect(rightOf(matrix, '83981-1', social)).toBe('pending')
    expect(rightOf(matrix, '11490-0', social)).toBe('no')
    expect(rightOf(matrix, 'E1762', social)).toBe('unknown')
    expect(rightOf(matrix, '11502-2', [])).toBe('no')
  })
})

describe('a matrix of the hospital’s own', () => {
  const faultOf = (changes: Record<string, unknown>) => {
    try {
      readMatrix({...file, ...changes})
    } catch (error) {
      if (error instanceof MatrixFault) return [error.at, error.expected]
      throw error
    }
    return undefined
  }

  it.each([
    [{format: 'dmp.habilitation-matrix/2'}, ['format', 'format']],
    [{columns: []}, ['columns', 'list']],
    [{types: []}, ['types', 'list']],
    [{types: [['11490-0', '10', 'x']]}, ['types[0]', 'marks']],
    [{types: [...file.types, file.types[0]]}, ['types[107]', 'once']],
    [{date: '2024-02-30'}, ['date', 'day']],
    [{colums: []}, ['colums', 'known']],
    [
      {columns: [{...file.columns[0], pending: 'no'}, ...file.columns.slice(1)]},
      ['columns[0].pending', 'flag'],
    ],
    [{names: {IDE: 3}}, ['names.IDE', 'text']],
  ])('is refused whole where it is wrong (%#)', (changes, fault) => {
    expect(faultOf(changes as Record<string, unknown>)).toEqual(fault)
  })

  it('says for any value where it is wrong, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(file)), fc.jsonValue(), (key, value) => {
        faultOf({[key]: value})
      }),
      {numRuns: 200},
    )
  })
})
