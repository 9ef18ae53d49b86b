import {execFileSync} from 'node:child_process'
import {createPublicKey, verify} from 'node:crypto'
import {once} from 'node:events'
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {connect, createServer, type TLSSocket} from 'node:tls'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {openIdentity} from '../../../src/lib/keys/open-identity.ts'
import {createSigner} from '../../../src/lib/keys/signer.ts'
import {tlsMaterial} from '../../../src/lib/keys/tls-material.ts'
import {certificatePem} from '../../../src/lib/pki/pem.ts'
import type {SecretSource} from '../../../src/lib/ports/secrets.ts'
import type {KeySource} from '../../../src/lib/profile/profile.ts'
import {describeWith} from '../../support/requires.ts'
import {authUse, type Issued, serverUse, signUse, TestPki, testSigns} from '../../support/test-keys.ts'

const modulePath = '/usr/lib/softhsm/libsofthsm2.so'
const pin = '73519264'
const needs = [
  {program: 'openssl', package: 'openssl'},
  {program: 'softhsm2-util', package: 'softhsm2'},
  {program: 'pkcs11-tool', package: 'opensc'},
  {file: modulePath, package: 'softhsm2'},
  {program: 'cc', package: 'gcc'},
] as const

type TokenSource = Extract<KeySource, {kind: 'pkcs11'}>

