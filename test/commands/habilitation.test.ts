import {afterAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'

describe('dmp habilitation, as built', () => {
  const home = makeHome()
  const {env} = home
  afterAll(() => home.remove())

  it.each([
    [['show']],
    [['show', 'lettre', 'de', 'sortie']],
    [['show', 'G15_21']],
    [['show', 'psychologue']],
  ])('answers as published, without a profile: %j', async (words) => {
    const {answer, code} = await runJson(['habilitation', ...words], {env})
    expect(code).toBe(0)
    expectValid(answer)
  })

  it('tells the first reason, and exits with 10', async () => {
    const words = ['habilitation', 'why', '11490-0', 'infirmière', '--masked', '--closed']
    const {answer, code} = await runJson(words, {env})
    expectValid(answer)
    expect([code, answer.data.first, answer.data.verdict]).toEqual([10, 'masked', 'may-not'])
  })

  it('exits with 0 where nothing stated forbids, and says what was not stated', async () => {
    const {code, stdout} = await runDmp(['habilitation', 'why', '11490-0', 'IDE'], {env})
    expect(code).toBe(0)
    expect(stdout).toContain('Non indiqué, donc non jugé')
    expect(stdout).toContain('2024-09-25')
  })
})
