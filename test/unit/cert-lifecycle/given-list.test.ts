import {expect, it} from 'vitest'
import {askRevocation} from '../../../src/lib/usecases/cert/check/ask-revocation.ts'

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
