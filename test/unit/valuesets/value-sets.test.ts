import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {loadValueSets} from '../../../src/lib/files/valueset-files.ts'
import {type ValueSetTable, valueSetsOf} from '../../../src/lib/valuesets/value-sets.ts'
import {packagedTables, valueSets} from '../cda/value-sets.ts'

const root = mkdtempSync(join(tmpdir(), 'dmp-tables-'))
afterAll(() => rmSync(root, {recursive: true}))

let folders = 0
function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = join(root, String(folders++))
  mkdirSync(folder)
  for (const [name, value] of Object.entries(files))
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
  return folder
}

function table(version: string, code: string): ValueSetTable {
  return {
    id: 'J62',
    name: 'J62',
    oid: '1.2',
    version,
    source: 's',
    use: 'u',
    codes: [[code, '1.2.3', 'Label']],
  }
}

describe('code tables of the program', () => {
  it('hold every table that the rules ask for', () => {
    const ids = valueSets.tables().map(({id}) => id)
    for (const id of [
      'J01',
      'J02',
      'J04',
      'J07',
      'J47',
      'J57',
      'J58',
      'J59',
      'J60',
      'J61',
      'J62',
      'J66',
      'J142',
      'J143',
    ])
      expect(ids).toContain(id)
  })

  it('give a class of J57 to every type of J66', () => {
    for (const {code} of valueSets.list('J66')) {
      const found = valueSets.classOfType(code)
      expect(
        found && (code === 'E1762' || valueSets.has('J57', found.code, found.codeSystem)),
        code,
      ).toBeTruthy()
    }
    expect(valueSets.classOfType('nothing')).toBeUndefined()
  })

  it('give a format of J60 to known content models', () => {
    expect(valueSets.formatOfTemplate('1.2.250.1.213.1.1.1.13')).toEqual({
      code: 'urn:asip:ci-sis:vsm:2012',
      codeSystem: '1.2.250.1.213.1.1.4.2.282',
      displayName: 'Synthèse médicale',
    })
    expect(valueSets.formatOfTemplate('1.2.3')).toBeUndefined()
  })

  it('tell a code of another system apart', () => {
    expect(valueSets.has('J66', '11488-4')).toBe(true)
    expect(valueSets.has('J66', '11488-4', '2.16.840.1.113883.6.1')).toBe(true)
    expect(valueSets.has('J66', '11488-4', '1.2.3')).toBe(false)
    expect(valueSets.has('nothing', '11488-4')).toBe(false)
    expect(valueSets.find('J61', 'SA01')?.codeSystem).toBe('1.2.250.1.71.4.2.4')
  })
})

describe('a folder of the user', () => {
  it('replaces a table by a newer version, and the report says so', async () => {
    const folder = folderWith({'J62.json': table('20270101120000', 'NEW')})
    const sets = await loadValueSets(packagedTables, folder)
    expect(sets.has('J62', 'NEW')).toBe(true)
    expect(sets.has('J62', 'ETABLISSEMENT')).toBe(false)
    expect(sets.tables().find(({id}) => id === 'J62')).toMatchObject({
      origin: folder,
      version: '20270101120000',
    })
    expect(sets.has('J61', 'SA01')).toBe(true)
  })

  it('does not replace it by an older one', async () => {
    const sets = await loadValueSets(packagedTables, folderWith({'J62.json': table('20200101', 'OLD')}))
    expect(sets.has('J62', 'OLD')).toBe(false)
    expect(sets.has('J62', 'ETABLISSEMENT')).toBe(true)
  })

  it('wins at the same version, dates written either way', () => {
    const sets = valueSetsOf([
      {table: table('1.1.0 (2023-09-22)', 'A'), origin: 'packaged'},
      {table: table('20230922120000', 'B'), origin: 'user'},
    ])
    expect(sets.tables()).toEqual([{id: 'J62', name: 'J62', version: '20230922120000', origin: 'user'}])
  })

  it.each([
    ['text that is no JSON', {'x.json': '{'}, 'JSON'],
    ['a list', {'x.json': []}, 'object'],
    ['a table without version', {'x.json': {...table('1', 'a'), version: 1}}, 'version'],
    ['a code of two cells', {'x.json': {...table('1', 'a'), codes: [['a', 'b']]}}, 'codes'],
    ['a map of three cells', {'x.json': {...table('1', 'a'), map: [['a', 'b', 'c']]}}, 'map'],
  ])('is refused with the file and the part: %s', async (_, files, part) => {
    const folder = folderWith(files)
    await expect(loadValueSets(packagedTables, folder)).rejects.toMatchObject({
      code: 'DMP_VALUESET_UNUSABLE',
      params: {file: join(folder, 'x.json'), part},
    })
  })

  it('answers for a table that the program has not', async () => {
    const sets = await loadValueSets(
      packagedTables,
      folderWith({'own.json': {...table('1', 'a'), id: 'J999'}}),
    )
    expect(sets.list('J999').map(({code}) => code)).toEqual(['a'])
  })

  it('is refused when it is not there', async () => {
    await expect(loadValueSets(packagedTables, join(root, 'none'))).rejects.toMatchObject({
      code: 'DMP_VALUESET_UNUSABLE',
    })
  })
})

describe('tables of the program that are damaged', () => {
  it.each([
    ['no JSON', '{', 'JSON'],
    ['the table of another file', table('1', 'a'), 'id'],
  ])('are refused when asked for, and hinder no other: %s', async (_, content, part) => {
    const folder = folderWith({'J62.json': table('1', 'a'), 'J61.json': content})
    const sets = await loadValueSets(folder)
    expect(sets.has('J62', 'a')).toBe(true)
    const refused = expect.objectContaining({
      code: 'DMP_VALUESET_UNUSABLE',
      params: {file: join(folder, 'J61.json'), part},
    })
    expect(() => sets.has('J61', 'a')).toThrow(refused)
    expect(() => sets.has('J61', 'a')).toThrow(refused)
    expect(() => sets.tables()).toThrow(refused)
  })
})
