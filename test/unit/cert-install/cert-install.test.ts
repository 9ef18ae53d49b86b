import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {hostname} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {certificateSources} from '../../../src/lib/certificate-sources/certificate-sources.ts'
import {configAdapters} from '../../../src/lib/config/config-adapters.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {createKeyWorkshop} from '../../../src/lib/keys/key-workshop.ts'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'
import type {Journal, JournalEvent} from '../../../src/lib/ports/journal.ts'
import type {RevocationStatus} from '../../../src/lib/revocation/status.ts'
import {createSecrets} from '../../../src/lib/secrets/secrets.ts'
import {installCertificates} from '../../../src/lib/usecases/cert/cert-install.ts'
import {rollBackCertificates} from '../../../src/lib/usecases/cert/cert-rollback.ts'
import type {LifecycleBench} from '../../../src/lib/usecases/cert/ports.ts'
import {usesOfFingerprints} from '../../../src/lib/usecases/cert/used-by.ts'
import {
  type Issued,
  keyPeriod,
  layouts,
  passphrase,
  signUse,
  TestPki,
  testSigns,
} from '../../support/test-keys.ts'

let pki: TestPki
let home: string
const at = (...names: string[]) => join(home, ...names)
const profileFile = () => at('config/profiles/test.yaml')
const consent = {yes: true, confirm: 'test'}

/** What only a real establishment would have: here a small authority of our own, declared in trust.caFiles. */
const profileText = (auth: string, sign: string) => `schemaVersion: 1
environment: sandbox
endpoints: {base: https://localhost:1/si-dmp-server/v2/services}
trust: {caFiles: [${at('ca.pem')}]}
structure: {finessEj: 0B0000014, finessEg: 0B0000014, name: CH, kind: es, legalStatus: public, sector: SA01}
certificates:
  auth: {path: ${auth}, passphrase: {from: file, path: ${at('secret')}}}
  sign: {path: ${sign}, passphrase: {from: file, path: ${at('secret')}}}
ids: {oidRoot: 1.2.3.4}
vihf: {user: {responsibleId: R1}}
`

let leaves: Readonly<
  Record<'auth' | 'sign' | 'newAuth' | 'newSign' | 'endedKey' | 'otherAuth' | 'otherSign', Issued>
>
beforeAll(() => {
  pki = new TestPki()
  home = join(pki.folder, 'home')
  mkdirSync(home)
  const sign = {extensions: [...signUse, ...testSigns]}
  leaves = {
    auth: pki.leaf('auth', {notAfter: '20271231235959Z'}),
    sign: pki.leaf('sign', {...sign, notAfter: '20271231235959Z'}),
    newAuth: pki.leaf('new-auth'),
    newSign: pki.leaf('new-sign', sign),
    otherAuth: pki.leaf('other-auth', {unit: '10B0221636'}),
    otherSign: pki.leaf('other-sign', {...sign, unit: '10B0221636'}),
    endedKey: pki.leaf('ended-key', {
      extensions: [...signUse, ...testSigns, keyPeriod('20240601000000Z', '20270531000000Z')],
    }),
  }
  for (const [name, leaf] of Object.entries(leaves)) pki.pkcs12(leaf, name, layouts.ans)
  writeFileSync(at('secret'), passphrase, {mode: 0o600})
  const authorities = [pki.root, pki.intermediate].map(({certificatePath}) =>
    readFileSync(certificatePath, 'utf8'),
  )
  writeFileSync(at('ca.pem'), authorities.join(''))
})
afterAll(() => pki.remove())
const p12 = (name: keyof typeof leaves) => join(pki.folder, `${name}.p12`)

beforeEach(() => {
  rmSync(at('config'), {recursive: true, force: true})
  mkdirSync(at('config/profiles'), {recursive: true})
  writeFileSync(profileFile(), profileText(p12('auth'), p12('sign')), {mode: 0o600})
})

const never = () => Promise.reject(new Error('not asked for'))

