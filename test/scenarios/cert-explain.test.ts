import {afterAll, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'

describeWith([], 'cert explain', () => {
  const home = makeHome()
  afterAll(() => home.remove())
  const explain = (...args: string[]) => runDmp(['cert', 'explain', ...args], {env: home.env})

  it('lists every check, and explains one in either language', async () => {
    const list = await runJson(['cert', 'explain'], {env: home.env})
    expectValid(list.answer)
    const ids = (list.answer.data.checks as {id: string}[]).map(({id}) => id)
    expect(ids.length).toBeGreaterThan(40)
    const text = (await explain()).stdout
    expect(ids.filter((id) => !text.includes(id))).toEqual([])
    expect((await explain('time-03')).stdout).toMatch(/TIME-03[\s\S]*Que faire : renouveler/)
    expect((await explain('ID-04', '--lang', 'en')).stdout).toMatch(/What to do: take both certificates/)
  })

  it('names the nearest check for one that does not exist', async () => {
    const {code, stderr} = await explain('TIM-03')
    expect([code, stderr]).toEqual([2, expect.stringContaining('TIME-03')])
  })
})
