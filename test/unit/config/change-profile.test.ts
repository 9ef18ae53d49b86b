import {describe, expect, it} from 'vitest'
import {changedProfileText} from '../../../src/lib/config/change-profile.ts'
import {readPlainSettings} from '../../../src/lib/config/plain-settings.ts'
import {readSettingsDocument} from '../../../src/lib/config/settings-document.ts'

const nested = `# our hospital
schemaVersion: 1
environment: test
certificates:
  # renewed in 2023
  auth:
    path: /old/auth.p12 # kept
    passphrase: {from: file, path: /etc/dmp/secret}
  sign:
    path: '/old/sign with a blank.p12'
limits:
  perDay: '20000'
`
const read = (text: string) =>
  Object.fromEntries(readSettingsDocument(text, 'x.yaml', 'profile').entries.map(({key, raw}) => [key, raw]))

describe('a changed profile', () => {
  it('keeps comments, order and everything that was not named', () => {
    const text = changedProfileText(nested, new Map([['certificates.auth.path', '/new/auth.p12']]))
    expect(text).toBe(nested.replace('/old/auth.p12', '/new/auth.p12'))
  })

  it('takes settings away, and adds new ones where they belong', () => {
    const text = changedProfileText(
      nested,
      new Map<string, string | undefined>([
        ['certificates.auth.passphrase', undefined],
        ['certificates.sign.kind', 'pkcs12'],
        ['structure.finessEj', '010000016'],
        ['proxy', undefined],
      ]),
    )
    expect(read(text)).toEqual({
      environment: 'test',
      'certificates.auth.path': '/old/auth.p12',
      'certificates.sign.path': '/old/sign with a blank.p12',
      'certificates.sign.kind': 'pkcs12',
      'limits.perDay': '20000',
      'structure.finessEj': '010000016',
    })
  })

  it('stays in the plain form that is read without the YAML library', () => {
    const passphrase = {from: 'file', path: '/etc/dmp/other secret'} as const
    const text = changedProfileText(nested, new Map([['certificates.auth.passphrase', passphrase]]))
    expect(readPlainSettings(text)?.entries.find(({key}) => key.endsWith('passphrase'))?.raw).toEqual(
      passphrase,
    )
  })

  it.each([
    ['dotted at the top', 'certificates.auth.path: /old\n'],
    ['dotted within a section', 'certificates:\n  auth.path: /old\n'],
    ['a dotted section', 'certificates.auth:\n  path: /old\n'],
  ])('finds a setting that is written %s', (_, text) => {
    const changed = changedProfileText(
      `schemaVersion: 1\n${text}`,
      new Map([['certificates.auth.path', '/new']]),
    )
    expect(read(changed)).toEqual({'certificates.auth.path': '/new'})
  })

  it('opens a section that was left empty', () => {
    const changes = new Map([['certificates.auth.path', '/new']])
    expect(read(changedProfileText('schemaVersion: 1\ncertificates:\n', changes))).toEqual({
      'certificates.auth.path': '/new',
    })
  })

  it.each(["it's", 'a: b', '#c', '- d', '{e}', '  f ', 'é\u2019', '007', 'true', '"q"'])(
    'writes %j so that it reads as itself',
    (value) => {
      const text = changedProfileText(nested, new Map([['structure.name', value]]))
      expect(read(text)['structure.name']).toBe(value)
    },
  )
})
