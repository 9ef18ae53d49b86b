import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.sandbox.control())
afterAll(() => desk.sandbox.remove())

const ON_SUBMISSION = 'times=1,service=repository'

/** Documents in the registry; a doubled one shows as one too many. */
const held = async () => (await desk.sandbox.inspect()).length

describe('an outcome that nobody knows', () => {
  it.each([
    ['the connection cut after the commit', `cut-after-commit,${ON_SUBMISSION}`],
    ['an answer that is no answer', `garbage,${ON_SUBMISSION}`],
    ['an answer with a wrong boundary', `wrong-boundary,${ON_SUBMISSION}`],
    ['an answer that ends too early', `truncated-multipart,${ON_SUBMISSION}`],
    ['a reset in the middle of the answer', `reset-answer=40,${ON_SUBMISSION}`],
  ])('after %s is settled by the same command: found, accepted, held once', async (_, knob) => {
    const before = await held()
    const file = desk.newText()
    await desk.sandbox.control(knob)
    const first = await desk.submit(file)
    expect(first.answer).toMatchObject({
      ok: false,
      exitCode: 9,
      error: {retry: expect.stringMatching(/check-first|after/)},
    })
    const second = await desk.submit(file)
    expect(second.answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    expect(second.code).toBe(0)
    expect(await held()).toBe(before + 1)
    const third = await desk.submit(file)
    expect(third.answer.error?.code).toBe('DMP_ALREADY_SENT')
    expect(await held()).toBe(before + 1)
  })

  it.each([
    ['the connection cut before the commit', `cut-before-commit,${ON_SUBMISSION}`],
    ['a reset in the middle of the request', `reset-request=600,${ON_SUBMISSION}`],
  ])('after %s is absent twice, then sent again under the same identifier, held once', async (_, knob) => {
    const before = await held()
    const file = desk.newText()
    await desk.sandbox.control(knob)
    const first = await desk.submit(file)
    expect(first.answer.exitCode).toBe(9)
    expect(await held()).toBe(before)
    const second = await desk.submit(file)
    expect(second.answer).toMatchObject({exitCode: 9, error: {code: 'DMP_UNKNOWN_OUTCOME'}})
    expect(await held()).toBe(before)
    const uniqueId = second.answer.error?.details['uniqueId'] as string
    const third = await desk.submit(file)
    expect(third.answer.data?.documents?.[0]).toMatchObject({state: 'accepted', uniqueId})
    expect(await held()).toBe(before + 1)
    expect(await desk.held(uniqueId)).toBe('Approved')
  })

  it('waits for the delay of the profile between the two looks', async () => {
    const file = desk.newText()
    await desk.sandbox.control(`cut-before-commit,${ON_SUBMISSION}`)
    const env = {DMP_UNKNOWN_RECHECK_AFTER: '5m'}
    expect((await desk.submit(file, {run: {env}})).code).toBe(9)
    expect((await desk.submit(file, {run: {env}})).code).toBe(9)
    const attempts = async () => (await desk.items()).map((item) => item.attempts)
    const before = await attempts()
    const early = await desk.submit(file, {run: {env}})
    expect(early.answer.error).toMatchObject({
      code: 'DMP_UNKNOWN_OUTCOME',
      retry: expect.stringMatching(/^after:PT\d+S$/),
    })
    expect(early.answer.error?.details['recheckInSeconds']).toBeGreaterThan(200)
    expect(await attempts()).toEqual(before)
  })

  it('is not mistaken for absence when the registry shows a lot late', async () => {
    const before = await held()
    const file = desk.newText()
    await desk.sandbox.control(
      'delayed-visibility=held,times=1,service=repository',
      `cut-after-commit,${ON_SUBMISSION}`,
    )
    expect((await desk.submit(file)).code).toBe(9)
    const early = await desk.submit(file)
    expect(early.answer).toMatchObject({exitCode: 9, error: {code: 'DMP_UNKNOWN_OUTCOME'}})
    await desk.sandbox.release()
    const late = await desk.submit(file)
    expect(late.answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    expect(await held()).toBe(before + 1)
  })

  it('never doubles a lot that is still invisible at the second look: the registry names our own identifier', async () => {
    const before = await held()
    const file = desk.newText()
    await desk.sandbox.control(
      'delayed-visibility=held,times=1,service=repository',
      `cut-after-commit,${ON_SUBMISSION}`,
    )
    expect((await desk.submit(file)).code).toBe(9)
    expect((await desk.submit(file)).code).toBe(9)
    const again = await desk.submit(file)
    await desk.sandbox.release()
    const last = again.code === 0 ? again : await desk.submit(file)
    expect(last.answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    expect(await held()).toBe(before + 1)
  })

  it('after a delay beyond the time-out is unknown, then found', async () => {
    const before = await held()
    const file = desk.newText()
    await desk.sandbox.control(`delay=3000,${ON_SUBMISSION}`)
    const env = {DMP_TIMEOUTS_ANSWER: '500ms'}
    const first = await desk.submit(file, {run: {env}})
    expect(first.answer).toMatchObject({exitCode: 9, error: {code: 'DMP_NO_ANSWER'}})
    for (let round = 0; round < 100 && (await held()) === before; round++)
      await new Promise((done) => setTimeout(done, 100))
    const second = await desk.submit(file)
    expect(second.answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    expect(await held()).toBe(before + 1)
  })

  it('after kill -9 while sending is settled by the same command, held once', async () => {
    const before = await held()
    const file = desk.newText()
    await desk.sandbox.control(`delay=1500,${ON_SUBMISSION}`)
    const {calls} = await desk.sandbox.counters()
    const killed = await desk.text(desk.submitArgs(file), {
      during: (child) => void sendingSeen(calls).then(() => child.kill('SIGKILL')),
    })
    expect(killed.code).toBeNull()
    for (let round = 0; round < 100 && (await held()) === before; round++)
      await new Promise((done) => setTimeout(done, 100))
    const second = await desk.submit(file)
    expect(second.answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    expect(await held()).toBe(before + 1)
  })

  /** The status question and the lot have both reached the sandbox. */
  async function sendingSeen(before: number): Promise<void> {
    for (let round = 0; round < 400; round++) {
      if ((await desk.sandbox.counters()).calls >= before + 2) return
      await new Promise((done) => setTimeout(done, 25))
    }
  }
})

describe('a service that is not there for the moment', () => {
  it('defers on 503, tells when to come back, and the same command is then accepted once', async () => {
    const before = await held()
    const file = desk.newText()
    await desk.sandbox.control(`unavailable=7,${ON_SUBMISSION}`)
    const first = await desk.submit(file)
    expect(first.answer).toMatchObject({exitCode: 7, error: {code: 'DMP_BUSY', retry: 'after:PT7S'}})
    expect(await held()).toBe(before)
    const second = await desk.submit(file)
    expect(second.answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    expect(await held()).toBe(before + 1)
  })

  it('sends nothing to a server whose certificate has expired', async () => {
    const file = desk.newText()
    await desk.sandbox.control('expired-certificate')
    const {calls} = await desk.sandbox.counters()
    const refused = await desk.submit(file)
    expect(refused.answer).toMatchObject({
      exitCode: 4,
      error: {code: 'DMP_TLS_REFUSED', details: {sent: false}},
    })
    expect((await desk.sandbox.counters()).calls).toBe(calls)
    await desk.sandbox.control()
    expect((await desk.submit(file)).answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
  })

  it('says that nothing was sent when nobody listens', async () => {
    const env = {DMP_ENDPOINTS_BASE: 'https://localhost:9/si-dmp-server/v2/services'}
    const file = desk.newText()
    const {answer} = await desk.submit(file, {run: {env}})
    expect(answer).toMatchObject({
      exitCode: 7,
      error: {code: 'DMP_CONNECTION_FAILED', details: {sent: false}},
    })
    expect((await desk.submit(file)).answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
  })
})

describe('answers in unusual but lawful forms', () => {
  it('are read when accepted (multipart)', async () => {
    await desk.sandbox.control(`multipart-answer,${ON_SUBMISSION}`)
    const {answer} = await desk.submit(desk.newText())
    expect(answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
  })

  it('are read when refused (fault in a multipart)', async () => {
    const run = {env: {DMP_STRUCTURE_FINESS_EG: '0B0000089'}}
    const plain = await desk.submit(desk.newText(), {run})
    await desk.sandbox.control('multipart-fault')
    const wrapped = await desk.submit(desk.newText(), {run})
    expect(plain.answer.ok).toBe(false)
    expect(plain.answer.error?.details['code']).toBeTruthy()
    expect(wrapped.answer.error).toMatchObject({
      code: plain.answer.error?.code,
      details: {code: plain.answer.error?.details['code']},
    })
  })
})

describe('the journal after all that', () => {
  it('closes every intent with one result and has nothing unknown but what waits for its delay', async () => {
    const events = await desk.events()
    for (const {id, operation} of events.filter(({phase}) => phase === 'intent'))
      expect(
        events.filter(({phase, intentId}) => phase === 'result' && intentId === id),
        operation,
      ).toHaveLength(1)
    const items = await desk.items()
    expect(items.filter(({state}) => state === 'sending')).toEqual([])
    expect(items.filter(({state}) => state === 'unknown').length).toBeLessThanOrEqual(1)
    const ids = items.map(({documentUniqueId}) => documentUniqueId)
    expect(new Set(ids).size).toBe(ids.length)
    const accepted = items
      .filter(({state}) => state === 'accepted')
      .map(({documentUniqueId}) => documentUniqueId)
    expect(new Set(accepted)).toEqual(new Set((await desk.sandbox.inspect()).map(({uniqueId}) => uniqueId)))
  })
})
