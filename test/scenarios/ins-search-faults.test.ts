/** What `ins search` leaves in the journal, and how it tells faults of INSi and of the way to it. */
import {globSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {startTlsServer} from '../unit/transport/tls-server.ts'
import {makeWirePki} from '../unit/transport/wire-pki.ts'
import {type Desk, openDesk} from './desk.ts'
import {albane, searchAt, traits} from './insi-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())
afterEach(async () => void (await desk.sandbox.control()))

const search = searchAt(() => desk)

describe('the traces of a search', () => {
  // Makes the journal.
  beforeAll(async () => void (await search(albane)))

  it('hold each call before and after, the INS sealed and no trait in clear', async () => {
    const before = (await desk.events()).length
    await search(traits('ESSAI-SECOND', 'HELENE,ISAURE', 'F', '1990-03-03'))
    const events = (await desk.events()).slice(before).filter(({operation}) => operation === 'ins-search')
    expect(events.map(({phase, outcome}) => `${phase} ${outcome ?? ''}`)).toEqual([
      'intent ',
      'result success',
      'intent ',
      'result success',
    ])
    const [intent, none, , found] = events
    expect(intent?.data).toMatchObject({
      transaction: {dmp: 'WS_INS2', messageId: expect.stringMatching(/^uuid:/)},
      auth: {mode: 'insi-certificate', certSubject: expect.stringContaining('INSI-MANU')},
      query: {traits: ['birthName', 'givenNames', 'sex', 'birthDate'], givenNames: 'one', position: 1},
      attempt: 1,
    })
    expect(none?.data['status']).toMatchObject({http: 200, registryStatus: '01'})
    expect(none?.patient).toBeUndefined()
    expect(found?.patient?.matricule).toMatch(/^29003/)
    expect(found?.patientRef).toMatch(/^hmac-sha256:/)
    expect(JSON.stringify(events.map(({data}) => data))).not.toMatch(/ESSAI|HELENE|ISAURE|1990-03-03|29003/)
    const stored = globSync('state/journals/**/*.{sqlite,sqlite-wal}', {cwd: desk.sandbox.home}).map((file) =>
      readFileSync(join(desk.sandbox.home, file), 'latin1'),
    )
    expect(stored.join('')).not.toMatch(/ESSAI-SECOND|ISAURE|2900399999108/)
  })

  it.each([
    [
      'delay=3000,service=insi',
      'unknown',
      {DMP_TIMEOUTS_ANSWER: '500ms', DMP_TIMEOUTS_TOTAL: '700ms'},
      'DMP_NO_ANSWER',
    ],
    ['cut-after-commit,service=insi', 'unknown', {}, 'DMP_NO_ANSWER'],
    ['insi-fault=desir_550', 'refused', {}, 'DMP_INSI_REFUSED'],
    ['unavailable=30,service=insi', 'failure', {}, 'DMP_INSI_BUSY'],
    ['garbage,service=insi', 'failure', {}, 'DMP_INSI_UNREADABLE'],
  ])('say after %s that it ended in %s', async (fault, outcome, env, code) => {
    await desk.sandbox.control(fault)
    const {answer} = await search(albane, env)
    expect(answer.error).toMatchObject({code})
    const last = (await desk.events()).at(-1)
    expect(last).toMatchObject({operation: 'ins-search', phase: 'result', outcome})
    expect(last?.data['cause']).toBe(code)
  })
})

describe('a fault of INSi', () => {
  it('is explained in both languages, its code and both texts as they came', async () => {
    await desk.sandbox.control('insi-fault=desir_550')
    const {answer} = await search(albane)
    expect(answer.error?.message).toMatch(/desir_550.*siram_100.*uuid:/s)
    expect(answer.error?.why).toContain("numéro d'autorisation")
    expect(answer.error?.details).toMatchObject({
      code: 'desir_550',
      text: /./,
      technical: /./,
      messageId: /^uuid:/,
    })
    const english = await desk.text(['ins', 'search', ...albane, '--lang', 'en'])
    expect(english.stderr).toContain('authorisation number')
    expect(english.code).toBe(6)
  })

  it('that nobody explained is shown raw, until a table of ones own explains it', async () => {
    await desk.sandbox.control('insi-fault=insi_99')
    const raw = await search(albane)
    expect(raw.answer.error?.message).toContain('insi_99')
    const own = join(desk.sandbox.home, 'state/insi-codes.json')
    const said = {cause: 'Cause locale.', remedy: 'Remède local.'}
    writeFileSync(own, JSON.stringify({codes: [{code: 'INSI_99', kind: 'later', fr: said, en: said}]}))
    const told = await search(albane)
    expect(told.answer.error).toMatchObject({
      code: 'DMP_INSI_BUSY',
      why: 'Cause locale.',
      suggestions: ['Remède local.'],
    })
    writeFileSync(own, '{"codes":[{}]}')
    expect((await search(albane)).answer.error?.code).toBe('DMP_VALUESET_UNUSABLE')
    writeFileSync(own, '{"codes":[]}')
  })
})

describe('the way to INSi', () => {
  it('tells a server that is not trusted from a certificate that is refused, and from the proxy', async () => {
    const pki = makeWirePki()
    const server = await startTlsServer(pki)
    try {
      const url = {DMP_INSI_URL: `https://localhost:${server.port}/lps`}
      const server1 = await search(albane, url)
      expect(server1.answer.error).toMatchObject({
        code: 'DMP_TLS_REFUSED',
        message: expect.stringContaining("n'est pas de confiance"),
      })
      expect(server1.answer.error?.suggestions.join()).toContain('IGC-Santé')
      const client = await search(albane, {...url, DMP_INSI_CA_FILES: pki.ca.certPath})
      expect(client.answer.error).toMatchObject({
        code: 'DMP_TLS_REFUSED',
        message: expect.stringContaining('refuse notre certificat'),
      })
      expect(server.received).toEqual([])
      const proxy = await search(albane, {DMP_PROXY: 'http://127.0.0.1:9'})
      expect(proxy.answer.error).toMatchObject({
        code: 'DMP_CONNECTION_FAILED',
        message: expect.stringContaining('proxy'),
      })
      const nobody = await search(albane, {DMP_INSI_URL: 'https://localhost:9/lps'})
      expect(nobody.answer.error).toMatchObject({
        code: 'DMP_CONNECTION_FAILED',
        message: expect.stringContaining('INSi'),
      })
    } finally {
      await server.close()
      pki.remove()
    }
  })

  it('is never taken with the certificate of the DMP: both names allowed are told, and what to order', async () => {
    const before = await desk.sandbox.counters()
    const {answer} = await search(albane, {
      DMP_INSI_CERTIFICATE_PATH: join(desk.sandbox.folder, 'main-auth.p12'),
    })
    expect(answer.error).toMatchObject({code: 'DMP_INSI_CERTIFICATE', exitCode: 4})
    expect(answer.error?.message).toContain('INSI-AUTO, INSI-MANU')
    expect(answer.error?.suggestions.join()).toContain('IGC-Santé')
    expect(await desk.sandbox.counters()).toEqual(before)
  })

  it('is as good with the other certificate, and ends before it begins on a number that is not known', async () => {
    const auto = {DMP_INSI_CERTIFICATE_PATH: join(desk.sandbox.folder, 'insi-auto.p12')}
    expect((await search(albane, auto)).answer.data.certificate).toBe('INSI-AUTO')
    const number = desk.write('idam.txt', 'INCONNU-1\n')
    const {answer} = await search(albane, {DMP_INSI_IDAM: `file:${number}`})
    expect(answer.error).toMatchObject({code: 'DMP_INSI_REFUSED', details: {code: 'desir_550'}})
    expect(JSON.stringify(answer)).not.toContain('INCONNU-1')
  })
})