/** The real thing but for the journal, which is a list. */
function bench(changes: Partial<LifecycleBench> = {}): LifecycleBench & {readonly events: JournalEvent[]} {
  const events: JournalEvent[] = []
  const env = {DMP_CONFIG_DIR: at('config')}
  const product = {name: 'dmp', version: '0'}
  const adapters = configAdapters({
    ...{env, cwd: home, home, platform: process.platform, stateFolder: at('state'), product},
  })
  const secrets = createSecrets({
    prompter: {available: false, secret: never},
    question: (setting) => setting,
  })
  const loadedProfile = () => adapters.profiles.load({name: 'test'})
  const journal = {
    record: async (entries: readonly {readonly event: JournalEvent}[]) =>
      entries.map(({event}) => String(events.push(event))),
  } as unknown as Journal
  return {
    events,
    ...adapters,
    product,
    files: localFiles,
    outputs: localOutputs,
    clock: {now: () => Date.parse('2027-06-01T00:00:00Z'), monotonic: () => 0, sleep: never} as never,
    prompter: {available: false, text: never, secret: never, confirm: never, choose: never},
    warn: () => undefined,
    signal: new AbortController().signal,
    trustStore: {list: async () => []},
    revocation: {statusOf: never},
    profile: async () => (await loadedProfile()).profile,
    loadedProfile,
    journal: async () => journal,
    secrets: async () => secrets,
    certificateSources: certificateSources({files: localFiles, secrets: async () => secrets, env}),
    keyWorkshop: async () => createKeyWorkshop({files: localFiles, secrets}),
    ...changes,
  }
}

const wish = (...names: (keyof typeof leaves)[]) => ({
  sources: names.map(p12),
  structureChange: false,
  dryRun: false,
  consent,
  by: 'exploitation',
})
const inService = async () => {
  const {profile} = await bench().loadedProfile()
  const {keyFiles} = bench()
  return Promise.all(
    (['auth', 'sign'] as const).map(
      async (use) => (await keyFiles.preview(profile.certificates[use])).leaf?.sha256.hex,
    ),
  )
}
const sha = (...names: (keyof typeof leaves)[]) => names.map((name) => leaves[name].certificate.sha256.hex)

