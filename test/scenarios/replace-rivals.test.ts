import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const replace = (target: string, file: string, ...more: string[]) =>
  desk.json([
    ...['document', 'replace', target, '--file', file, '--patient', desk.patientFile('active-linked')],
    ...['--type', '11488-4', '--date', '2026-03-03T10:00:00+01:00', ...more],
  ])

describe('a version that another replacement may already have replaced', () => {
  it('takes no second one until the first is settled, and the same bytes go on with it', async () => {
    const first = await desk.accepted(desk.newText())
    const file = desk.newText()
    await desk.sandbox.control('cut-after-commit,times=1,service=repository')
    const unknown = await replace(first, file)
    expect(unknown.code).toBe(9)
    const before = await desk.sandbox.counters()
    const rival = await replace(first, desk.newText())
    expect(rival.answer).toMatchObject({
      exitCode: 5,
      error: {code: 'DMP_REPLACEMENT_REFUSED', details: {reason: 'unsettled'}},
    })
    const chain = rival.answer.error?.details['chain'] as {state: string}[]
    expect(chain.map(({state}) => state)).toEqual(['accepted', 'unknown'])
    expect((await desk.sandbox.counters()).calls).toBe(before.calls)
    const settled = await replace(first, file)
    expect(settled.answer.data.documents[0].state).toBe('accepted')
  })

  it('is no target when the DMP refused it', async () => {
    const {answer} = await desk.submit(desk.newText(), {
      patient: 'closed-by-patient',
      more: ['--check-status', 'never'],
    })
    const uniqueId = answer.error?.details['uniqueId'] as string
    const file = desk.newText()
    const refused = await desk.json([
      ...[
        'document',
        'replace',
        uniqueId,
        '--file',
        file,
        '--patient',
        desk.patientFile('closed-by-patient'),
      ],
      ...['--type', '11488-4', '--date', '2026-03-03'],
    ])
    expect(refused.answer.error).toMatchObject({
      code: 'DMP_REPLACEMENT_REFUSED',
      details: {reason: 'refused'},
    })
  })
})

describe('--dry-run', () => {
  it('looks at a replacement and a reveal without a call and without a trace', async () => {
    const hidden = await desk.accepted(desk.newText(), {visibility: ['--hide-from-patient']})
    const items = (await desk.items()).length
    const before = await desk.sandbox.counters()
    const looked = await replace(hidden, desk.newText(), '--dry-run')
    expect(looked.answer.data).toMatchObject({dryRun: true, documents: [{state: 'ready', action: 'replace'}]})
    const shown = await desk.json(['document', 'reveal', hidden, '--dry-run'])
    expect(shown.answer.data).toMatchObject({dryRun: true, documents: [{state: 'ready', action: 'replace'}]})
    const weaker = await replace(hidden, desk.newText(), '--visible', '--dry-run')
    expect(weaker.answer.error?.code).toBe('DMP_VISIBILITY_FORBIDDEN')
    expect((await desk.sandbox.counters()).calls).toBe(before.calls)
    expect(await desk.items()).toHaveLength(items)
  })
})
