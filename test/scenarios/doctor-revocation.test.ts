import {execFileSync} from 'node:child_process'
import {chmodSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {ListServer, RevocationDesk} from '../support/revocation-desk.ts'
import {authUse, type Issued, openssl, signUse, TestPki, testSigns} from '../support/test-keys.ts'

interface Check {
  readonly id: string
  readonly status: string
  readonly cause: {readonly code: string; readonly params?: Record<string, unknown>}
  readonly evidence: readonly {readonly code: string}[]
}

describeWith(
  [
    {program: 'openssl', package: 'openssl'},
    {program: 'mkfifo', package: 'coreutils'},
  ],
  'dmp doctor and the pair of a profile',
  () => {
    const home = makeHome()
    const env = {...home.env, PCSCLITE_CSOCK_NAME: join(home.path, 'no-pcscd.comm')}
    const pki = new TestPki()
    const desk = new RevocationDesk(pki)
    const list = 'ACI-EL-ORG-TEST.crl'
    let server: ListServer
    let pair: readonly [Issued, Issued]
    let base = ''

    beforeAll(async () => {
      server = await ListServer.open()
      expect((await runDmp(['sandbox', 'init'], {env})).code).toBe(0)
      base = readFileSync(join(home.path, 'config/profiles/sandbox.yaml'), 'utf8')
      const signs = testSigns
        .filter((sign) => !sign.startsWith('authorityInfo'))
        .map((sign) => (sign.startsWith('crl') ? `crlDistributionPoints=URI:${server.url(list)}` : sign))
      pair = [
        pki.leaf('auth', {extensions: [...authUse, ...signs]}),
        pki.leaf('sign', {extensions: [...signUse, ...signs]}),
      ]
      const chain = join(pki.folder, 'chain.pem')
      writeFileSync(
        chain,
        [pki.intermediate, pki.root]
          .map(({certificatePath}) => readFileSync(certificatePath, 'utf8'))
          .join(''),
      )
      writeFileSync(join(pki.folder, 'password'), 'Secret123\n', {mode: 0o600})
      for (const {name, keyPath, certificatePath} of pair) {
        const file = join(pki.folder, `${name}.p12`)
        const from = ['-in', certificatePath, '-inkey', keyPath, '-certfile', chain]
        openssl(['pkcs12', '-export', ...from, '-passout', 'pass:Secret123', '-out', file])
        chmodSync(file, 0o600)
      }
    })
    beforeEach(() => {
      server.answers.clear()
      server.asked.length = 0
    })
    afterAll(async () => {
      await server.close()
      desk.remove()
      pki.remove()
      home.remove()
    })

    /** A profile of the test platform whose pair is that of the test; each has a memory of lists of its own. */
    function profile(name: string, changes: readonly (readonly [string | RegExp, string])[]) {
      const key = (of: string) =>
        `  ${of}:\n    path: ${pki.folder}/${of}.p12\n    passphrase: {from: file, path: ${pki.folder}/password}\n`
      const own = base
        .replace('environment: sandbox', 'environment: test')
        .replaceAll(/localhost:\d+/g, 'dmp.hopital-fictif.test')
        .replace(/caFiles: \[/, `caFiles: [${pki.folder}/chain.pem, `)
        .replace(/certificates:\n(?: {2}.*\n)+/, `certificates:\n${key('auth')}${key('sign')}`)
      const text = changes.reduce((now, [from, to]) => now.replace(from, to), own)
      expect(text).not.toBe(own)
      writeFileSync(join(home.path, `config/profiles/${name}.yaml`), text, {mode: 0o600})
      return {env: {...env, DMP_STATE_DIR: join(home.path, `state-${name}`)}}
    }
    async function look(name: string, options: {env: Record<string, string>}, ...args: string[]) {
      const started = performance.now()
      const {answer} = await runJson(['doctor', '--profile', name, ...args], options)
      const spentMs = performance.now() - started
      const org = (answer.data.checks as Check[]).find(({id}) => id === 'certs.org')
      const codes = org?.evidence.map(({code}) => code) ?? []
      return {told: [org?.status, org?.cause.code], org, codes, spentMs, verdict: answer.data.verdict}
    }
    const warn = ['revocation: off', 'revocation: warn'] as const

    it('asks for revocation, and finds a revoked pair', async () => {
      const options = profile('revoked', [warn])
      server.answers.set(list, desk.list([{of: pair[0]}]))
      const {told, org, verdict} = await look('revoked', options)
      expect([...told, org?.cause.params?.['check'], verdict]).toEqual([
        'error',
        'certs-finding',
        'REV-01',
        'blocked',
      ])
      expect(server.asked).toContain(list)
    })

    it('says that revocation is known of a pair that nobody revoked, and asks nobody offline', async () => {
      const options = profile('good', [warn])
      server.answers.set(list, desk.list([]))
      const offline = await look('good', options, '--offline')
      expect([offline.codes.includes('certs-revocation-offline'), server.asked]).toEqual([true, []])
      const {org, codes} = await look('good', options)
      expect(org?.cause.params?.['check'] ?? '').not.toMatch(/^REV/)
      expect(codes).toContain('certs-revocation-known')
    })

    it('doubts a pair of which nobody says whether it is revoked, and one that the profile forbids to ask about', async () => {
      const silent = await look('silent', profile('silent', [warn]))
      expect(silent.told[0]).toBe('warn')
      expect(silent.codes).toContain('certs-revocation-in-vain')
      const closed = await look('closed', profile('closed', [['revocation: off', 'revocation: off # never']]))
      expect(closed.told[0]).toBe('warn')
      expect(closed.codes).toContain('certs-revocation-off')
      expect(server.asked.length).toBeGreaterThan(0)
    })

    it('keeps what it knows of a pair when the list does not come in time', async () => {
      const options = profile('hanging', [warn])
      server.answers.set(list, 'hang')
      const {told, codes, spentMs} = await look('hanging', options, '--timeout', '6s')
      expect(told[0]).toBe('warn')
      expect(codes).toEqual(expect.arrayContaining(['certs-checked', 'certs-revocation-in-vain']))
      // Nobody answers for 15 s unless stopped.
      expect(spentMs).toBeLessThan(12_000)
    })

    it('waits for no password that does not come, and for no file that is a pipe', async () => {
      const pipe = join(home.path, 'pipe')
      execFileSync('mkfifo', ['-m', '600', pipe])
      const sleeping = profile('sleeping', [
        [
          /passphrase: \{from: file, path: [^}]*\}/,
          'passphrase: {from: command, command: [/bin/sleep, "60"]}',
        ],
      ])
      const late = await look('sleeping', sleeping, '--timeout', '2s')
      expect(late.told).toEqual(['unknown', 'fact-timeout'])
      expect(late.spentMs).toBeLessThan(6_000)
      const piped = profile('piped', [['caFiles: [', `caFiles: [${pipe}, `]])
      const found = await look('piped', piped, '--timeout', '5s')
      expect(found.told).toEqual(['error', 'certs-unusable'])
      const checked = await runJson(['config', 'check', '--profile', 'piped'], piped)
      expect(JSON.stringify(checked.answer)).toContain('not-a-file')
    })
  },
)
