/** Every command that calls out leaves its intent and its result, whatever the line does, and no identity or secret in them. */
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {RecordedEvent} from '../../src/lib/ports/journal.ts'
import {type Desk, openDesk} from './desk.ts'
import {albane} from './insi-desk.ts'

let desk: Desk
let sent: string
let doomed: string
/** Of events that were there before. */
let seen = 0
beforeAll(async () => {
  desk = await openDesk()
  sent = await desk.accepted(desk.newText())
  doomed = await desk.accepted(desk.newText())
})
afterAll(() => desk?.sandbox.remove())

/** Nobody listens there. */
const NOWHERE = 'https://localhost:9/services'
const forgetParameters = () =>
  rmSync(join(desk.sandbox.home, 'state/param-lps'), {recursive: true, force: true})
const status = () => ['patient', 'status', '--patient', desk.patientFile('active-linked')]
const submission = () => desk.submitArgs(desk.newText())
const replacement = () => [
  ...['document', 'replace', sent, '--file', desk.newText(), '--type', '11488-4'],
  ...['--date', '2026-03-03', '--patient', desk.patientFile('active-linked')],
]
const deletion = () => [
  ...['document', 'delete', doomed, '--reason', 'mistake', '--yes', '--confirm', doomed],
]
const location = () => ['document', 'locate', sent]
const search = () => ['ins', 'search', ...albane]

interface Row {
  readonly operation: string
  readonly transaction: string | undefined
  readonly run: () => readonly string[]
  readonly outcome: string
  readonly cause?: string
  readonly faults?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly before?: () => void
  /** Names no patient. */
  readonly nobody?: boolean
}

const calls: readonly (readonly [title: string, row: Row])[] = [
  ['answered', {operation: 'submit', transaction: 'TD2.1', run: submission, outcome: 'success'}],
  ['answered', {operation: 'dmp-exists', transaction: 'TD0.2', run: status, outcome: 'success'}],
  ['answered', {operation: 'search', transaction: 'TD3.1b', run: location, outcome: 'success'}],
  [
    'answered',
    {operation: 'ins-search', transaction: 'WS_INS2', run: search, outcome: 'success', nobody: true},
  ],
  [
    'answered',
    {
      operation: 'param-lps',
      transaction: undefined,
      run: submission,
      outcome: 'success',
      before: forgetParameters,
      nobody: true,
    },
  ],
  [
    'that reaches nobody',
    {
      operation: 'submit',
      transaction: 'TD2.1',
      run: submission,
      outcome: 'failure',
      cause: 'DMP_CONNECTION_FAILED',
      env: {DMP_ENDPOINTS_REPOSITORY: NOWHERE},
    },
  ],
  [
    'that reaches nobody',
    {
      operation: 'search',
      transaction: 'TD3.1b',
      run: location,
      outcome: 'failure',
      cause: 'DMP_CONNECTION_FAILED',
      env: {DMP_ENDPOINTS_REGISTRY: NOWHERE},
    },
  ],
  [
    'that reaches nobody',
    {
      operation: 'dmp-exists',
      transaction: 'TD0.2',
      run: status,
      outcome: 'failure',
      cause: 'DMP_CONNECTION_FAILED',
      env: {DMP_ENDPOINTS_PATIENTS: NOWHERE},
    },
  ],
  [
    'that reaches nobody',
    {
      operation: 'ins-search',
      transaction: 'WS_INS2',
      run: search,
      outcome: 'failure',
      cause: 'DMP_CONNECTION_FAILED',
      env: {DMP_INSI_URL: NOWHERE},
      nobody: true,
    },
  ],
  [
    'that reaches nobody',
    {
      operation: 'param-lps',
      transaction: undefined,
      run: submission,
      outcome: 'failure',
      cause: 'DMP_CONNECTION_FAILED',
      env: {DMP_ENDPOINTS_PARAM_LPS: NOWHERE},
      before: forgetParameters,
      nobody: true,
    },
  ],
  [
    'with a server that proves nothing',
    {
      operation: 'dmp-exists',
      transaction: 'TD0.2',
      run: status,
      outcome: 'failure',
      cause: 'DMP_TLS_REFUSED',
      faults: ['expired-certificate'],
    },
  ],
  [
    'with a server that proves nothing',
    {
      operation: 'ins-search',
      transaction: 'WS_INS2',
      run: search,
      outcome: 'failure',
      cause: 'DMP_TLS_REFUSED',
      faults: ['expired-certificate'],
      nobody: true,
    },
  ],
  [
    'refused',
    {
      operation: 'dmp-exists',
      transaction: 'TD0.2',
      run: status,
      outcome: 'failure',
      cause: 'DMP_BUSY',
      faults: ['unavailable=30,service=patients'],
    },
  ],
  [
    'with no answer',
    {
      operation: 'submit',
      transaction: 'TD2.1',
      run: submission,
      outcome: 'unknown',
      cause: 'DMP_NO_ANSWER',
      faults: ['cut-after-commit,times=1,service=repository'],
    },
  ],
  [
    'with no answer',
    {
      operation: 'ins-search',
      transaction: 'WS_INS2',
      run: search,
      outcome: 'unknown',
      cause: 'DMP_NO_ANSWER',
      faults: ['cut-after-commit,times=1,service=insi'],
      nobody: true,
    },
  ],
  ['answered', {operation: 'replace', transaction: 'TD2.1', run: replacement, outcome: 'success'}],
  ['answered', {operation: 'delete', transaction: 'TD3.3c', run: deletion, outcome: 'success'}],
]

