import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {judge} from '../../soak/judge.ts'
import {untilDone} from '../../soak/until-done.ts'
import {backlogRows, openFastDesk, plannedRows, standing} from '../batch-desk.ts'
import type {Desk} from '../desk.ts'

const hook = pathToFileURL(join(import.meta.dirname, '../../soak/jump-clock.mjs')).href
const MINUTE = 60_000

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk.sandbox.remove())

describe('a clock that jumps in the middle of a backlog', () => {
  it.each([
    ['two minutes forward', 2 * MINUTE],
    ['two minutes back', -2 * MINUTE],
    ['a day forward', 1440 * MINUTE],
    ['a day back', -1440 * MINUTE],
  ])('%s: nothing is lost or doubled, and set right it goes on', async (name, jump) => {
    const documents = 24
    const before = await standing(desk)
    const folder = name.replaceAll(' ', '-')
    const run = await plannedRows(desk, folder, backlogRows(desk, folder, documents))
    await desk.sandbox.control('delay=60,service=repository')
    const env = {NODE_OPTIONS: `--import ${hook}`, SOAK_JUMP_MS: String(jump), SOAK_JUMP_AFTER_MS: '900'}
    const jumped = await desk.json(['batch', 'submit', run, '--width', '2', '--wait', '1ms'], {env})
    expect(jumped.answer.error?.code ?? '').not.toBe('DMP_INTERNAL')
    await desk.sandbox.control()
    await untilDone(desk, run)
    expect(await judge(desk, {run, documents, before}), JSON.stringify(jumped.answer.data?.account)).toEqual(
      [],
    )
  })
})
