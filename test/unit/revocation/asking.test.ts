import {readdirSync, statSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import {describeWith} from '../../support/requires.ts'
import type {Answer} from '../../support/revocation-desk.ts'
import {authUse} from '../../support/test-keys.ts'
import {dayMs, desk, RevocationStage} from './desk.ts'

/** `YYYYMMDDHHMMSSZ`, as openssl takes it. */
const inDays = (days: number) =>
  `${new Date(Date.now() + days * dayMs).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`

describeWith([{program: 'openssl', package: 'openssl'}], 'a list asked for', () => {
  let on: RevocationStage
  beforeAll(async () => {
    on = await RevocationStage.open()
  }, 60_000)
  afterAll(() => on?.close())
  beforeEach(() => on.reset())

  it('remembers a list until its date, a revocation beyond, and nothing else', async () => {
    on.server.answers.set('list.crl', on.made.list([]))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'good'})
    on.server.answers.clear()
    expect(await on.ask(on.leaf, {offline: true})).toMatchObject({status: 'good'})
    on.at.later(2 * dayMs)
    // asked anew after a day, and good all the same: the list is valid for six
    expect(await on.ask(on.leaf)).toMatchObject({status: 'good'})
    expect(on.server.asked).toHaveLength(2)
    on.at.later(5 * dayMs)
    expect(await on.ask(on.leaf, {offline: true})).toMatchObject({status: 'unknown', doubt: 'stale'})
    on.server.answers.set('list.crl', on.made.list([{of: on.leaf}]))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'revoked', stale: true})
    on.server.answers.clear()
    on.at.later(300 * dayMs)
    expect(await on.ask(on.leaf)).toMatchObject({status: 'revoked', stale: true})
  })

  it('asks anew what is older than wanted, and says when that was in vain', async () => {
    on.server.answers.set('list.crl', on.made.list([]))
    await on.ask(on.leaf)
    on.at.later(120_000)
    on.server.answers.set('list.crl', on.made.list([{of: on.leaf}]))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'good'})
    expect(await on.ask(on.leaf, {maxAgeMs: 60_000})).toMatchObject({status: 'revoked'})
    on.reset()
    on.server.answers.set('list.crl', on.made.list([]))
    await on.ask(on.leaf)
    on.at.later(3 * dayMs)
    on.server.answers.clear()
    expect(await on.ask(on.leaf)).toMatchObject({
      status: 'good',
      unheard: [{from: on.server.url('list.crl'), doubt: 'refused'}],
    })
  })

  it('hides no revocation that it remembers behind another source that says good', async () => {
    const good = on.made.list([])
    on.server.answers.set('list.crl', on.made.list([{of: on.leaf}]))
    on.server.answers.set('first.crl', good)
    await on.ask(on.leaf)
    const old = join(on.made.folder, 'old-but-good.crl')
    writeFileSync(old, good)
    for (const offline of [true, false])
      expect(await on.ask(on.leaf, {offline, lists: [old]})).toMatchObject({status: 'revoked'})
    const crlUrls = ['first.crl', 'list.crl'].map((path) => on.server.url(path))
    const certificate = {...on.leaf.certificate, crlUrls}
    const issuer = on.pki.intermediate.certificate
    expect(await on.at.revocation.statusOf(certificate, issuer, {offline: false})).toMatchObject({
      status: 'revoked',
    })
  })

  it('keeps what it remembers for this user alone', async () => {
    on.server.answers.set('list.crl', on.made.list([]))
    await on.ask(on.leaf)
    const modes = readdirSync(on.at.folder).map((file) => statSync(join(on.at.folder, file)).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600])
  })

  it('does not take an older list for a newer one', async () => {
    on.server.answers.set('list.crl', on.made.list([{of: on.leaf, reason: 'certificateHold'}]))
    await on.ask(on.leaf)
    on.at.later(2 * dayMs)
    on.server.answers.set('list.crl', on.made.list([], {from: '20260101000000Z', to: '20990101000000Z'}))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'revoked'})
    on.server.answers.clear()
    expect(await on.ask(on.leaf, {offline: true})).toMatchObject({status: 'revoked'})
  })

  it('takes back no revocation that it saw, whatever a newer list of the same address says, and says so', async () => {
    const other = on.pki.leaf('other', {
      keyOf: on.leaf,
      extensions: [...authUse, `crlDistributionPoints=URI:${on.server.url('list.crl')}`],
    })
    on.server.answers.set('list.crl', on.made.list([{of: on.leaf}]))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'revoked'})
    on.at.later(2 * dayMs)
    const newer = on.made.list([], {from: inDays(10), to: inDays(90)})
    on.server.answers.set('list.crl', newer)
    on.at.later(30 * dayMs)
    // the list is shared: the other certificate brings the new one
    expect(await on.ask(other)).toMatchObject({status: 'good'})
    for (const offline of [false, true])
      expect(await on.ask(on.leaf, {offline})).toMatchObject({
        status: 'revoked',
        contradictedBy: {by: 'crl', from: on.server.url('list.crl')},
      })
  })

  it('lets a suspension end with a newer list', async () => {
    on.server.answers.set('list.crl', on.made.list([{of: on.leaf, reason: 'certificateHold'}]))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'revoked', reason: 'certificateHold'})
    on.at.later(32 * dayMs)
    on.server.answers.set('list.crl', on.made.list([], {from: inDays(10), to: inDays(90)}))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'good'})
  })

  it('trusts the cache no more than the network', async () => {
    on.server.answers.set('list.crl', on.made.list([{of: on.leaf}]))
    await on.ask(on.leaf)
    const files = readdirSync(on.at.folder).filter((name) => name.endsWith('.der'))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files)
      writeFileSync(join(on.at.folder, file), on.made.list([], {signer: on.stranger.intermediate}))
    expect(await on.ask(on.leaf, {offline: true})).toMatchObject({status: 'unknown', doubt: 'wrong-signer'})
  })

  it.each<[string, Answer, string]>([
    ['a refusal', 403, 'refused'],
    ['a redirection', 302, 'refused'],
    ['a page that is no list', Buffer.from('<html>proxy</html>'), 'unreadable'],
    [
      'a list without end',
      (_request, response) => void response.end(Buffer.alloc(33 << 20, 0x30)),
      'refused',
    ],
    ['silence', 'hang', 'unreachable'],
  ])(
    'takes %s for unknown, and leaves the address alone for a while that grows',
    async (_name, answer, doubt) => {
      on.server.answers.set('list.crl', answer)
      const quick = {budgetMs: answer === 'hang' ? 600 : 20_000}
      expect(await on.ask(on.leaf, quick)).toMatchObject({status: 'unknown', doubt})
      on.at.later(50_000)
      expect(await on.ask(on.leaf, quick)).toMatchObject({status: 'unknown', doubt: 'back-off'})
      expect(on.server.asked).toHaveLength(1)
      on.at.later(20_000)
      await on.ask(on.leaf, quick)
      expect(on.server.asked).toHaveLength(2)
      on.at.later(90_000)
      await on.ask(on.leaf, quick)
      expect(on.server.asked).toHaveLength(2)
      on.at.later(60_000)
      on.server.answers.set('list.crl', on.made.list([]))
      expect(await on.ask(on.leaf, quick)).toMatchObject({status: 'good'})
    },
  )

  it('says unreachable of a port where nobody listens, within its budget', async () => {
    const nobody = on.named('nobody', 'http://127.0.0.1:9/list.crl')
    const began = Date.now()
    const status = await on.ask(nobody, {budgetMs: 2_000})
    expect(status).toMatchObject({status: 'unknown', doubt: 'unreachable', tries: [{detail: 'ECONNREFUSED'}]})
    expect(Date.now() - began).toBeLessThan(2_500)
  })

  it('asks nothing of an address that cannot be asked', async () => {
    const ldap = on.named('ldap', 'ldap://annuaire.example.invalid/cn=x')
    const gone = on.named('gone', 'http://igc.example.invalid/list.crl', 'http://ocsp.example.invalid')
    const bare = on.named('bare', '')
    expect(await on.ask(ldap)).toMatchObject({doubt: 'no-address', tries: [{detail: 'ldap'}]})
    expect(await on.ask(gone)).toMatchObject({
      doubt: 'no-address',
      tries: [{detail: 'invalid'}, {detail: 'invalid'}],
    })
    expect(await on.ask(bare)).toEqual({status: 'unknown', doubt: 'no-address', tries: []})
  })

  it('asks nothing for a certificate whose issuer is not proven', async () => {
    on.server.answers.set('list.crl', on.made.list([]))
    for (const issuer of [undefined, on.stranger.intermediate.certificate]) {
      const status = await on.at.revocation.statusOf(on.leaf.certificate, issuer, {offline: false})
      expect(status).toMatchObject({status: 'unknown', doubt: 'issuer-unknown'})
    }
    expect(on.server.asked).toEqual([])
  })

  it('downloads once for all who ask at the same time, other processes included', async () => {
    const list = on.made.list([])
    on.server.answers.set('list.crl', (_request, response) => void setTimeout(() => response.end(list), 200))
    const other = desk(on.at.folder)
    const all = await Promise.all(
      [on.at, other, on.at, other, on.at].map(({revocation}) =>
        revocation.statusOf(on.leaf.certificate, on.pki.intermediate.certificate, {offline: false}),
      ),
    )
    expect(all.map(({status}) => status)).toEqual(['good', 'good', 'good', 'good', 'good'])
    expect(on.server.asked).toEqual(['list.crl'])
  })

  /** A proxy that answers every request itself, and says how it was asked. */
  const proxied = async (work: (address: string, seen: string[]) => Promise<void>) => {
    const seen: string[] = []
    const list = on.made.list([])
    const proxy = createServer((request, response) => {
      seen.push(`${request.headers['proxy-authorization'] ?? 'nobody'} ${request.url}`)
      response.end(list)
    }).listen(0, '127.0.0.1')
    await new Promise((done) => proxy.once('listening', done))
    try {
      await work(`127.0.0.1:${(proxy.address() as AddressInfo).port}`, seen)
    } finally {
      proxy.closeAllConnections()
      proxy.close()
    }
  }

  it('goes through the proxy of the profile', () =>
    proxied(async (address, seen) => {
      const through = on.named('proxied', 'http://igc.example.test/list.crl')
      expect(await on.ask(through, {proxy: `http://u:p@${address}`})).toMatchObject({status: 'good'})
      const basic = `Basic ${Buffer.from('u:p').toString('base64')}`
      expect(seen).toEqual([`${basic} http://igc.example.test/list.crl`])
    }))

  it('goes through the proxy of the environment, save to the hosts it spares', () =>
    proxied(async (address, seen) => {
      const through = on.named('by-environment', 'http://igc.example.test/other.crl')
      on.at = desk(on.at.folder, {HTTP_PROXY: `http://${address}`, NO_PROXY: '127.0.0.1,localhost'})
      on.server.answers.set('list.crl', on.made.list([]))
      expect(await on.ask(through)).toMatchObject({status: 'good'})
      expect(await on.ask(on.leaf)).toMatchObject({status: 'good'})
      expect(seen).toEqual(['nobody http://igc.example.test/other.crl'])
      expect(on.server.asked).toEqual(['list.crl'])
    }))
})