/** What the command added to the journal. */
async function added(): Promise<readonly RecordedEvent[]> {
  const events = await desk.events()
  const fresh = events.slice(seen)
  seen = events.length
  return fresh
}

function expectNobody(events: readonly RecordedEvent[]): void {
  const text = JSON.stringify(events.map(({data}) => data))
  const {matricule, birthName, birthDate} = desk.patient('active-linked')
  const secrets = [
    matricule,
    matricule.slice(0, 13),
    birthName,
    'SANDBOX-0000',
    'ALBANE',
    'ESSAI-SIMPLE',
    birthDate,
    birthDate.replaceAll('-', ''),
  ]
  for (const secret of secrets) expect(text).not.toContain(secret)
}

describe.each(calls)('a call %s', (_title, row) => {
  it(`leaves its intent and its result: ${row.operation}`, async () => {
    seen = (await desk.events()).length
    row.before?.()
    await desk.sandbox.control(...(row.faults ?? []))
    await desk.json(row.run(), {env: row.env ?? {}})
    await desk.sandbox.control()
    const events = await added()
    const intent = events.find(({operation, phase}) => operation === row.operation && phase === 'intent')
    const result = events.find(({intentId}) => intentId !== undefined && intentId === intent?.id)
    expect(intent?.data).toMatchObject({
      actor: {
        org: {finess: expect.stringMatching(/^[0-9AB]{9}$/), level: 'EJ'},
        os: {account: expect.any(String), host: expect.any(String)},
        software: {name: expect.any(String), version: expect.any(String)},
      },
      auth: {
        certSerial: expect.stringMatching(/^[0-9A-F]+$/),
        certSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      repository: {url: expect.stringMatching(/^https:/), host: expect.any(String)},
    })
    if (row.transaction)
      expect(intent?.data['transaction']).toMatchObject({
        dmp: row.transaction,
        messageId: expect.stringMatching(/^urn:uuid:|^uuid:/),
      })
    if (!row.nobody) {
      expect(intent?.patientRef).toMatch(/^hmac-sha256:[0-9a-f]{64}$/)
      expect(intent?.data['assertion']).toMatchObject({
        id: expect.stringMatching(/^_/),
        issuer: expect.stringMatching(/CN=/),
        subject: expect.any(String),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        purposeOfUse: 'normal',
      })
    }
    expect(result).toMatchObject({
      outcome: row.outcome,
      operation: row.operation,
      endedAt: expect.any(Number),
    })
    expect(result?.data['cause']).toBe(row.cause)
    expect(result?.data['durationMs']).toBeGreaterThanOrEqual(0)
    const alerts = events.filter(({operation}) => operation === 'tls-failure')
    expect(alerts.length > 0).toBe(row.cause === 'DMP_TLS_REFUSED')
    for (const alert of alerts)
      expect(alert.data).toMatchObject({cause: row.cause, repository: {host: expect.any(String)}})
    expectNobody(events)
  })
})

describe('an act that concerns no patient', () => {
  it('is traced when certificates of a profile are checked, or servers tried in its name', async () => {
    seen = (await desk.events()).length
    await desk.json(['cert', 'check'])
    expect((await added()).filter(({operation}) => operation === 'cert-inspect')).toMatchObject([
      {
        phase: 'event',
        outcome: expect.any(String),
        data: {certificates: [{use: 'auth'}, {use: 'sign'}], actor: {os: {}}},
      },
    ])
    await desk.json(['workstation', 'doctor', '--no-card'])
    const [examined] = (await added()).filter(({operation}) => operation === 'workstation-check')
    expect(examined?.data).toMatchObject({
      endpoints: [{endpoint: expect.stringMatching(/^localhost:/), tls: 'done'}],
    })
    expect(examined?.outcome).toBe('success')
  })

  it('is not traced when nothing leaves the machine', async () => {
    seen = (await desk.events()).length
    await desk.json(['cert', 'check', '--offline'])
    await desk.json(['workstation', 'doctor', '--no-card', '--offline'])
    await desk.json([...submission(), '--dry-run'])
    expect((await added()).map(({operation}) => operation)).toEqual([])
  })

  it('says who did it: a plan, a hold, a run', async () => {
    seen = (await desk.events()).length
    await desk.json(submission())
    const [plan] = (await added()).filter(({operation}) => operation === 'plan')
    expect(plan?.data).toMatchObject({actor: {org: {level: 'EJ'}, os: {account: expect.any(String)}}})
  })
})
