import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Profile} from '../../../src/lib/profile/profile.ts'
import type {RevocationStatus} from '../../../src/lib/revocation/status.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {openInsi} from '../../../src/wiring/open-insi.ts'
import {type Issued, passphrase, TestPki} from '../../support/test-keys.ts'

const issuer = '/C=FR/O=DMP ESSAI/OU=IGC-SANTE TEST FICTIF/CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'
let pki: TestPki
const leaves = new Map<string, Issued>()
beforeAll(() => {
  pki = new TestPki({intermediateDn: issuer})
  const named = (name: string) => `/C=FR/O=CENTRE HOSPITALIER FICTIF/OU=10B0000014/CN=${name}`
  leaves.set('insi', pki.leaf('insi', {subject: named('INSI-MANU')}))
  leaves.set('dmp', pki.leaf('dmp', {subject: named('DMP AUTH')}))
  leaves.set(
    'old',
    pki.leaf('old', {subject: named('INSI-AUTO'), notBefore: '20200101000000Z', notAfter: '20220101000000Z'}),
  )
})
afterAll(() => pki.remove())

const unknown = {status: 'unknown', doubt: 'unreachable', tries: []} as const

const good = {status: 'good', by: 'crl', from: '-', thisUpdate: 0} as const

async function open(
  leaf: string,
  known: RevocationStatus = unknown,
  changes: {revocation?: 'warn' | 'strict' | 'off'; idam?: string; authority?: RevocationStatus} = {},
) {
  const found = leaves.get(leaf)
  if (!found) throw new Error(leaf)
  const warned: string[] = []
  const path = pki.pkcs12(found, leaf, [])
  const profile = {
    name: 'essai',
    environment: 'test',
    timeouts: {connectMs: 1, answerMs: 1, totalMs: 1},
    structure: {finessEj: '0B0000014', finessEg: '0B0000014', name: 'CH FICTIF'},
    lps: {name: 'dmp', version: '1'},
    trust: {caFiles: [], revocation: changes.revocation ?? 'warn'},
    vihf: {user: {kind: 'automate', responsibleId: 'R1'}},
    insi: {
      url: 'https://insi.example.test/lps',
      certificate: {kind: 'pkcs12', path, passphrase: {from: 'prompt'}},
      idam: {from: 'prompt'},
      instance: '6f0f2f3e-0000-4000-8000-000000000004',
      lpsName: 'dmp',
      lpsVersion: '1',
      caFiles: [],
    },
  } as unknown as Profile
  const link = await openInsi({
    clock: systemClock,
    files: localFiles,
    secrets: {
      get: async (_source, purpose) => (purpose === 'insi.idam' ? (changes.idam ?? ' N-1\n') : passphrase),
    },
    profile,
    trustStore: {list: async () => []},
    revocation: {statusOf: async ({isCa}) => (isCa && changes.authority) || known},
    warn: ({code}) => void warned.push(code),
  })
  await link.close()
  return {link, warned}
}

async function refusal(...args: Parameters<typeof open>): Promise<DmpError> {
  const error: unknown = await open(...args).then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (error instanceof DmpError) return error
  throw new Error(`not refused: ${String(error)}`)
}

describe('the link to INSi', () => {
  it('takes caller and structure from the profile and its certificate, and warns of an unknown revocation', async () => {
    const {link, warned} = await open('insi')
    expect(link.caller).toMatchObject({idam: 'N-1', sender: '10B0000014'})
    expect(link.certificateName).toBe('INSI-MANU')
    expect(warned).toEqual(['insi-revocation-unknown'])
  })

  it.each<[string, Parameters<typeof open>, string]>([
    ['a certificate of another use', ['dmp'], 'common-name'],
    ['one that ended', ['old'], 'ended'],
    [
      'one that is revoked',
      ['insi', {status: 'revoked', at: 0, stale: false, by: 'crl', from: '-', thisUpdate: 0}],
      'revoked',
    ],
    [
      'one of which nothing is known, when the profile is strict',
      ['insi', unknown, {revocation: 'strict'}],
      'revocation-unknown',
    ],
    [
      'one under an authority that is revoked',
      [
        'insi',
        good,
        {authority: {status: 'revoked', at: 0, stale: false, by: 'crl', from: '-', thisUpdate: 0}},
      ],
      'authority-revoked',
    ],
    [
      'one under an authority of which nothing is known, when the profile is strict',
      ['insi', good, {authority: unknown, revocation: 'strict'}],
      'revocation-unknown',
    ],
  ])('is not opened with %s', async (_what, args, fault) => {
    const error = await refusal(...args)
    expect([error.code, error.params['case']]).toEqual(['DMP_INSI_CERTIFICATE', fault])
  })

  it('is not opened with a number that is no word', async () => {
    const error = await refusal('insi', unknown, {revocation: 'off', idam: 'a b'})
    expect([error.code, error.params['case']]).toEqual(['DMP_INSI_NOT_CONFIGURED', 'idam-form'])
    expect(JSON.stringify(error)).not.toContain('a b')
  })
})
