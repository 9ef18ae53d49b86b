import {describe, expect, it} from 'vitest'
import type {Environment} from '../../../src/lib/profile/profile.ts'
import type {RawValue} from '../../../src/lib/profile/setting.ts'
import {codesOf, environments, findingsOf} from './sample-profile.ts'

const REAL = ['.8', '.9']
const FICTITIOUS = ['.10']

describe('a profile', () => {
  it.each(environments)('without fault is found so in %s', (environment) => {
    expect(codesOf(environment)).toEqual([])
  })

  it.each<[string, Readonly<Record<string, RawValue>>, string, Readonly<Record<Environment, boolean>>]>([
    [
      'INS of real people',
      {'ins.allowedOids': REAL},
      'ins.allowedOids',
      {sandbox: false, test: false, formation: false, production: true},
    ],
    [
      'INS of invented people',
      {'ins.allowedOids': FICTITIOUS},
      'ins.allowedOids',
      {sandbox: true, test: true, formation: true, production: false},
    ],
    [
      'a mixture of both',
      {'ins.allowedOids': [...REAL, ...FICTITIOUS]},
      'ins.allowedOids',
      {sandbox: false, test: false, formation: false, production: false},
    ],
    [
      'an OID mapping',
      {'ins.oidMapping': {'.8': '.10'}},
      'ins.oidMapping',
      {sandbox: true, test: true, formation: true, production: false},
    ],
    [
      'a mapping towards real people',
      {'ins.oidMapping': {'.10': '.8'}},
      'ins.oidMapping',
      {sandbox: false, test: false, formation: false, production: false},
    ],
    [
      '5 submissions a second',
      {'limits.submitPerSecond': '5'},
      'limits.submitPerSecond',
      {sandbox: true, test: false, formation: false, production: false},
    ],
    [
      '4 submissions a second',
      {'limits.submitPerSecond': '4'},
      'limits.submitPerSecond',
      {sandbox: true, test: true, formation: true, production: true},
    ],
    [
      'an assertion used again',
      {'vihf.maxAgeSeconds': '20'},
      'vihf.maxAgeSeconds',
      {sandbox: true, test: false, formation: false, production: false},
    ],
    [
      'a service on this machine',
      {'endpoints.registry': 'https://localhost:1/r'},
      'endpoints.registry',
      {sandbox: true, test: false, formation: false, production: false},
    ],
    [
      'a service on this machine by IPv6',
      {'endpoints.base': 'https://[::1]:1/s'},
      'endpoints.base',
      {sandbox: true, test: false, formation: false, production: false},
    ],
    [
      'a service elsewhere',
      {'endpoints.base': 'https://dmp.example.invalid/s'},
      'endpoints.base',
      {sandbox: false, test: true, formation: true, production: true},
    ],
    [
      'a host that only begins like this machine',
      {'endpoints.base': 'https://127.0.0.1.example.invalid/s'},
      'endpoints.base',
      {sandbox: false, test: true, formation: true, production: true},
    ],
  ])('with %s is an error exactly where it does not belong', (_, stated, key, fits) => {
    for (const environment of environments) {
      const errors = findingsOf(environment, stated).filter(({severity}) => severity === 'error')
      const expected = fits[environment] ? [] : [['environment-mismatch', key]]
      expect([environment, errors.map((error) => [error.code, error.key])]).toEqual([environment, expected])
    }
  })

  it('takes real INS outside production when each is mapped', () => {
    const stated = {'ins.allowedOids': ['.8', '.10'], 'ins.oidMapping': {'.8': '.10'}}
    expect(codesOf('test', stated)).toEqual(['warning ins-oid-mapping ins.oidMapping'])
  })

  it.each<[string, Environment, Readonly<Record<string, RawValue | undefined>>, readonly string[]]>([
    [
      'a wrong FINESS key',
      'test',
      {'structure.finessEg': '010000017'},
      ['warning finess-key structure.finessEg'],
    ],
    [
      'a wrong SIRET key',
      'test',
      {'structure.siret': '12345678901234'},
      ['warning siret-key structure.siret'],
    ],
    [
      'the demonstration OID',
      'test',
      {'ins.allowedOids': ['.10', '.11']},
      ['warning ins-demonstration-oid ins.allowedOids'],
    ],
    [
      'no homologation number',
      'production',
      {'lps.homologation': 'none'},
      ['warning homologation-missing lps.homologation'],
    ],
    ['no homologation number in the sandbox', 'sandbox', {'lps.homologation': 'none'}, []],
    [
      'a user id that is an address',
      'test',
      {'vihf.user.responsibleId': 'a@b.fr'},
      ['warning user-id-not-opaque vihf.user.responsibleId'],
    ],
    [
      'a user id that is an RPPS number',
      'test',
      {'vihf.user.responsibleId': '899990000004'},
      ['warning user-id-national vihf.user.responsibleId'],
    ],
    [
      'a user id that is nobody',
      'test',
      {'vihf.user.responsibleId': 'admin'},
      ['warning user-id-generic vihf.user.responsibleId'],
    ],
    [
      'a user id with a slash',
      'test',
      {'vihf.user.responsibleId': 'a/b'},
      ['error user-id-form vihf.user.responsibleId'],
    ],
    [
      'a root that leaves no room',
      'test',
      {'ids.oidRoot': `1.2.${'1'.repeat(41)}`},
      ['error oid-root-long ids.oidRoot'],
    ],
    [
      'identifiers under a root that is missing',
      'test',
      {'ids.form': 'root', 'ids.oidRoot': undefined},
      ['error oid-root-missing ids.oidRoot'],
    ],
    [
      'one key for both uses',
      'test',
      {'certificates.sign.path': '/keys/auth.p12'},
      ['error one-key-source certificates.sign.path'],
    ],
    [
      'a token label beside a file',
      'test',
      {'certificates.auth.tokenLabel': 'x'},
      ['warning setting-unused certificates.auth.tokenLabel'],
    ],
    [
      'a person without a name as author',
      'test',
      {'author.kind': 'person', 'author.id': '1'},
      ['warning author-incomplete author.family', 'warning author-incomplete author.given'],
    ],
    [
      'a sandbox nobody vouches for',
      'sandbox',
      {'trust.caFiles': []},
      ['warning sandbox-authority trust.caFiles'],
    ],
    [
      'a hospital sector for another establishment',
      'test',
      {'structure.kind': 'esms'},
      ['warning sector-kind structure.sector'],
    ],
    [
      'revocation not looked at',
      'production',
      {'trust.revocation': 'off'},
      ['warning revocation-off trust.revocation'],
    ],
    [
      'a proxy to this machine',
      'sandbox',
      {proxy: 'http://proxy.invalid:3128'},
      ['warning sandbox-proxy proxy'],
    ],
  ])('with %s in %s', (_, environment, stated, codes) => {
    expect(codesOf(environment, stated)).toEqual(codes)
  })

  it('of a named user may not show the name in the id', () => {
    const user = {
      'vihf.user.kind': 'named',
      'vihf.user.id': 'durandm',
      'vihf.user.family': 'DURAND',
      'vihf.user.given': 'Marie',
      'vihf.user.professionCode': '10',
    }
    expect(codesOf('test', user)).toEqual(['warning user-id-not-opaque vihf.user.id'])
  })

  it('names the gravest first', () => {
    const severities = findingsOf('production', {
      'ins.allowedOids': ['.10'],
      'structure.finessEj': '010000009',
    }).map(({severity}) => severity)
    expect(severities).toEqual(['error', 'warning'])
  })
})
