import {expect, it} from 'vitest'
import {askRevocation} from '../../../src/lib/usecases/cert/check/ask-revocation.ts'
import {describeWith} from '../../support/requires.ts'
import {RevocationDesk} from '../../support/revocation-desk.ts'
import {TestPki} from '../../support/test-keys.ts'

it('refuses a list that cannot be read, even for a root that no list could revoke', async () => {
  const root = {subject: {derHex: '30'}, issuer: {derHex: '30'}}
  const ask = (text: string) =>
    askRevocation(
      {
        files: {resolve: (path: string) => `/there/${path}`, read: async () => Buffer.from(text)},
      } as unknown as Parameters<typeof askRevocation>[0],
      root as Parameters<typeof askRevocation>[1],
      [],
      [],
      {offline: true, lists: ['a.crl'], profile: undefined},
    )
  await expect(ask('<html>')).rejects.toMatchObject({
    code: 'DMP_FILE_UNREADABLE',
    params: {file: '/there/a.crl', reason: 'ENOTCRL'},
  })
})

describeWith([{program: 'openssl', package: 'openssl'}], 'a list given', () => {
  it('is read without the network where the profile wants no check of revocation', async () => {
    const pki = new TestPki()
    const made = new RevocationDesk(pki)
    try {
      const list = made.list([])
      const wishes: unknown[] = []
      const bench = {
        files: {resolve: (path: string) => path, read: async () => list},
        revocation: {
          statusOf: async (_certificate: unknown, _issuer: unknown, {offline}: {offline: boolean}) => {
            wishes.push(offline)
            return {status: 'unknown', doubt: 'offline', tries: []}
          },
        },
      } as unknown as Parameters<typeof askRevocation>[0]
      const profile = {trust: {revocation: 'off'}} as Parameters<typeof askRevocation>[4]['profile']
      const ask = (lists: string[]) =>
        askRevocation(bench, pki.leaf('L').certificate, [], [], {offline: false, lists, profile})
      expect((await ask([])).revocation).toMatchObject({doubt: 'off'})
      expect(wishes).toEqual([])
      await ask(['a.crl'])
      expect(wishes).toEqual([true])
    } finally {
      made.remove()
      pki.remove()
    }
  })
})
