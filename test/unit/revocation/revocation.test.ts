import {execFileSync, spawnSync} from 'node:child_process'
import {readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import {findEntry, readRevocationList} from '../../../src/lib/revocation/crl.ts'
import {serialOf} from '../../../src/lib/revocation/serial.ts'
import type {RevocationStatus} from '../../../src/lib/revocation/status.ts'
import {describeWith} from '../../support/requires.ts'
import {
  type Answer,
  type ListOptions,
  ListServer,
  RevocationDesk,
  type Revoked,
} from '../../support/revocation-desk.ts'
import {authUse, type Issued, TestPki} from '../../support/test-keys.ts'
import {dayMs, desk} from './desk.ts'

const past = {from: '20250101000000Z', to: '20250107000000Z'}

describeWith([{program: 'openssl', package: 'openssl'}], 'revocation asked of lists and responders', () => {
  let pki: TestPki
  let stranger: TestPki
  let made: RevocationDesk
  let server: ListServer
  let leaf: Issued
  let delegate: Issued
  let at: ReturnType<typeof desk>
  const caches: string[] = []

  const named = (name: string, list: string, ocsp?: string): Issued =>
    pki.leaf(name, {
      ...(leaf ? {keyOf: leaf} : {}),
      extensions: [
        ...authUse,
        ...(list ? [`crlDistributionPoints=URI:${list}`] : []),
        ...(ocsp ? [`authorityInfoAccess=OCSP;URI:${ocsp}`] : []),
      ],
    })
  const ask = (
    of: Issued,
    wish: {offline?: boolean; lists?: string[]; budgetMs?: number; proxy?: string} = {},
  ) => at.revocation.statusOf(of.certificate, pki.intermediate.certificate, {offline: false, ...wish})

  /** What OpenSSL says of the leaf with that list: `good`, `revoked`, or its reason to say nothing. */
  const opensslVerdict = (of: Issued, list: Uint8Array): string => {
    const der = join(made.folder, 'asked.crl')
    const pem = join(made.folder, 'asked.pem')
    writeFileSync(der, list)
    execFileSync('openssl', ['crl', '-inform', 'DER', '-in', der, '-out', pem])
    const trusted = ['-partial_chain', '-trusted', pki.intermediate.certificatePath]
    const run = spawnSync('openssl', [
      'verify',
      '-crl_check',
      ...trusted,
      '-CRLfile',
      pem,
      of.certificatePath,
    ])
    const said = `${run.stdout}${run.stderr}`
    if (run.status === 0) return 'good'
    return /error 23 /.test(said) ? 'revoked' : (/error \d+ at .*: (.*)/.exec(said)?.[1] ?? said)
  }

  beforeAll(async () => {
    pki = new TestPki()
    stranger = new TestPki({
      intermediateDn:
        '/C=FR/O=DMP ESSAI/OU=0002 000000000/OU=IGC-SANTE TEST FICTIF/CN=TEST AC ORGANISATIONS FICTIVE',
    })
    made = new RevocationDesk(pki)
    server = await ListServer.open()
    leaf = named('leaf', server.url('list.crl'))
    delegate = pki.leaf('ocsp', {extensions: ['extendedKeyUsage=OCSPSigning']})
  }, 60_000)
  afterAll(async () => {
    await server?.close()
    for (const part of [made, pki, stranger]) part?.remove()
    for (const folder of caches) rmSync(folder, {recursive: true, force: true})
  })
  beforeEach(() => {
    at = desk()
    caches.push(at.folder)
    server.answers.clear()
    server.asked.length = 0
  })
  afterEach(() => server.answers.clear())

  it.each<[string, (ours: Issued) => [Revoked[], ListOptions], Partial<Record<string, unknown>>, string]>([
    ['a list that does not name it', () => [[], {}], {status: 'good', by: 'crl'}, 'good'],
    [
      'a list that names it, with the reason',
      (of) => [[{of, reason: 'keyCompromise'}], {}],
      {status: 'revoked', stale: false, reason: 'keyCompromise', at: Date.UTC(2026, 0, 1)},
      'revoked',
    ],
    ['a list without a reason', (of) => [[{of}], {}], {status: 'revoked', stale: false}, 'revoked'],
    ['a list past its date', () => [[], past], {status: 'unknown', doubt: 'stale'}, 'CRL has expired'],
    [
      'a list past its date that names it',
      (of) => [[{of}], past],
      {status: 'revoked', stale: true},
      'revoked',
    ],
    [
      'a list of tomorrow',
      () => [[], {from: '20880101000000Z', to: '20890101000000Z'}],
      {status: 'unknown', doubt: 'not-yet-valid'},
      'CRL is not yet valid',
    ],
    [
      'a list signed by another key under the same name',
      () => [[], {signer: stranger.intermediate}],
      {status: 'unknown', doubt: 'wrong-signer'},
      'unable to get certificate CRL',
    ],
    [
      'a list for authorities alone',
      () => [[], {extensions: ['issuingDistributionPoint=critical,@i', '[i]', 'onlyCA=TRUE']}],
      {status: 'unknown', doubt: 'unreadable'},
      'different CRL scope',
    ],
    [
      'a list of some reasons',
      () => [
        [],
        {extensions: ['issuingDistributionPoint=critical,@i', '[i]', 'onlysomereasons=keyCompromise']},
      ],
      {status: 'unknown', doubt: 'unreadable'},
      'unable to get certificate CRL',
    ],
  ])('hears %s as OpenSSL does', async (_name, given, expected, theirs) => {
    const [revoked, options] = given(leaf)
    const list = made.list(revoked, options)
    server.answers.set('list.crl', list)
    const ours = await ask(leaf)
    expect(ours).toMatchObject(expected)
    expect(opensslVerdict(leaf, list)).toBe(theirs)
  })

  it('believes no list signed with SHA-1, whoever signed it', async () => {
    server.answers.set('list.crl', made.list([], {hash: 'sha1'}))
    expect(await ask(leaf)).toMatchObject({status: 'unknown', doubt: 'wrong-signer'})
  })

  it('lets a fresher good list lift a suspension, and no other revocation', async () => {
    const before = {from: '20260101000000Z', to: '20990101000000Z'}
    for (const [reason, status] of [
      ['certificateHold', 'good'],
      ['superseded', 'revoked'],
    ] as const) {
      const [old, fresh] = [join(made.folder, 'old.crl'), join(made.folder, 'fresh.crl')]
      writeFileSync(old, made.list([{of: leaf, reason}], before))
      writeFileSync(fresh, made.list([]))
      expect(await ask(leaf, {offline: true, lists: [old, fresh]})).toMatchObject({status})
    }
  })

  it('passes over lists of other authorities that are given beside the right one', async () => {
    const [own, other] = [join(made.folder, 'own.crl'), join(made.folder, 'other.crl')]
    writeFileSync(own, made.list([]))
    writeFileSync(other, made.list([], {signer: pki.root}))
    const wish = {offline: true, lists: [other, own]}
    expect(await ask(leaf, wish)).toMatchObject({status: 'good', from: own})
    expect(await ask(leaf, {offline: true, lists: [other]})).toMatchObject({
      status: 'unknown',
      doubt: 'wrong-signer',
    })
  })

  it('reads of a list what OpenSSL prints of it', () => {
    const list = made.list([{of: leaf, at: '260203040506Z'}], {
      from: '20260301020304Z',
      to: '20260307020304Z',
    })
    const path = join(made.folder, 'printed.crl')
    writeFileSync(path, list)
    const args = [
      'crl',
      '-inform',
      'DER',
      '-in',
      path,
      '-noout',
      '-text',
      '-issuer',
      '-lastupdate',
      '-nextupdate',
    ]
    const printed = execFileSync('openssl', [...args, '-nameopt', 'RFC2253'], {encoding: 'utf8'})
    const at = (label: string) => Date.parse(new RegExp(`${label}=(.*)`).exec(printed)?.[1] ?? '')
    const read = readRevocationList(list)
    expect([read.thisUpdate, read.nextUpdate]).toEqual([at('lastUpdate'), at('nextUpdate')])
    expect(printed).toContain(`Serial Number: ${leaf.certificate.serial.hex}`)
    expect(findEntry(read, serialOf(leaf.certificate))).toEqual({at: Date.UTC(2026, 1, 3, 4, 5, 6)})
    expect(findEntry(read, serialOf(delegate.certificate))).toBeUndefined()
    expect(read.scope.authorityKeyId).toBe(pki.intermediate.certificate.subjectKeyId)
  })

  it('takes a list in PEM, and refuses a file that is none by name', async () => {
    const der = join(made.folder, 'given.crl')
    const pem = join(made.folder, 'given.pem')
    writeFileSync(der, made.list([{of: leaf}]))
    execFileSync('openssl', ['crl', '-inform', 'DER', '-in', der, '-out', pem])
    expect(await ask(leaf, {offline: true, lists: [pem]})).toMatchObject({status: 'revoked', from: pem})
    await expect(ask(leaf, {lists: [leaf.certificatePath]})).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {file: leaf.certificatePath},
    })
  })

  it('remembers a list until its date, a revocation beyond, and nothing else', async () => {
    server.answers.set('list.crl', made.list([]))
    expect(await ask(leaf)).toMatchObject({status: 'good'})
    server.answers.clear()
    expect(await ask(leaf, {offline: true})).toMatchObject({status: 'good'})
    at.later(2 * dayMs)
    // asked anew after a day, and good all the same: the list is valid for six
    expect(await ask(leaf)).toMatchObject({status: 'good'})
    expect(server.asked).toHaveLength(2)
    at.later(5 * dayMs)
    expect(await ask(leaf, {offline: true})).toMatchObject({status: 'unknown', doubt: 'stale'})
    server.answers.set('list.crl', made.list([{of: leaf}]))
    expect(await ask(leaf)).toMatchObject({status: 'revoked', stale: true})
    server.answers.clear()
    at.later(300 * dayMs)
    expect(await ask(leaf)).toMatchObject({status: 'revoked', stale: true})
  })

  it('keeps what it remembers for this user alone', async () => {
    server.answers.set('list.crl', made.list([]))
    await ask(leaf)
    const modes = readdirSync(at.folder).map((file) => statSync(join(at.folder, file)).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600])
  })

  it('does not take an older list for a newer one', async () => {
    server.answers.set('list.crl', made.list([{of: leaf, reason: 'certificateHold'}]))
    await ask(leaf)
    at.later(2 * dayMs)
    server.answers.set('list.crl', made.list([], {from: '20260101000000Z', to: '20990101000000Z'}))
    expect(await ask(leaf)).toMatchObject({status: 'revoked'})
    server.answers.clear()
    expect(await ask(leaf, {offline: true})).toMatchObject({status: 'revoked'})
  })

  it('trusts the cache no more than the network', async () => {
    server.answers.set('list.crl', made.list([{of: leaf}]))
    await ask(leaf)
    const [file = ''] = readdirSync(at.folder).filter((name) => name.endsWith('.der'))
    writeFileSync(join(at.folder, file), made.list([], {signer: stranger.intermediate}))
    expect(await ask(leaf, {offline: true})).toMatchObject({status: 'unknown', doubt: 'wrong-signer'})
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
      server.answers.set('list.crl', answer)
      const quick = {budgetMs: answer === 'hang' ? 600 : 20_000}
      expect(await ask(leaf, quick)).toMatchObject({status: 'unknown', doubt})
      at.later(50_000)
      expect(await ask(leaf, quick)).toMatchObject({status: 'unknown', doubt: 'back-off'})
      expect(server.asked).toHaveLength(1)
      at.later(20_000)
      await ask(leaf, quick)
      expect(server.asked).toHaveLength(2)
      at.later(90_000)
      await ask(leaf, quick)
      expect(server.asked).toHaveLength(2)
      at.later(60_000)
      server.answers.set('list.crl', made.list([]))
      expect(await ask(leaf, quick)).toMatchObject({status: 'good'})
    },
  )

  it('says unreachable of a port where nobody listens, within its budget', async () => {
    const nobody = named('nobody', 'http://127.0.0.1:9/list.crl')
    const began = Date.now()
    const status = await ask(nobody, {budgetMs: 2_000})
    expect(status).toMatchObject({status: 'unknown', doubt: 'unreachable', tries: [{detail: 'ECONNREFUSED'}]})
    expect(Date.now() - began).toBeLessThan(2_500)
  })

  it('asks nothing of an address that cannot be asked', async () => {
    const ldap = named('ldap', 'ldap://annuaire.example.invalid/cn=x')
    const gone = named('gone', 'http://igc.example.invalid/list.crl', 'http://ocsp.example.invalid')
    const bare = named('bare', '')
    expect(await ask(ldap)).toMatchObject({doubt: 'no-address', tries: [{detail: 'ldap'}]})
    expect(await ask(gone)).toMatchObject({
      doubt: 'no-address',
      tries: [{detail: 'invalid'}, {detail: 'invalid'}],
    })
    expect(await ask(bare)).toEqual({status: 'unknown', doubt: 'no-address', tries: []})
  })

  it('asks nothing for a certificate whose issuer is not proven', async () => {
    server.answers.set('list.crl', made.list([]))
    for (const issuer of [undefined, stranger.intermediate.certificate]) {
      const status = await at.revocation.statusOf(leaf.certificate, issuer, {offline: false})
      expect(status).toMatchObject({status: 'unknown', doubt: 'issuer-unknown'})
    }
    expect(server.asked).toEqual([])
  })

  it('downloads once for all who ask at the same time, other processes included', async () => {
    const list = made.list([])
    server.answers.set('list.crl', (_request, response) => void setTimeout(() => response.end(list), 200))
    const other = desk(at.folder)
    const all = await Promise.all(
      [at, other, at, other, at].map(({revocation}) =>
        revocation.statusOf(leaf.certificate, pki.intermediate.certificate, {offline: false}),
      ),
    )
    expect(all.map(({status}) => status)).toEqual(['good', 'good', 'good', 'good', 'good'])
    expect(server.asked).toEqual(['list.crl'])
  })

  /** A proxy that answers every request itself, and says how it was asked. */
  const proxied = async (work: (address: string, seen: string[]) => Promise<void>) => {
    const seen: string[] = []
    const list = made.list([])
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
      const through = named('proxied', 'http://igc.example.test/list.crl')
      expect(await ask(through, {proxy: `http://u:p@${address}`})).toMatchObject({status: 'good'})
      const basic = `Basic ${Buffer.from('u:p').toString('base64')}`
      expect(seen).toEqual([`${basic} http://igc.example.test/list.crl`])
    }))

  it('goes through the proxy of the environment, save to the hosts it spares', () =>
    proxied(async (address, seen) => {
      const through = named('by-environment', 'http://igc.example.test/other.crl')
      at = desk(at.folder, {HTTP_PROXY: `http://${address}`, NO_PROXY: '127.0.0.1,localhost'})
      server.answers.set('list.crl', made.list([]))
      expect(await ask(through)).toMatchObject({status: 'good'})
      expect(await ask(leaf)).toMatchObject({status: 'good'})
      expect(seen).toEqual(['nobody http://igc.example.test/other.crl'])
      expect(server.asked).toEqual(['list.crl'])
    }))

  const responders: [
    string,
    (of: Issued) => [Revoked[], Issued[], () => Issued, string[]],
    object,
    string,
  ][] = [
    ['good', (of) => [[], [of], () => delegate, ['-ndays', '1']], {status: 'good', by: 'ocsp'}, 'good'],
    [
      'good of the authority itself',
      (of) => [[], [of], () => pki.intermediate, ['-ndays', '1']],
      {status: 'good'},
      'good',
    ],
    ['good without a next date', (of) => [[], [of], () => delegate, []], {status: 'good'}, 'good'],
    [
      'good named by key',
      (of) => [[], [of], () => delegate, ['-resp_key_id', '-nmin', '5']],
      {status: 'good'},
      'good',
    ],
    [
      'revoked',
      (of) => [[{of, reason: 'superseded'}], [], () => delegate, ['-ndays', '1']],
      {status: 'revoked', by: 'ocsp', reason: 'superseded'},
      'revoked',
    ],
    [
      'that it does not know it',
      () => [[], [], () => delegate, ['-ndays', '1']],
      {status: 'unknown', doubt: 'responder-does-not-know'},
      'unknown',
    ],
    [
      'good under a stranger’s signature',
      (of) => [[], [of], () => stranger.intermediate, ['-ndays', '1']],
      {status: 'unknown', doubt: 'wrong-signer'},
      'Response Verify Failure',
    ],
    [
      'good under a leaf’s signature',
      (of) => [[], [of], () => leaf, ['-ndays', '1']],
      {status: 'unknown', doubt: 'wrong-signer'},
      'Response Verify Failure',
    ],
  ]
  it.each(responders)('hears a responder say %s as OpenSSL does', async (name, given, expected, theirs) => {
    // the responder is told of the certificate by its serial number, which is known before its address
    const probe = named(`known-${name.length}`, '')
    const [revoked, valid, signer, args] = given(probe)
    const url = await made.responder(revoked, valid, signer(), args)
    const certificate = {...probe.certificate, ocspUrls: [url]}
    const ours: RevocationStatus = await at.revocation.statusOf(certificate, pki.intermediate.certificate, {
      offline: false,
    })
    expect(ours).toMatchObject(expected)
    const chain = join(made.folder, 'chain.pem')
    writeFileSync(
      chain,
      [pki.intermediate, pki.root].map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join(''),
    )
    const run = spawnSync('openssl', [
      ...['ocsp', '-issuer', pki.intermediate.certificatePath, '-cert', probe.certificatePath, '-url', url],
      ...['-CAfile', chain, '-no_nonce'],
    ])
    expect(`${run.stdout}${run.stderr}`).toContain(theirs)
  })

  it('leaves time for OCSP where the list hangs', async () => {
    const probe = named('hanging', server.url('list.crl'))
    server.answers.set('list.crl', 'hang')
    const url = await made.responder([], [probe], delegate)
    const both = {...probe.certificate, ocspUrls: [url]}
    const wish = {offline: false, budgetMs: 2_000}
    const began = Date.now()
    const status = await at.revocation.statusOf(both, pki.intermediate.certificate, wish)
    expect(status).toMatchObject({status: 'good', by: 'ocsp'})
    expect(Date.now() - began).toBeLessThan(2_000)
  })

  it('does not wait twice for a responder that hangs, and asks it for all once it answers', async () => {
    const [one, other] = [named('one', '', server.url('ocsp')), named('other', '', server.url('ocsp'))]
    server.answers.set('ocsp', 'hang')
    const quick = {budgetMs: 600}
    expect(await ask(one, quick)).toMatchObject({doubt: 'unreachable'})
    expect(await ask(other, quick)).toMatchObject({doubt: 'back-off'})
    expect(server.asked).toEqual(['ocsp'])
    at.later(70_000)
    server.answers.set('ocsp', Buffer.from('no answer'))
    expect(await ask(one)).toMatchObject({doubt: 'unreadable'})
    expect(await ask(other)).toMatchObject({doubt: 'unreadable'})
    expect(server.asked).toHaveLength(3)
  })

  it('learns nothing of an address from a person who stops', async () => {
    server.answers.set('list.crl', 'hang')
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    const wish = {offline: false, signal: stop.signal}
    await expect(
      at.revocation.statusOf(leaf.certificate, pki.intermediate.certificate, wish),
    ).rejects.toThrow()
    server.answers.set('list.crl', made.list([]))
    expect(await ask(leaf)).toMatchObject({status: 'good'})
  })

  it('asks OCSP where the list says nothing, and believes its revocation over a good list of before', async () => {
    const probe = named('both', server.url('list.crl'))
    server.answers.set('list.crl', 403)
    const url = await made.responder([{of: probe}], [], delegate)
    const both = {...probe.certificate, ocspUrls: [url]}
    const issuer = pki.intermediate.certificate
    expect(await at.revocation.statusOf(both, issuer, {offline: false})).toMatchObject({
      status: 'revoked',
      by: 'ocsp',
    })
    // and remembers it without any network
    expect(await at.revocation.statusOf(both, issuer, {offline: true})).toMatchObject({
      status: 'revoked',
      by: 'ocsp',
    })
  })
})
