import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {loadProfile} from '../../../src/lib/config/load-profile.ts'
import {MINIMAL, profileFolder} from './profile-folder.ts'

describe('a minimal sandbox profile', () => {
  it('loads, with every default of the product', async () => {
    const at = profileFolder()
    at.file('config/profiles/essai.yaml', MINIMAL)
    const {profile, choice, warnings} = await loadProfile(at)
    expect(choice).toEqual({name: 'essai', by: 'only-sandbox'})
    expect(profile).toMatchObject({
      name: 'essai',
      environment: 'sandbox',
      timeouts: {connectMs: 10_000, answerMs: 60_000, totalMs: 300_000},
      ins: {allowedOids: ['1.2.250.1.213.1.4.10'], oidMapping: {}},
      lps: {name: 'dmp', version: '9.9.9', homologation: {from: 'none'}},
      ids: {form: '2.25'},
      vihf: {
        version: '3.0',
        authnContext: 'unspecified',
        user: {kind: 'automate', responsibleId: 'RESP0001'},
      },
      limits: {submitPerSecond: 4, perDay: 30_000},
      unknown: {recheckAfterMs: 300_000},
    })
    expect(profile.journal.path).toBe(join(at.root, 'state', 'journals', 'essai', 'journal.sqlite'))
    expect(warnings).toEqual([])
  })

  it('takes relative paths from the folder of its file, secrets included', async () => {
    const at = profileFolder()
    at.file('config/profiles/essai.yaml', MINIMAL)
    const {profile} = await loadProfile(at)
    const keys = join(at.root, 'config', 'keys')
    expect(profile.certificates).toEqual({
      auth: {
        kind: 'pkcs12',
        path: join(keys, 'auth.p12'),
        passphrase: {from: 'file', path: join(keys, 'passphrase')},
      },
      sign: {
        kind: 'pkcs12',
        path: join(keys, 'sign.p12'),
        passphrase: {from: 'file', path: join(keys, 'passphrase')},
      },
    })
    expect(profile.trust.caFiles).toEqual([join(keys, 'ca.pem')])
  })
})
