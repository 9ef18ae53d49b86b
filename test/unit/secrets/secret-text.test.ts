import {expect, it} from 'vitest'
import {secretUnavailable} from '../../../src/lib/secrets/secret-text.ts'

it('tells a secret of the profile from one that the command line asked for', () => {
  const caseOf = (setting: string) => secretUnavailable(setting, 'empty').params['case']
  for (const key of [
    'certificates.sign.passphrase',
    'journal.password',
    'lps.homologation',
    'certificates.auth.pin',
  ])
    expect(caseOf(key)).toBeUndefined()
  for (const named of [
    '--passphrase-from',
    '--passphrase-from (1/2)',
    '/srv/old.p12',
    'old.pfx',
    'pkcs11:token=CPS',
  ])
    expect(caseOf(named)).toBe('command-line')
})