describeWith(needs, 'a key on a token', () => {
  let pki: TestPki
  let sign: Issued
  let auth: Issued
  const environment = process.env['SOFTHSM2_CONF']
  let given: string
  const ports = {
    files: localFiles,
    secrets: {get: async (source: SecretSource) => (source.from === 'none' ? '' : given)},
  }
  const source: TokenSource = {
    kind: 'pkcs11',
    modulePath,
    tokenLabel: 'Essai cachet',
    keyLabel: 'cachet',
    pin: {from: 'prompt'},
  }

  beforeAll(() => {
    pki = new TestPki()
    sign = pki.leaf('SIGN', {extensions: [...signUse, ...testSigns]})
    auth = pki.leaf('AUTH', {extensions: [...authUse, ...testSigns]})
    const tokens = join(pki.folder, 'tokens')
    mkdirSync(tokens)
    const configuration = join(pki.folder, 'softhsm2.conf')
    writeFileSync(
      configuration,
      `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
    )
    process.env['SOFTHSM2_CONF'] = configuration
    const run = (program: string, ...args: string[]) => execFileSync(program, args, {stdio: 'pipe'})
    run(
      'softhsm2-util',
      '--init-token',
      '--free',
      '--label',
      source.tokenLabel,
      '--pin',
      pin,
      '--so-pin',
      '12345678',
    )
    for (const [{keyPath}, label, id] of [
      [sign, 'cachet', '0a'],
      [auth, 'authentification', '0b'],
    ] as const)
      run(
        'softhsm2-util',
        ...['--import', keyPath, '--token', source.tokenLabel, '--label', label, '--id', id, '--pin', pin],
      )
    const write = (issued: Issued, ...args: string[]) => {
      const der = join(pki.folder, `${issued.name}.der`)
      writeFileSync(der, issued.der)
      run(
        'pkcs11-tool',
        '--module',
        modulePath,
        '--token-label',
        source.tokenLabel,
        '--login',
        '--pin',
        pin,
        ...['--write-object', der, '--type', 'cert', ...args],
      )
    }
    write(pki.root, '--label', 'racine', '--id', '01')
    write(sign, '--label', 'certificat du cachet', '--id', '0a')
    write(auth, '--label', 'certificat TLS', '--id', '0b')
    write(pki.intermediate, '--label', 'organisations', '--id', '02')
  })
  beforeEach(() => {
    given = pin
  })
  afterAll(() => {
    if (environment === undefined) delete process.env['SOFTHSM2_CONF']
    else process.env['SOFTHSM2_CONF'] = environment
    pki.remove()
  })

  it('signs in its child process, with the certificates found on the token', async () => {
    const identity = await openIdentity(source, 'sign', ports)
    expect(identity.certificate.sha256.hex).toBe(sign.certificate.sha256.hex)
    expect(identity.chain).toHaveLength(2)
    const signer = createSigner(identity)
    try {
      const key = createPublicKey(readFileSync(sign.keyPath))
      const data = Buffer.from('éléments signés')
      const [first, second] = await Promise.all([
        signer.sign('rsa-sha256', data),
        signer.sign('rsa-sha1', data),
      ])
      expect(verify('sha256', data, key, first)).toBe(true)
      expect(verify('sha1', data, key, second)).toBe(true)
    } finally {
      await signer.close()
    }
    await expect(signer.sign('rsa-sha1', Buffer.from('x'))).rejects.toMatchObject({
      code: 'DMP_KEY_TOKEN_UNAVAILABLE',
      params: {problem: 'ended'},
    })
  })

  it('never shows its PIN in the arguments or the environment of the child', async () => {
    const identity = await openIdentity(source, 'sign', ports)
    try {
      const children = readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .flatMap((id) => {
          try {
            const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]
            return parent === String(process.pid) ? [id] : []
          } catch {
            return []
          }
        })
      const command = children.map(
        (id) => readFileSync(`/proc/${id}/cmdline`, 'utf8') + readFileSync(`/proc/${id}/environ`, 'utf8'),
      )
      expect(command.filter((text) => text.includes('pkcs11-child'))).toHaveLength(1)
      expect(command.join()).not.toContain(pin)
    } finally {
      await createSigner(identity).close()
    }
  })

  it('refuses a wrong PIN without trying again', async () => {
    given = '00000000'
    await expect(openIdentity(source, 'sign', ports)).rejects.toMatchObject({
      code: 'DMP_KEY_PIN_REFUSED',
      params: {token: 'Essai cachet', problem: 'pin-incorrect', detail: 'CKR_PIN_INCORRECT'},
    })
  })

  it.each([
    ['a token of another label', {tokenLabel: 'absent'}, 'no-token'],
    ['a key of another label', {keyLabel: 'absent'}, 'no-certificate'],
    ['a module that is no library', {modulePath: '/etc/hostname'}, 'module-not-loaded'],
    ['a module that is not there', {modulePath: '/absent.so'}, 'module-not-loaded'],
  ])('names %s', async (_, change, problem) => {
    await expect(openIdentity({...source, ...change}, 'sign', ports)).rejects.toMatchObject({
      code: 'DMP_KEY_TOKEN_UNAVAILABLE',
      params: {problem},
    })
  })

  it('is given up when the module does not answer in time', async () => {
    const hanging = buildModule('hang', 'for (;;) pause();')
    await expect(
      openIdentity({...source, modulePath: hanging}, 'sign', ports, {tokenTimeoutMs: 1_500}),
    ).rejects.toMatchObject({code: 'DMP_KEY_TOKEN_UNAVAILABLE', params: {problem: 'timeout'}})
  })

  it('is given up when the module crashes, and the program lives on', async () => {
    const crashing = buildModule('crash', 'abort();')
    await expect(openIdentity({...source, modulePath: crashing}, 'sign', ports)).rejects.toMatchObject({
      code: 'DMP_KEY_TOKEN_UNAVAILABLE',
      params: {problem: 'ended', detail: 'SIGABRT'},
    })
  })

  it('is given up when the run is interrupted', async () => {
    const interrupted = new AbortController()
    const opening = openIdentity(
      {...source, modulePath: buildModule('hang2', 'for (;;) pause();')},
      'sign',
      ports,
      {
        signal: interrupted.signal,
      },
    )
    interrupted.abort(new Error('stop'))
    await expect(opening).rejects.toThrowError('stop')
  })

  describe('for the TLS connection', () => {
    const engineFile = process.env['DMP_PKCS11_ENGINE'] ?? '/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so'
    const engine = {...source, keyLabel: 'authentification', enginePath: '/absent/engine.so'} as const
    const pinFile = (content: string): SecretSource => {
      const path = join(pki.folder, 'code; porteur')
      writeFileSync(path, content, {mode: 0o600})
      return {from: 'file', path}
    }
    const opened = (change: Partial<TokenSource>, content = pin) =>
      openIdentity({...engine, pin: pinFile(content), ...change}, 'auth', ports)

    it('is refused with the remedy when no engine is set', async () => {
      await expect(openIdentity(source, 'auth', ports)).rejects.toMatchObject({
        code: 'DMP_KEY_TOKEN_TLS_UNSUPPORTED',
        params: {token: 'Essai cachet', problem: 'no-engine'},
      })
    })

    it.each([
      ['the engine is not an absolute path', {enginePath: 'pkcs11'}, pin, 'engine-not-absolute'],
      ['the PIN does not come from a file', {pin: {from: 'prompt'}} as const, pin, 'pin-not-in-file'],
      ['the engine would take an end of line as part of the PIN', {}, `${pin}\n`, 'pin-file-has-newline'],
      ['the engine cannot be loaded', {}, pin, 'engine-refused'],
    ])('is refused with the remedy when %s', async (_name, change, content, problem) => {
      await expect(opened(change, content)).rejects.toMatchObject({
        code: 'DMP_KEY_TOKEN_TLS_UNSUPPORTED',
        params: {problem},
      })
    })

    describeWith([{file: engineFile, package: 'libengine-pkcs11-openssl'}], 'with a real engine', () => {
      it('serves a connection, the PIN staying out of the identifier', async () => {
        const identity = await opened({enginePath: engineFile})
        const material = tlsMaterial(identity, {
          environment: 'sandbox',
          caCertificates: [pki.root.certificate],
        })
        expect(material.key).toBeUndefined()
        expect(material.privateKeyIdentifier).not.toContain(pin)
        const served = pki.leaf('SERVER', {extensions: [...serverUse, ...testSigns]})
        const pem = [served, pki.intermediate].map(({certificate}) => certificatePem(certificate)).join('')
        const ca = readFileSync(pki.root.certificatePath)
        const server = createServer({cert: pem, key: readFileSync(served.keyPath), ca, requestCert: true})
        server.listen(0, '127.0.0.1')
        await once(server, 'listening')
        const {port} = server.address() as {port: number}
        try {
          const accepted = once(server, 'secureConnection') as Promise<[TLSSocket]>
          const client = connect({port, host: '127.0.0.1', servername: 'localhost', ...material})
          const [[socket]] = await Promise.all([accepted, once(client, 'secureConnect')])
          expect(socket.authorized).toBe(true)
          expect(socket.getPeerCertificate().subject.CN).toBe('DMP AUTH')
          client.destroy()
        } finally {
          server.close()
        }
      })

      it('spends one try on a wrong PIN, not one per connection', async () => {
        given = '00000000'
        await expect(opened({enginePath: engineFile}, given)).rejects.toMatchObject({
          code: 'DMP_KEY_PIN_REFUSED',
        })
      })
    })
  })

  /** A library whose loading does `body`; PKCS#11 modules of vendors do no better at times. */
  function buildModule(name: string, body: string): string {
    const path = join(pki.folder, `${name}.so`)
    const code = `#include <stdlib.h>\n#include <unistd.h>\n__attribute__((constructor)) static void start(void) { ${body} }\n`
    execFileSync('cc', ['-shared', '-fPIC', '-x', 'c', '-o', path, '-'], {input: code})
    return path
  }
})