describe('an installation', () => {
  it('changes both references in one write of the profile', async () => {
    const writes: ReadonlyMap<string, unknown>[] = []
    const {profiles} = bench()
    const change: typeof profiles.change = (name, changes) => {
      writes.push(changes)
      return profiles.change(name, changes)
    }
    await installCertificates(bench({profiles: {...profiles, change}}), wish('newSign', 'newAuth'))
    expect(writes.map((changes) => [...changes.keys()].sort())).toEqual([
      ['certificates.auth.path', 'certificates.sign.path'],
    ])
    expect(await inService()).toEqual(sha('newAuth', 'newSign'))
  })

  it('puts a file back that was written over since, and keeps what lay there', async () => {
    const both = wish('newAuth', 'newSign')
    const {files} = await installCertificates(bench(), both)
    const path = files.find((file) => file.endsWith('auth.p12')) ?? ''
    const other = readFileSync(p12('auth'))
    writeFileSync(path, other, {mode: 0o600})
    expect(await inService()).toEqual(sha('auth', 'newSign'))
    const begun = bench()
    expect(await installCertificates(begun, {...both, dryRun: true})).toMatchObject({done: false})
    await expect(installCertificates(begun, {...both, consent: {yes: false}})).rejects.toThrow(DmpError)
    expect(await inService()).toEqual(sha('auth', 'newSign'))
    const again = await installCertificates(begun, both)
    expect(again.certificates.map(({replaces}) => replaces?.sha256)).toEqual(sha('auth', 'newSign'))
    expect(await inService()).toEqual(sha('newAuth', 'newSign'))
    expect(begun.events.map(({phase}) => phase)).toEqual(['intent', 'result'])
    const kept = readdirSync(dirname(path)).find(
      (name) => name !== 'auth.p12' && name.startsWith('auth.p12.'),
    )
    expect(readFileSync(join(dirname(path), kept ?? '')).equals(other)).toBe(true)
    await installCertificates(begun, both)
    expect(begun.events).toHaveLength(2)
  })

  it('goes back step by step, each time to what was there before', async () => {
    await installCertificates(bench(), wish('newAuth'))
    expect(await inService()).toEqual(sha('newAuth', 'sign'))
    await installCertificates(bench(), wish('newSign'))
    expect(await inService()).toEqual(sha('newAuth', 'newSign'))
    await rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'})
    expect(await inService()).toEqual(sha('newAuth', 'sign'))
    await rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'})
    expect(await inService()).toEqual(sha('auth', 'sign'))
    await expect(
      rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'}),
    ).rejects.toMatchObject({
      code: 'DMP_CERT_INSTALL_REFUSED',
      params: {case: 'no-history'},
    })
  })

  it('sees the present pair though its file hides it behind its password', async () => {
    for (const name of ['auth', 'sign'] as const) pki.pkcs12(leaves[name], `hidden-${name}`, layouts.modern)
    const hidden = (name: string) => join(pki.folder, `hidden-${name}.p12`)
    writeFileSync(profileFile(), profileText(hidden('auth'), hidden('sign')), {mode: 0o600})
    const {bySha256, unread} = await usesOfFingerprints(bench())
    expect([[...bySha256.keys()], unread]).toEqual([sha('auth', 'sign'), []])
    const other = {...wish('newSign'), sources: [p12('otherAuth'), p12('otherSign')]}
    await expect(installCertificates(bench(), other)).rejects.toMatchObject({
      code: 'DMP_CERT_STRUCTURE_CHANGED',
      params: {before: '10B0000014', after: '10B0221636'},
    })
    const report = await installCertificates(bench(), {...other, structureChange: true})
    expect(report.certificates.map(({replaces}) => replaces?.sha256)).toEqual(sha('auth', 'sign'))
    expect([report.structureChanged, report.unread]).toEqual([true, []])
    const back = await rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'})
    expect(back.certificates.map(({sha256, endsAt}) => [sha256, endsAt.slice(0, 4)])).toEqual(
      sha('auth', 'sign').map((hex) => [hex, '2028']),
    )
  })

  it('changes the structure though nobody is there to show the present pair', async () => {
    pki.pkcs12(leaves.auth, 'asked-auth', layouts.modern)
    const text = profileText(join(pki.folder, 'asked-auth.p12'), p12('sign'))
    writeFileSync(profileFile(), text.replace(/(auth: .*passphrase: ){[^}]*}/, '$1{from: prompt}'), {
      mode: 0o600,
    })
    const from = `file:${at('secret')}`
    const other = {...wish('newSign'), sources: [p12('otherAuth'), p12('otherSign')], passphraseFrom: from}
    await expect(installCertificates(bench(), other)).rejects.toMatchObject({
      code: 'DMP_CERT_STRUCTURE_CHANGED',
      params: {before: '10B0000014', after: '10B0221636'},
    })
    const report = await installCertificates(bench(), {...other, structureChange: true})
    expect(report.structureChanged).toBe(true)
  })

  it('refuses a seal whose key must no longer sign, though the certificate lasts', async () => {
    await expect(installCertificates(bench(), wish('endedKey'))).rejects.toMatchObject({
      code: 'DMP_CERTIFICATE_UNFIT',
      params: {check: 'TIME-04', certificate: 'sign', variant: 'ended'},
    })
    expect(await inService()).toEqual(sha('auth', 'sign'))
  })

  it('is not begun when the journal does not take it', async () => {
    const full = {
      record: () => Promise.reject(new DmpError('DMP_JOURNAL_LOCKED')),
    } as unknown as Journal
    await expect(installCertificates(bench({journal: async () => full}), wish('newSign'))).rejects.toThrow()
    expect(await inService()).toEqual(sha('auth', 'sign'))
  })

  it('that fails at the last step leaves the old pair, says so in the journal and nothing to take back', async () => {
    const {profiles} = bench()
    const failure = new DmpError('DMP_FILE_UNWRITABLE', {params: {file: 'x', reason: 'ENOSPC'}})
    const failing = bench({profiles: {...profiles, change: () => Promise.reject(failure)}})
    await expect(installCertificates(failing, wish('newSign'))).rejects.toBe(failure)
    expect(failing.events.map(({phase, outcome}) => [phase, outcome])).toEqual([
      ['intent', undefined],
      ['result', 'failure'],
    ])
    expect(failing.events[1]?.data['cause']).toBe('DMP_FILE_UNWRITABLE')
    expect(await inService()).toEqual(sha('auth', 'sign'))
    await expect(
      rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'}),
    ).rejects.toMatchObject({
      params: {case: 'no-history'},
    })
  })

  it('that died between its two files is passed over by a later way back', async () => {
    await installCertificates(bench(), wish('newAuth'))
    // killed after the history was written and before the profile was
    const {profiles} = bench()
    const kill = bench({profiles: {...profiles, change: () => new Promise(() => undefined)}})
    void installCertificates(kill, wish('newSign'))
    const history = () =>
      JSON.parse(readFileSync(at('config/certificates/test/history.json'), 'utf8')).records
    await expect.poll(() => history().length, {timeout: 20_000}).toBe(2)
    await rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'})
    expect(await inService()).toEqual(sha('auth', 'sign'))
    expect(history().map(({undoneAt}: {undoneAt?: string}) => undoneAt !== undefined)).toEqual([true, false])
  })

  it('that is taken back without that being written down has not been taken back', async () => {
    await installCertificates(bench(), wish('newSign'))
    const failure = new DmpError('DMP_FILE_UNWRITABLE', {params: {file: 'x', reason: 'ENOSPC'}})
    const failing = bench({files: {...localFiles, write: () => Promise.reject(failure)}})
    const refused = rollBackCertificates(failing, {dryRun: false, consent, by: 'exploitation'})
    await expect(refused).rejects.toBe(failure)
    expect(await inService()).toEqual(sha('auth', 'newSign'))
    await rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'})
    expect(await inService()).toEqual(sha('auth', 'sign'))
  })

  it('says that the certificate in the journal is by fingerprint, with no name and no secret', async () => {
    const one = bench()
    await installCertificates(one, wish('newSign'))
    expect(one.events[0]).toMatchObject({
      operation: 'certificate-install',
      data: {
        profile: 'test',
        by: 'exploitation',
        certificates: [{use: 'sign', before: sha('sign')[0], after: sha('newSign')[0]}],
      },
    })
    expect(JSON.stringify(one.events)).not.toContain(passphrase)
  })

  it('says of a key in clear that it goes into the configuration as it is', async () => {
    const {certificatePath, keyPath} = leaves.newAuth
    const sources = [certificatePath]
    const pem = {...wish('newAuth'), sources, key: keyPath, passphraseFrom: 'none'}
    const {findings, files} = await installCertificates(bench(), {...pem, dryRun: true})
    const path = files.find((file) => file.endsWith('auth.key'))
    expect(findings).toContainEqual({
      check: 'FILE-03',
      severity: 'warning',
      certificate: 'auth',
      params: {path},
    })
    const closed = await installCertificates(bench(), wish('newAuth'))
    expect(closed.findings.map(({check}) => check)).not.toContain('FILE-03')
  })

  it('refuses the same half twice', async () => {
    await expect(installCertificates(bench(), wish('newSign', 'sign'))).rejects.toMatchObject({
      code: 'DMP_CERT_INSTALL_REFUSED',
      params: {case: 'mixed'},
    })
  })
})

