/** Files beside the figures: stays under their own names, and a directory that says one thing of each site. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {toldCause} from '../../../src/lib/stats/causes.ts'
import {bindColumns} from '../../../src/lib/stats/reading/columns.ts'
import {presetsOf} from '../../../src/lib/stats/reading/presets.ts'
import {withStays} from '../../../src/lib/stats/reading/stays.ts'
import {CountedPatients} from '../../../src/lib/usecases/stats/counted-patients.ts'
import {readDirectory} from '../../../src/lib/usecases/stats/read-directory.ts'
import {factOf} from './figures-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-directory-'))
afterAll(() => rmSync(folder, {recursive: true}))

async function directory(text: string) {
  const path = join(folder, 'directory.csv')
  writeFileSync(path, text)
  return readDirectory({files: localFiles, signal: new AbortController().signal}, path)
}

describe('a directory of sites', () => {
  it('reads numbers as those of the figures are read', async () => {
    expect(await directory('EG;EJ\n0B0000014;="010000024"\n10000032;010000024\n')).toMatchObject([
      {eg: '0B0000014', ej: '010000024'},
      {eg: '010000032', ej: '010000024'},
    ])
  })

  it('refuses a site under two legal entities, and takes one that is said twice', async () => {
    await expect(directory('EG;EJ\n010000032;010000024\n010000032;020000022\n')).rejects.toMatchObject({
      params: {at: '3', expected: 'one-entity'},
    })
    expect(await directory('EG;EJ\n010000032;010000024\n010000032;010000024\n')).toHaveLength(2)
  })
})

describe('a file of stays', () => {
  it.each(['Séjours', 'Nombre de séjours', 'Sorties', "Nombre d'examens", 'Dénominateur'])(
    'may head its counts “%s”',
    (name) => {
      const fits = presetsOf.declared.map((map) => bindColumns(['FINESS', 'Mois', name], withStays(map)))
      expect(fits.some(({counts, fields}) => counts.length === 1 && fields.has('period'))).toBe(true)
    },
  )
})

describe('what a document that was kept back tells', () => {
  it('is its identity, where the row of the manifest stated one that is not qualified', () => {
    const row = {state: 'held', cause: 'DMP_MANIFEST_LINE'} as const
    expect(toldCause(factOf({...row, causeReason: 'not-qualified'}))).toBe('ins-not-qualified')
    expect(toldCause(factOf({...row, causeReason: 'missing'}))).toBeUndefined()
  })
})

describe('patients of several journals', () => {
  it('are one by their INS, whatever pseudonyms the journals gave', () => {
    const patients = new CountedPatients()
    const [a, b] = ['1000000000001', '1000000000002'].map((text) => ({matricule: text as Matricule}))
    const words = [
      patients.of(a, 'x:1'),
      patients.of(a, 'y:9'),
      patients.of(undefined, 'y:9'),
      patients.of(a, undefined),
    ]
    expect(new Set(words).size).toBe(1)
    expect(patients.of(b, 'x:2')).not.toBe(words[0])
    expect(patients.of(undefined, 'z:3')).toBe('z:3')
    expect(patients.of(undefined, undefined)).toBeUndefined()
    expect(words.join()).not.toMatch(/1000000000001/)
  })
})
