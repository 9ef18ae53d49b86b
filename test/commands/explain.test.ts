import {globSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {matriculeKey} from '../../src/lib/ins/matricule.ts'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'

describe('dmp explain, as built', () => {
  const home = makeHome()
  const {env} = home
  afterAll(() => home.remove())

  it('explains a line of somebody else’s log, and neither shows nor keeps the INS in it', async () => {
    const number = `2650599999001${matriculeKey('2650599999001')}`
    const input = `10:00 ERROR INS ${number} - Erreur d'authentification de la personne morale\n`
    const {code, stdout, stderr} = await runDmp(['explain', '-'], {env, input})
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain("Qui agit  : l'établissement, puis l'ANS")
    expect(stdout).toContain('Commande  : dmp document validate')
    const files = globSync('**/*', {cwd: home.path}).map((name) => join(home.path, name))
    const kept = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'))
    expect([stdout, ...kept].filter((text) => text.includes('26505999990'))).toEqual([])
  })

  it('finds French texts under an English locale too, and takes words without quotes', async () => {
    const words = ['explain', 'PS', 'et', 'Structure', 'non', 'liés', '--lang', 'en']
    const {answer} = await runJson(words, {env})
    expectValid(answer)
    expect(answer.data.candidates[0]).toMatchObject({id: 'structure-unlinked', actors: ['us']})
    expect(answer.data.candidates[0].cause).toContain('practice situations')
  })

  it('takes a signed number as a code, not as a flag', async () => {
    expect((await runDmp(['explain', '-2146435043'], {env})).stdout).toContain('0x8010001D')
  })

  it('exits with 10 where nothing is known, and 2 where nothing is asked', async () => {
    expect((await runDmp(['explain', 'desir_999'], {env})).code).toBe(10)
    const {answer, code} = await runJson(['explain'], {env})
    expect([code, answer.error?.code]).toEqual([2, 'DMP_USAGE'])
  })

  it('shows the catalogue of one family', async () => {
    const {answer} = await runJson(['explain', '--all', '--family', 'pkcs11'], {env})
    expectValid(answer)
    expect(answer.data.catalogue.flatMap(({codes}: {codes: string[]}) => codes)).toContain('CKR_PIN_LOCKED')
  })
})
