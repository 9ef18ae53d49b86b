import {execFileSync, spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import {findEntry, readRevocationList} from '../../../src/lib/revocation/crl.ts'
import {serialOf} from '../../../src/lib/revocation/serial.ts'
import {describeWith} from '../../support/requires.ts'
import type {ListOptions, Revoked} from '../../support/revocation-desk.ts'
import type {Issued} from '../../support/test-keys.ts'
import {RevocationStage} from './desk.ts'

const past = {from: '20250101000000Z', to: '20250107000000Z'}

describeWith([{program: 'openssl', package: 'openssl'}], 'a revocation list', () => {
  let on: RevocationStage
  beforeAll(async () => {
    on = await RevocationStage.open()
  }, 60_000)
  afterAll(() => on?.close())
  beforeEach(() => on.reset())

  /** What OpenSSL says of the leaf with that list: `good`, `revoked`, or its reason to say nothing. */
  const opensslVerdict = (of: Issued, list: Uint8Array): string => {
    const der = join(on.made.folder, 'asked.crl')
    const pem = join(on.made.folder, 'asked.pem')
    writeFileSync(der, list)
    execFileSync('openssl', ['crl', '-inform', 'DER', '-in', der, '-out', pem])
    const trusted = ['-partial_chain', '-trusted', on.pki.intermediate.certificatePath]
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
      () => [[], {signer: on.stranger.intermediate}],
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
    const [revoked, options] = given(on.leaf)
    const list = on.made.list(revoked, options)
    on.server.answers.set('list.crl', list)
    const ours = await on.ask(on.leaf)
    expect(ours).toMatchObject(expected)
    expect(opensslVerdict(on.leaf, list)).toBe(theirs)
  })

  it('believes no list signed with SHA-1, whoever signed it', async () => {
    on.server.answers.set('list.crl', on.made.list([], {hash: 'sha1'}))
    expect(await on.ask(on.leaf)).toMatchObject({status: 'unknown', doubt: 'wrong-signer'})
  })

  it('lets a fresher good list lift a suspension, and no other revocation', async () => {
    const before = {from: '20260101000000Z', to: '20990101000000Z'}
    for (const [reason, status] of [
      ['certificateHold', 'good'],
      ['superseded', 'revoked'],
    ] as const) {
      const [old, fresh] = [join(on.made.folder, 'old.crl'), join(on.made.folder, 'fresh.crl')]
      writeFileSync(old, on.made.list([{of: on.leaf, reason}], before))
      writeFileSync(fresh, on.made.list([]))
      expect(await on.ask(on.leaf, {offline: true, lists: [old, fresh]})).toMatchObject({status})
    }
  })

  it('passes over lists of other authorities that are given beside the right one', async () => {
    const [own, other] = [join(on.made.folder, 'own.crl'), join(on.made.folder, 'other.crl')]
    writeFileSync(own, on.made.list([]))
    writeFileSync(other, on.made.list([], {signer: on.pki.root}))
    const wish = {offline: true, lists: [other, own]}
    expect(await on.ask(on.leaf, wish)).toMatchObject({status: 'good', from: own})
    expect(await on.ask(on.leaf, {offline: true, lists: [other]})).toMatchObject({
      status: 'unknown',
      doubt: 'wrong-signer',
    })
  })

  it('says of every list given what came of it, whatever the others say', async () => {
    const given = (name: string, list: Uint8Array) => {
      const path = join(on.made.folder, `${name}.crl`)
      writeFileSync(path, list)
      return path
    }
    const own = given('fine', on.made.list([]))
    const tomorrow = {from: '20880101000000Z', to: '20890101000000Z'}
    const lists = [
      own,
      given('strange', on.made.list([], {signer: on.pki.root})),
      given('early', on.made.list([], tomorrow)),
      given('delta', on.made.list([], {extensions: ['2.5.29.27=critical,DER:020101']})),
    ]
    const status = await on.ask(on.leaf, {offline: true, lists})
    expect(status).toMatchObject({status: 'good', from: own})
    expect(status.unusedLists?.map(({doubt, detail}) => [doubt, detail])).toEqual([
      ['wrong-signer', undefined],
      ['not-yet-valid', '2088-01-01T00:00:00.000Z'],
      ['unreadable', 'delta'],
    ])
  })

  it('believes a delta list that says revoked', async () => {
    const [whole, delta] = [join(on.made.folder, 'whole.crl'), join(on.made.folder, 'delta.crl')]
    writeFileSync(whole, on.made.list([]))
    const mark = {extensions: ['2.5.29.27=critical,DER:020101']}
    writeFileSync(delta, on.made.list([{of: on.leaf}], mark))
    const wish = {offline: true, lists: [whole, delta]}
    expect(await on.ask(on.leaf, wish)).toMatchObject({status: 'revoked', from: delta})
    writeFileSync(delta, on.made.list([{of: on.leaf, reason: 'removeFromCRL'}], mark))
    expect(await on.ask(on.leaf, wish)).toMatchObject({status: 'good', unusedLists: [{detail: 'delta'}]})
  })

  it('reads of a list what OpenSSL prints of it', () => {
    const list = on.made.list([{of: on.leaf, at: '260203040506Z'}], {
      from: '20260301020304Z',
      to: '20260307020304Z',
    })
    const path = join(on.made.folder, 'printed.crl')
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
    expect(printed).toContain(`Serial Number: ${on.leaf.certificate.serial.hex}`)
    expect(findEntry(read, serialOf(on.leaf.certificate))).toEqual({at: Date.UTC(2026, 1, 3, 4, 5, 6)})
    expect(findEntry(read, serialOf(on.delegate.certificate))).toBeUndefined()
    expect(read.scope.authorityKeyId).toBe(on.pki.intermediate.certificate.subjectKeyId)
  })

  it('takes a list in PEM, and refuses a file that is none by name', async () => {
    const der = join(on.made.folder, 'given.crl')
    const pem = join(on.made.folder, 'given.pem')
    writeFileSync(der, on.made.list([{of: on.leaf}]))
    execFileSync('openssl', ['crl', '-inform', 'DER', '-in', der, '-out', pem])
    expect(await on.ask(on.leaf, {offline: true, lists: [pem]})).toMatchObject({status: 'revoked', from: pem})
    await expect(on.ask(on.leaf, {lists: [on.leaf.certificatePath]})).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {file: on.leaf.certificatePath},
    })
  })
})
