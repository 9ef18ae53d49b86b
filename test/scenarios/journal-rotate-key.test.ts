import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'

const home = makeHome()
const options = {env: home.env}
beforeAll(async () => {
  await runJson(['sandbox', 'init', '--dir', join(home.path, 'sandbox')], options)
})
afterAll(() => home.remove())

/** The keys of the only journal of this home. */
function keys(): {readonly version: number; readonly keys?: readonly {readonly id: string}[]} {
  const folder = join(home.path, 'state', 'keys')
  const file = readdirSync(folder).find((name) => name.endsWith('.key.json')) ?? ''
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

describe('journal rotate-key', () => {
  it('asks first, and changes nothing without the word', async () => {
    const {answer, code} = await runJson(['journal', 'rotate-key', '--yes', '--confirm', 'test'], options)
    expect([code, answer]).toMatchObject([2, {error: {code: 'DMP_CONFIRMATION_NEEDED'}}])
    expectValid(answer)
  })

  it('gives new keys, keeps the old ones, and the journal stays sound', async () => {
    await runJson(['journal', 'backup', join(home.path, 'copy.db')], options)
    expect(keys().version).toBe(1)
    const call = ['journal', 'rotate-key', '--yes', '--confirm', 'sandbox']
    const {answer, code} = await runJson(call, options)
    expectValid(answer)
    expect([code, answer.data]).toMatchObject([0, {keyId: keys().keys?.[1]?.id, resealed: 0}])
    const text = await runDmp([...call, '--lang', 'en'], options)
    expect(text.stdout).toMatch(/New key [0-9a-f]{8} for .*journal.*\nBack up the key file again/)
    expect(keys().keys).toHaveLength(3)
    const check = await runJson(['journal', 'check'], options)
    expect([check.code, check.answer.data]).toMatchObject([0, {faults: [], signaturesChecked: true}])
  })
})
