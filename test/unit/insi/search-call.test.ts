import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {JournalEvent} from '../../../src/lib/ports/journal.ts'
import type {InboundMessage} from '../../../src/lib/ports/transport.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {callInsi, type SearchCallBench} from '../../../src/lib/usecases/ins/search-call.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {answerXml, faultXml, identity} from './answers.ts'

const traits = {birthName: "D'ESSAI-FICTIF", givenNames: ['LEA'], sex: 'F', birthDate: '1985-05-17'} as const
const attempt = {names: 'one', position: 1, given: 'LEA', withPlace: false} as const

const answered = (xml: string, httpStatus = 200): InboundMessage => ({
  httpStatus,
  contentType: 'application/soap+xml',
  headers: {},
  body: Buffer.from(xml),
})

/** One call whose line does as told; what was recorded, and how often something left. */
async function call(send: () => Promise<InboundMessage>, journalFails = false) {
  const events: JournalEvent[] = []
  let sent = 0
  const bench = {
    clock: systemClock,
    random: systemRandom,
    signal: new AbortController().signal,
    insiCodes: async () => [],
    journal: async () => ({
      record: async ([entry]: readonly {event: JournalEvent}[]) => {
        if (journalFails) throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path: '-', reason: '-'}})
        if (entry) events.push(entry.event)
        return [`id-${events.length}`]
      },
    }),
    insiLink: async () => ({
      caller: {idam: 'SECRET-IDAM', instance: 'i', lpsName: 'dmp', lpsVersion: '1', sender: '1990000002'},
      certificateName: 'INSI-AUTO',
      actor: {},
      auth: {mode: 'insi-certificate'},
      open: openXml,
      transport: {
        address: () => 'https://insi.example/ws',
        send: () => {
          sent += 1
          return send()
        },
      },
    }),
  } as unknown as SearchCallBench
  const result = await callInsi(bench, {traits, attempt, number: 1, found: () => ({})}).catch(
    (error: unknown) => error as DmpError,
  )
  return {result, events, sent}
}

describe('one call to INSi', () => {
  it('is written before and after, without a trait or the authorisation number', async () => {
    const {result, events, sent} = await call(async () => answered(answerXml(identity)))
    expect(result).toMatchObject({answer: {code: '00'}})
    expect(sent).toBe(1)
    expect(events.map(({phase, outcome, intentId}) => [phase, outcome, intentId])).toEqual([
      ['intent', undefined, undefined],
      ['result', 'success', 'id-1'],
    ])
    expect(JSON.stringify(events)).not.toMatch(/ESSAI|LEA|1985|SECRET|285052/)
  })

  it('does not leave when it cannot be written', async () => {
    const {result, sent} = await call(async () => answered(answerXml(identity)), true)
    expect((result as DmpError).code).toBe('DMP_JOURNAL_UNWRITABLE')
    expect(sent).toBe(0)
  })

  it.each<[string, () => Promise<InboundMessage>, string, string]>([
    [
      'an interruption once it left',
      () => Promise.reject(new DmpError('DMP_INTERRUPTED', {details: {sent: true}})),
      'unknown',
      'DMP_INTERRUPTED',
    ],
    [
      'an interruption before',
      () => Promise.reject(new DmpError('DMP_INTERRUPTED', {details: {sent: false}})),
      'failure',
      'DMP_INTERRUPTED',
    ],
    ['a failure that nobody foresaw', () => Promise.reject(new Error('?')), 'unknown', 'DMP_NO_ANSWER'],
    ['a fault of the caller', async () => answered(faultXml({}), 500), 'refused', 'DMP_INSI_REFUSED'],
    [
      'a fault of the service',
      async () => answered(faultXml({value: 'Receiver'}), 500),
      'failure',
      'DMP_INSI_BUSY',
    ],
    ['an answer that cannot be read', async () => answered('<a/>'), 'failure', 'DMP_INSI_UNREADABLE'],
    ['HTTP 403', async () => answered('', 403), 'failure', 'DMP_INSI_REFUSED'],
  ])('is recorded after %s', async (_what, send, outcome, code) => {
    const {result, events} = await call(send)
    expect((result as DmpError).code).toBe(code)
    expect(events.at(-1)).toMatchObject({phase: 'result', outcome, data: {cause: code}})
  })

  it('keeps what a fault says of the patient out of its trace', async () => {
    const text = "D'ESSAI-FICTIF LEA 1985-05-17 285052A00401814"
    const {events} = await call(async () => answered(faultXml({text}), 500))
    expect(JSON.stringify(events)).not.toMatch(/ESSAI|LEA|1985|285052/)
    expect(events.at(-1)?.data['status']).toMatchObject({
      faultCode: 'siram_100',
      errors: [{code: 'desir_550'}],
    })
  })
})
