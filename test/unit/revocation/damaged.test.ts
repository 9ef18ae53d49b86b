import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {testifyOcsp} from '../../../src/lib/revocation/ocsp-answer.ts'
import {buildOcspRequest} from '../../../src/lib/revocation/ocsp-request.ts'
import {type Testimony, testifyList} from '../../../src/lib/revocation/testimony.ts'
import {describeWith} from '../../support/requires.ts'
import {RevocationDesk} from '../../support/revocation-desk.ts'
import {type Issued, openssl, TestPki} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'a damaged word on revocation', () => {
  let pki: TestPki
  let made: RevocationDesk
  let leaf: Issued
  let list: Uint8Array
  let answer: Uint8Array
  const asked = () => ({
    certificate: leaf.certificate,
    issuer: pki.intermediate.certificate,
    from: 'here',
    now: Date.now(),
  })

  beforeAll(() => {
    pki = new TestPki()
    made = new RevocationDesk(pki)
    leaf = pki.leaf('leaf')
    list = made.list([{of: leaf, reason: 'keyCompromise'}])
    const [request, reply] = [join(made.folder, 'request.der'), join(made.folder, 'reply.der')]
    writeFileSync(
      request,
      buildOcspRequest(leaf.certificate, pki.intermediate.certificate, new Uint8Array(16)),
    )
    const {certificatePath, keyPath} = pki.intermediate
    execFileSync('openssl', [
      ...['ocsp', '-index', made.index([{of: leaf}]), '-CA', certificatePath, '-ndays', '1'],
      ...['-rsigner', certificatePath, '-rkey', keyPath, '-reqin', request, '-respout', reply],
    ])
    answer = new Uint8Array(readFileSync(reply))
  }, 60_000)
  afterAll(() => {
    made?.remove()
    pki?.remove()
  })

  const says = {
    list: (bytes: Uint8Array): Testimony => testifyList(bytes, asked()).testimony,
    answer: (bytes: Uint8Array): Testimony => testifyOcsp(bytes, asked()),
  }

  it('is a revocation as long as it is whole', () => {
    expect(says.list(list)).toMatchObject({says: 'revoked', reason: 'keyCompromise'})
    expect(says.answer(answer)).toMatchObject({says: 'revoked'})
  })

  it.each(['list', 'answer'] as const)('never turns to good whatever byte of the %s is changed', (kind) => {
    const whole = kind === 'list' ? list : answer
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({min: 1, max: 255}), (at, change) => {
        const bytes = Uint8Array.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ change
        expect(says[kind](bytes).says).not.toBe('good')
      }),
      {numRuns: 600},
    )
  })

  it.each(['list', 'answer'] as const)('is silence when the %s is cut or followed by more', (kind) => {
    const whole = kind === 'list' ? list : answer
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(says[kind](whole.subarray(0, length)).says).toBe('nothing')
      }),
    )
    expect(says[kind](Buffer.concat([whole, Uint8Array.of(0)])).says).toBe('nothing')
  })

  it('is silence when it is no list or answer at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 400}), (bytes) => {
        expect([says.list(bytes).says, says.answer(bytes).says]).toEqual(['nothing', 'nothing'])
      }),
    )
  })

  it('counts for nothing with a nonce that is not ours', () => {
    const nonce = new Uint8Array(16)
    expect(testifyOcsp(answer, {...asked(), nonce})).toMatchObject({says: 'revoked'})
    expect(testifyOcsp(answer, {...asked(), nonce: nonce.map(() => 7)})).toMatchObject({
      doubt: 'unreadable',
      detail: 'nonce',
    })
  })

  it('is a request that OpenSSL reads', () => {
    const path = join(made.folder, 'own.der')
    writeFileSync(path, buildOcspRequest(leaf.certificate, pki.intermediate.certificate, new Uint8Array(16)))
    const text = openssl(['ocsp', '-reqin', path, '-req_text'])
    expect(text).toContain(`Serial Number: ${leaf.certificate.serial.hex}`)
    expect(text).toContain('OCSP Nonce')
  })

  it('is found in a list of a hundred thousand without a tree of them', () => {
    const others = Array.from(
      {length: 100_000},
      (_, index) =>
        `R\t991231235959Z\t260101000000Z\t${(index + 0x100000).toString(16).toUpperCase().padStart(6, '0')}\tunknown\t/CN=x\n`,
    )
    const long = made.list([{of: leaf}], {more: others.join('')})
    const began = performance.now()
    expect(says.list(long)).toMatchObject({says: 'revoked'})
    expect(performance.now() - began).toBeLessThan(2_000)
  }, 60_000)
})