it('names the other profiles that go on using what was replaced', async () => {
  const other = profileText(p12('auth'), p12('sign'))
  writeFileSync(at('config/profiles/other.yaml'), other, {mode: 0o600})
  const {stillUsed} = await installCertificates(bench(), wish('newSign'))
  expect(stillUsed).toEqual([{profile: 'other', use: 'sign', path: p12('sign')}])
})

it('never writes over a file in use, not even with the same certificate in another wrapping', async () => {
  await installCertificates(bench(), wish('newSign'))
  const path = async () => {
    const {sign} = (await bench().profile()).certificates
    return sign.kind === 'pkcs12' ? sign.path : ''
  }
  const first = await path()
  const bytes = readFileSync(first)
  // put in twice: nothing happens, and the one step back is still the first one
  const again = await installCertificates(bench(), {...wish('newSign'), consent: {yes: false}})
  expect([again.settings, await path()]).toEqual([[], first])
  pki.pkcs12(leaves.newSign, 'wrapped-anew', layouts.modern)
  await installCertificates(bench(), {...wish('newSign'), sources: [join(pki.folder, 'wrapped-anew.p12')]})
  expect(await path()).not.toBe(first)
  expect(readFileSync(first).equals(bytes)).toBe(true)
  await rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'})
  expect(await path()).toBe(first)
})

