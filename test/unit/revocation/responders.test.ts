import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import type {RevocationStatus} from '../../../src/lib/revocation/status.ts'
import {describeWith} from '../../support/requires.ts'
import type {Revoked} from '../../support/revocation-desk.ts'
import type {Issued} from '../../support/test-keys.ts'
import {RevocationStage} from './desk.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'an OCSP responder', () => {
  let on: RevocationStage
  beforeAll(async () => {
    on = await RevocationStage.open()
  }, 60_000)
  afterAll(() => on?.close())
  beforeEach(() => on.reset())

  const responders: [
    string,
    (of: Issued) => [Revoked[], Issued[], () => Issued, string[]],
    object,
    string,
  ][] = [
    ['good', (of) => [[], [of], () => on.delegate, ['-ndays', '1']], {status: 'good', by: 'ocsp'}, 'good'],
    [
      'good of the authority itself',
      (of) => [[], [of], () => on.pki.intermediate, ['-ndays', '1']],
      {status: 'good'},
      'good',
    ],
    ['good without a next date', (of) => [[], [of], () => on.delegate, []], {status: 'good'}, 'good'],
    [
      'good named by key',
      (of) => [[], [of], () => on.delegate, ['-resp_key_id', '-nmin', '5']],
      {status: 'good'},
      'good',
    ],
    [
      'revoked',
      (of) => [[{of, reason: 'superseded'}], [], () => on.delegate, ['-ndays', '1']],
      {status: 'revoked', by: 'ocsp', reason: 'superseded'},
      'revoked',
    ],
    [
      'that it does not know it',
      () => [[], [], () => on.delegate, ['-ndays', '1']],
      {status: 'unknown', doubt: 'responder-does-not-know'},
      'unknown',
    ],
    [
      'good under a stranger’s signature',
      (of) => [[], [of], () => on.stranger.intermediate, ['-ndays', '1']],
      {status: 'unknown', doubt: 'wrong-signer'},
      'Response Verify Failure',
    ],
    [
      'good under a leaf’s signature',
      (of) => [[], [of], () => on.leaf, ['-ndays', '1']],
      {status: 'unknown', doubt: 'wrong-signer'},
      'Response Verify Failure',
    ],
  ]
  it.each(responders)('hears a responder say %s as OpenSSL does', async (name, given, expected, theirs) => {
    // the responder is told of the certificate by its serial number, which is known before its address
    const probe = on.named(`known-${name.length}`, '')
    const [revoked, valid, signer, args] = given(probe)
    const url = await on.made.responder(revoked, valid, signer(), args)
    const certificate = {...probe.certificate, ocspUrls: [url]}
    const ours: RevocationStatus = await on.at.revocation.statusOf(
      certificate,
      on.pki.intermediate.certificate,
      {
        offline: false,
      },
    )
    expect(ours).toMatchObject(expected)
    const chain = join(on.made.folder, 'chain.pem')
    writeFileSync(
      chain,
      [on.pki.intermediate, on.pki.root]
        .map(({certificatePath}) => readFileSync(certificatePath, 'utf8'))
        .join(''),
    )
    const run = spawnSync('openssl', [
      ...[
        'ocsp',
        '-issuer',
        on.pki.intermediate.certificatePath,
        '-cert',
        probe.certificatePath,
        '-url',
        url,
      ],
      ...['-CAfile', chain, '-no_nonce'],
    ])
    expect(`${run.stdout}${run.stderr}`).toContain(theirs)
  })

  it('leaves time for OCSP where the list hangs', async () => {
    const probe = on.named('hanging', on.server.url('list.crl'))
    on.server.answers.set('list.crl', 'hang')
    const url = await on.made.responder([], [probe], on.delegate)
    const both = {...probe.certificate, ocspUrls: [url]}
    const wish = {offline: false, budgetMs: 2_000}
    const began = Date.now()
    const status = await on.at.revocation.statusOf(both, on.pki.intermediate.certificate, wish)
    expect(status).toMatchObject({status: 'good', by: 'ocsp'})
    expect(Date.now() - began).toBeLessThan(2_000)
  })

  it('does not wait twice for a responder that hangs, and asks it for all once it answers', async () => {
    const [one, other] = [
      on.named('one', '', on.server.url('ocsp')),
      on.named('other', '', on.server.url('ocsp')),
    ]
    on.server.answers.set('ocsp', 'hang')
    const quick = {budgetMs: 600}
    expect(await on.ask(one, quick)).toMatchObject({doubt: 'unreachable'})
    expect(await on.ask(other, quick)).toMatchObject({doubt: 'back-off'})
    expect(on.server.asked).toEqual(['ocsp'])
    on.at.later(70_000)
    on.server.answers.set('ocsp', Buffer.from('no answer'))
    expect(await on.ask(one)).toMatchObject({doubt: 'unreadable'})
    expect(await on.ask(other)).toMatchObject({doubt: 'unreadable'})
    expect(on.server.asked).toHaveLength(3)
  })

  it('learns nothing of an address from a person who stops', async () => {
    on.server.answers.set('list.crl', 'hang')
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    const wish = {offline: false, signal: stop.signal}
    await expect(
      on.at.revocation.statusOf(on.leaf.certificate, on.pki.intermediate.certificate, wish),
    ).rejects.toThrow()
    on.server.answers.set('list.crl', on.made.list([]))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'good'})
  })

  it('asks OCSP where the list says nothing, and believes its revocation over a good list of before', async () => {
    const probe = on.named('both', on.server.url('list.crl'))
    on.server.answers.set('list.crl', 403)
    const url = await on.made.responder([{of: probe}], [], on.delegate)
    const both = {...probe.certificate, ocspUrls: [url]}
    const issuer = on.pki.intermediate.certificate
    expect(await on.at.revocation.statusOf(both, issuer, {offline: false})).toMatchObject({
      status: 'revoked',
      by: 'ocsp',
    })
    // and remembers it without any network
    expect(await on.at.revocation.statusOf(both, issuer, {offline: true})).toMatchObject({
      status: 'revoked',
      by: 'ocsp',
    })
    // also where a list says good since
    on.server.answers.set('later.crl', on.made.list([]))
    const listed = {...both, crlUrls: [on.server.url('later.crl')]}
    for (const offline of [false, true])
      expect(await on.at.revocation.statusOf(listed, issuer, {offline})).toMatchObject({
        status: 'revoked',
        by: 'ocsp',
      })
  })

  it('hears the responder too where the list is good, and says which one it heard in vain', async () => {
    const probe = on.named('heard', on.server.url('list.crl'))
    const issuer = on.pki.intermediate.certificate
    on.server.answers.set('list.crl', on.made.list([]))
    expect(await on.ask(probe)).toMatchObject({status: 'good', by: 'crl'})
    const url = await on.made.responder([{of: probe}], [], on.delegate)
    const both = {...probe.certificate, ocspUrls: [url]}
    // the list is fresh in the cache, and does not decide alone
    expect(await on.at.revocation.statusOf(both, issuer, {offline: false})).toMatchObject({
      status: 'revoked',
      by: 'ocsp',
    })
    const mute = on.named('mute', on.server.url('list.crl'), on.server.url('mute'))
    on.server.answers.set('mute', 403)
    const status = await on.ask(mute)
    expect(status).toMatchObject({status: 'good', by: 'crl', unheard: [{doubt: 'refused'}]})
    expect(await on.ask(mute, {offline: true})).not.toHaveProperty('unheard')
  })
})
