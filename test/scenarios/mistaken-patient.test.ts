import {afterAll, beforeAll, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

it('feeds the right patient while what became of the mistaken sending is still unknown', async () => {
  const file = desk.newText()
  await desk.sandbox.control('cut-before-commit,times=1,service=repository')
  const wrong = await desk.submit(file)
  expect(wrong.code).toBe(9)
  const uniqueId = wrong.answer.error?.details['uniqueId'] as string
  const right = {patient: 'active-linked-2'}
  expect((await desk.submit(file, right)).answer.error?.code).toBe('DMP_SAME_BYTES_OTHER_PATIENT')
  const mistake = ['--reason', 'wrong-patient', '--yes', '--confirm', uniqueId]
  expect((await desk.json(['document', 'delete', uniqueId, ...mistake])).code).toBe(9)
  const accepted = await desk.accepted(file, right)
  expect(await desk.held(accepted)).toBe('Approved')
  expect((await desk.submit(file)).answer.error?.code).toMatch(/DMP_HELD|DMP_SAME_BYTES_OTHER_PATIENT/)
  expect(await desk.held(uniqueId)).toBe('absent')
})