describe('a certificate of which revocation tells something', () => {
  /** What revocation says of the new SIGN certificate; the others are good. */
  const told = (of: RevocationStatus) => {
    const wishes: boolean[] = []
    const good = {status: 'good', by: 'crl', from: 'x', thisUpdate: 0} as const
    const revocation: LifecycleBench['revocation'] = {
      statusOf: async ({sha256}, _issuer, {offline, maxAgeMs}) => {
        // what was heard within the day is not enough for an act like this
        expect(maxAgeMs).toBe(60_000)
        wishes.push(offline)
        return sha256.hex === leaves.newSign.certificate.sha256.hex ? of : good
      },
    }
    return {wishes, revocation}
  }
  beforeEach(() => {
    // the sandbox asks of revocation only where it is told to be strict
    const strict = profileText(p12('auth'), p12('sign')).replace('trust: {', 'trust: {revocation: strict, ')
    writeFileSync(profileFile(), strict, {mode: 0o600})
  })

  it('does not come into service when it is revoked, and the old one stays', async () => {
    const {revocation, wishes} = told({
      ...{status: 'revoked', by: 'crl', from: 'x', thisUpdate: 0, at: 0, stale: false},
    })
    const refused = installCertificates(bench({revocation}), {...wish('newSign'), offline: true})
    await expect(refused).rejects.toMatchObject({
      code: 'DMP_CERTIFICATE_UNFIT',
      params: {check: 'REV-01', case: 'install', sources: p12('newSign'), profile: 'test'},
    })
    // each half, and the authority above it
    expect(wishes).toEqual([true, true, true, true])
    expect(await inService()).toEqual(sha('auth', 'sign'))
  })

  it('is refused where an authority above it was revoked, though it is not itself', async () => {
    const good = {status: 'good', by: 'crl', from: 'x', thisUpdate: 0} as const
    const revocation: LifecycleBench['revocation'] = {
      statusOf: async ({isCa}) => (isCa ? {...good, status: 'revoked', at: 0, stale: false} : good),
    }
    await expect(installCertificates(bench({revocation}), wish('newSign'))).rejects.toMatchObject({
      code: 'DMP_CERTIFICATE_UNFIT',
      params: {check: 'REV-01', variant: 'authority'},
    })
    expect(await inService()).toEqual(sha('auth', 'sign'))
  })

  it('is refused where the profile is strict and nothing is known', async () => {
    const {revocation} = told({status: 'unknown', doubt: 'unreachable', tries: []})
    await expect(installCertificates(bench({revocation}), wish('newSign'))).rejects.toMatchObject({
      params: {check: 'REV-02'},
    })
    const report = await installCertificates(bench({revocation}), wish('newAuth'))
    expect(report.canGoBack).toBe(true)
    expect(report.certificates[0]?.revocation).toEqual({
      ...{status: 'good', by: 'crl', from: 'x', asOf: '1970-01-01T00:00:00.000Z'},
    })
    const back = await rollBackCertificates(bench({revocation}), {dryRun: false, consent, by: 'exploitation'})
    expect(back.canGoBack).toBe(false)
  })

  it('does not come back when it was revoked meanwhile, unless forced, and then it is said', async () => {
    const revoked: RevocationStatus = {
      ...({status: 'revoked', by: 'crl', from: 'x', thisUpdate: 0, at: 0, stale: false} as const),
      reason: 'keyCompromise',
    }
    const good = {status: 'good', by: 'crl', from: 'x', thisUpdate: 0} as const
    const asked: (readonly [string, boolean])[] = []
    const revocation: LifecycleBench['revocation'] = {
      statusOf: async ({sha256, issuer: signedBy}, issuer, {offline, maxAgeMs}) => {
        asked.push([sha256.hex, offline])
        expect(maxAgeMs).toBe(60_000)
        expect(issuer?.subject).toEqual(signedBy)
        return sha256.hex === sha('sign')[0] ? revoked : good
      },
    }
    await installCertificates(bench({revocation: {statusOf: async () => good}}), wish('newSign'))
    const back = {dryRun: false, consent, by: 'exploitation'}
    const before = readFileSync(profileFile(), 'utf8')
    await expect(rollBackCertificates(bench({revocation}), {...back, offline: true})).rejects.toMatchObject({
      code: 'DMP_CERTIFICATE_UNFIT',
      params: {
        check: 'REV-01',
        certificate: 'sign',
        case: 'rollback',
        profile: 'test',
        reason: 'keyCompromise',
      },
    })
    expect(asked).toEqual([
      [sha('sign')[0], true],
      [pki.intermediate.certificate.sha256.hex, true],
    ])
    expect(readFileSync(profileFile(), 'utf8')).toBe(before)
    // a rehearsal tells it too
    await expect(rollBackCertificates(bench({revocation}), {...back, dryRun: true})).rejects.toMatchObject({
      params: {check: 'REV-01'},
    })
    const forced = await rollBackCertificates(bench({revocation}), {...back, force: true})
    expect(forced.findings).toMatchObject([{check: 'REV-01', certificate: 'sign', severity: 'error'}])
    expect(await inService()).toEqual(sha('auth', 'sign'))
  })

  it('is asked about although it shows with its password alone', async () => {
    const {revocation} = told({status: 'unknown', doubt: 'unreachable', tries: []})
    pki.pkcs12(leaves.sign, 'hidden-sign', layouts.modern)
    const text = profileText(p12('auth'), join(pki.folder, 'hidden-sign.p12'))
    writeFileSync(profileFile(), text.replace('trust: {', 'trust: {revocation: strict, '), {mode: 0o600})
    const asked: string[] = []
    const noting: LifecycleBench['revocation'] = {
      statusOf: (certificate, issuer, options) => {
        asked.push(certificate.sha256.hex)
        return revocation.statusOf(certificate, issuer, options)
      },
    }
    const good = {status: 'good', by: 'crl', from: 'x', thisUpdate: 0} as const
    await installCertificates(bench({revocation: {statusOf: async () => good}}), wish('newSign'))
    await rollBackCertificates(bench({revocation: noting}), {dryRun: false, consent, by: 'exploitation'})
    expect(asked).toEqual([...sha('sign'), pki.intermediate.certificate.sha256.hex])
  })
})

