import {execFileSync} from 'node:child_process'
import {createPrivateKey, sign, X509Certificate} from 'node:crypto'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {detachedCms} from '../../../src/lib/pki/cms-writer.ts'
import {describeWith} from '../../support/requires.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'openssl reads a detached signature', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cms-'))
  afterAll(() => rmSync(folder, {recursive: true, force: true}))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, {encoding: 'utf8', stdio: 'pipe'})
  const content = Buffer.from('dmp-journal/1\n2\nroot\n\n— é 😀\n')

  beforeAll(() => {
    const request = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/C=FR/O=Essai/CN=ESSAI',
    ]
    openssl(...request, '-keyout', at('key.pem'), '-out', at('own.pem'))
    writeFileSync(at('content'), content)
  })

  const make = async (signedAt: number) => {
    const key = createPrivateKey(readFileSync(at('key.pem')))
    const certificates = [new X509Certificate(readFileSync(at('own.pem'))).raw]
    const input = {content, certificates, signedAt}
    writeFileSync(at('made.p7s'), await detachedCms(input, async (data) => sign('sha256', data, key)))
  }
  const verify = () =>
    openssl(
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', at('made.p7s'), '-content', at('content')],
      ...['-CAfile', at('own.pem'), '-purpose', 'any', '-out', at('out')],
    )

  it('as valid over the very bytes, with the time of signing', async () => {
    await make(Date.parse('2026-03-02T09:14:07.120Z'))
    verify()
    expect(readFileSync(at('out'))).toEqual(content)
    const printed = openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', at('made.p7s'))
    expect(printed).toContain('UTCTIME:Mar  2 09:14:07 2026 GMT')
    expect(printed).toContain('eContent: <ABSENT>')
  })

  it('as valid after 2049', async () => {
    await make(Date.parse('2051-03-02T09:14:07Z'))
    verify()
    expect(openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', at('made.p7s'))).toContain(
      'GENERALIZEDTIME:Mar  2 09:14:07 2051 GMT',
    )
  })

  it('as false over other bytes', async () => {
    await make(0)
    writeFileSync(at('content'), 'other')
    expect(verify).toThrow()
  })
})