describe('the way back', () => {
  const back = () => rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation', force: true})
  const own = (name: string) => at(`${name}.p12`)
  /** A pair in places of its own, so that it can be written over. */
  beforeEach(() => {
    for (const name of ['auth', 'sign'] as const) copyFileSync(p12(name), own(name))
    writeFileSync(profileFile(), profileText(own('auth'), own('sign')), {mode: 0o600})
  })

  it.each<[string, () => Uint8Array]>([
    ['the certificate of another structure', () => readFileSync(p12('otherAuth'))],
    ['the seal in the place of the other half', () => readFileSync(p12('sign'))],
    ['no certificate at all', () => Buffer.alloc(300, 7)],
    ['the same one in another wrapping', () => readFileSync(pki.pkcs12(leaves.auth, 'anew', layouts.modern))],
  ])('is refused where the former file holds %s', async (_what, content) => {
    await installCertificates(bench(), wish('newAuth', 'newSign'))
    writeFileSync(own('auth'), content(), {mode: 0o600})
    await expect(back()).rejects.toMatchObject({
      code: 'DMP_CERT_INSTALL_REFUSED',
      params: {case: 'overwritten', where: own('auth'), profile: 'test'},
    })
    expect(await inService()).toEqual(sha('newAuth', 'newSign'))
  })

  it('is refused where only the certificate was recorded, and it is another one', async () => {
    await installCertificates(bench(), wish('newAuth'))
    const file = at('config/certificates/test/history.json')
    const history = JSON.parse(readFileSync(file, 'utf8'))
    delete history.records[0].files
    writeFileSync(file, JSON.stringify(history), {mode: 0o600})
    writeFileSync(own('auth'), readFileSync(p12('otherAuth')), {mode: 0o600})
    await expect(back()).rejects.toMatchObject({params: {case: 'overwritten', where: own('auth')}})
    history.records[0].certificates[0].before = null
    writeFileSync(file, JSON.stringify(history), {mode: 0o600})
    await expect(back()).rejects.toMatchObject({params: {case: 'unrecorded', where: own('auth')}})
  })

  it('is refused where the password of the former key is no longer the right one', async () => {
    const secret = at('other-secret')
    writeFileSync(secret, passphrase, {mode: 0o600})
    const text = profileText(own('auth'), own('sign')).replace(/(auth: .*path: )[^}]*\}/, `$1${secret}}`)
    writeFileSync(profileFile(), text, {mode: 0o600})
    await installCertificates(bench(), wish('newAuth'))
    writeFileSync(secret, 'une autre', {mode: 0o600})
    await expect(back()).rejects.toMatchObject({code: 'DMP_KEY_PASSPHRASE_WRONG'})
    expect((await inService())[0]).toBe(sha('newAuth')[0])
  })

  it('is refused by the rules of an installation, though the files are the same', async () => {
    await installCertificates(bench(), wish('newAuth', 'newSign'))
    const now = () => Date.parse('2028-01-15T00:00:00Z')
    const late = bench({clock: {now, monotonic: () => 0, sleep: never} as never})
    for (const force of [false, true])
      await expect(
        rollBackCertificates(late, {dryRun: false, consent, by: 'exploitation', force}),
      ).rejects.toMatchObject({
        code: 'DMP_CERTIFICATE_UNFIT',
        params: {case: 'returning', check: 'TIME-01', certificate: 'auth', profile: 'test'},
      })
    expect(await inService()).toEqual(sha('newAuth', 'newSign'))
    expect(late.events).toEqual([])
  })
})

describe('two at once', () => {
  /** Begins `second` when the first one has the profile's lock, or just before. */
  const during = (moment: 'change' | 'alone', second: () => Promise<unknown>) => {
    const {profiles} = bench()
    const seen: unknown[] = []
    const tried = () => second().then(seen.push.bind(seen), seen.push.bind(seen))
    const first = bench({
      profiles: {
        ...profiles,
        change: async (...given) => {
          if (moment === 'change') await tried()
          return profiles.change(...given)
        },
        alone: async (...given) => {
          if (moment === 'alone') await tried()
          return profiles.alone(...given)
        },
      },
    })
    return {first, seen}
  }

  it('the one that comes second to a profile that changed is refused, and says so', async () => {
    const {first, seen} = during('alone', () => installCertificates(bench(), wish('newSign')))
    await expect(installCertificates(first, wish('newAuth'))).rejects.toMatchObject({
      code: 'DMP_CERT_INSTALL_REFUSED',
      params: {case: 'meanwhile', profile: 'test'},
    })
    expect(seen).toMatchObject([{done: true}])
    expect(await inService()).toEqual(sha('auth', 'newSign'))
    const history = JSON.parse(readFileSync(at('config/certificates/test/history.json'), 'utf8'))
    expect(history.records).toHaveLength(1)
  })

  it('the one that another process keeps out is refused, and a lock that one left behind keeps nobody out', async () => {
    const lock = `${profileFile()}.lock`
    // the process that runs the tests is alive
    writeFileSync(lock, `${hostname()} ${process.ppid}\n`)
    await expect(installCertificates(bench(), wish('newAuth'))).rejects.toMatchObject({
      params: {case: 'at-work', profile: 'test'},
    })
    expect(await inService()).toEqual(sha('auth', 'sign'))
    const long = new Date(Date.now() - 120_000)
    utimesSync(lock, long, long)
    expect(await installCertificates(bench(), wish('newAuth'))).toMatchObject({done: true})
    expect(existsSync(lock)).toBe(false)
  })
})
