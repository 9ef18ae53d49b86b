import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {createServer as createHttp} from 'node:http'
import {type AddressInfo, connect, createServer as createTcp, type Server} from 'node:net'
import {join} from 'node:path'
import {createServer as createTls} from 'node:tls'
import fc from 'fast-check'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {certificateSources} from '../../../src/lib/certificate-sources/certificate-sources.ts'
import {fromServer} from '../../../src/lib/certificate-sources/from-server.ts'
import {openClosed} from '../../../src/lib/certificate-sources/open-closed.ts'
import {proxyOf} from '../../../src/lib/certificate-sources/proxy-of.ts'
import {readPkcs12Structure} from '../../../src/lib/containers/pkcs12-structure.ts'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {describeWith} from '../../support/requires.ts'
import {
  element,
  type Issued,
  layouts,
  openssl,
  passphrase,
  serverUse,
  TestPki,
  testSigns,
} from '../../support/test-keys.ts'

const needs = [{program: 'openssl', package: 'openssl'}] as const
const password = {from: 'file', path: 'unused'} as const

const sourcesWith = (secret = passphrase) =>
  certificateSources({files: localFiles, secrets: async () => ({get: async () => secret}), env: {}})

describeWith(needs, 'a source opened with its password', () => {
  let pki: TestPki
  let auth: Issued
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
  })
  afterAll(() => pki.remove())

  it.each(['ans', 'rc2', 'rc2Key', 'rc2Strong', 'modern', 'noMac'] as const)(
    '(PKCS#12, %s) shows everything, and that the key is the one of the certificate',
    async (name) => {
      const path = pki.pkcs12(auth, name, layouts[name])
      const opened = await sourcesWith().open(path, {passphrase: password})
      expect(opened.passwordNeeded).toBe(false)
      expect(opened.certificates).toHaveLength(3)
      expect(opened.leaf?.sha256.hex).toBe(auth.certificate.sha256.hex)
      expect(opened.keys).toMatchObject([{spkiSha256: auth.certificate.publicKey.spkiSha256}])
      const legacy = opened.findings.filter(({check}) => check === 'P12-02').length
      expect(legacy).toBe(name.startsWith('rc2') ? 1 : 0)
    },
  )

  it.each(['ans', 'rc2', 'modern', 'noMac'] as const)(
    '(PKCS#12, %s) says that the password is wrong, not that the file is',
    async (name) => {
      const path = pki.pkcs12(auth, name, layouts[name])
      await expect(sourcesWith('autre').open(path, {passphrase: password})).rejects.toMatchObject({
        code: 'DMP_KEY_PASSPHRASE_WRONG',
        exitCode: 4,
      })
    },
  )

  it('tells an encryption that is not read from a wrong password', async () => {
    const path = pki.pkcs12(auth, 'rc4', layouts.rc4)
    const open = (secret?: string) => sourcesWith(secret).open(path, {passphrase: password})
    await expect(open('autre')).rejects.toMatchObject({code: 'DMP_KEY_PASSPHRASE_WRONG'})
    await expect(open()).rejects.toMatchObject({
      code: 'DMP_CERT_SOURCE_UNREADABLE',
      params: {case: 'algorithm', algorithm: 'pbeWithSHAAnd128BitRC4'},
    })
  })

  it('sees a PKCS#12 file of another key than its certificate', async () => {
    const other = pki.leaf('other')
    const path = join(pki.folder, 'mismatch.pem')
    writeFileSync(path, readFileSync(other.keyPath, 'utf8') + readFileSync(auth.certificatePath, 'utf8'))
    const {keys} = await sourcesWith().open(path)
    expect(keys[0]).not.toHaveProperty('certificate')
  })

  it('needs no question when the password is empty, and says so', async () => {
    const path = pki.pkcs12(auth, 'empty', layouts.modern, '')
    const opened = await sourcesWith('never asked').open(path)
    expect(opened.leaf?.sha256.hex).toBe(auth.certificate.sha256.hex)
    expect(opened.findings).toMatchObject([{check: 'P12-04', variant: 'empty-password'}])
  })

  it('asks the MAC of a store in clear whether a password is its own', async () => {
    const path = pki.pkcs12(auth, 'clear', ['-keypbe', 'NONE', '-certpbe', 'NONE'])
    await expect(sourcesWith('autre').open(path, {passphrase: password})).rejects.toMatchObject({
      code: 'DMP_KEY_PASSPHRASE_WRONG',
    })
    expect((await sourcesWith().open(path, {passphrase: password})).keys).toMatchObject([{encrypted: false}])
  })

  it.each([['ans'], ['modern']] as const)(
    'calls a store (%s) damaged whose password opens it all the same',
    async (name) => {
      const path = pki.pkcs12(auth, `damaged-${name}`, layouts[name])
      const bytes = readFileSync(path)
      // the digest of the MAC stands before its salt, near the end
      const mac = readPkcs12Structure(bytes).mac?.digest ?? bytes
      const at = bytes.lastIndexOf(mac)
      bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at)
      writeFileSync(path, bytes)
      await expect(sourcesWith().open(path, {passphrase: password})).rejects.toMatchObject({
        code: 'DMP_CERT_SOURCE_UNREADABLE',
        params: {problem: 'pkcs12:damaged'},
      })
      await expect(sourcesWith('autre').open(path, {passphrase: password})).rejects.toMatchObject({
        code: 'DMP_KEY_PASSPHRASE_WRONG',
      })
    },
  )

  it.each([
    ['pkcs8', ['pkcs8', '-topk8', '-v2', 'aes256']],
    ['pkcs8', ['pkcs8', '-topk8', '-v2', 'aes256', '-outform', 'DER']],
    ['pkcs1', ['rsa', '-traditional', '-aes128']],
  ])('(key, %s) shows its public part', async (form, [program = '', ...args]) => {
    const path = join(pki.folder, 'closed-key')
    openssl([program, '-in', auth.keyPath, ...args, '-passout', 'pass:secret', '-out', path])
    const opened = await sourcesWith('secret').open(path, {passphrase: password})
    expect(opened.keys).toMatchObject([
      {form, encrypted: true, spkiSha256: auth.certificate.publicKey.spkiSha256},
    ])
    await expect(sourcesWith('autre').open(path, {passphrase: password})).rejects.toMatchObject({
      code: 'DMP_KEY_PASSPHRASE_WRONG',
    })
  })

  it.each([
    ['PBE-SHA1-RC2-40', true],
    ['PBE-MD5-DES', false],
  ])('(key closed with %s, which OpenSSL 3 refuses) opens or says why', async (scheme, opens) => {
    const path = join(pki.folder, 'legacy-key')
    const legacy = ['-provider', 'legacy', '-provider', 'default', '-v1', scheme]
    openssl(['pkcs8', '-topk8', '-in', auth.keyPath, ...legacy, '-passout', 'pass:secret', '-out', path])
    const opening = sourcesWith('secret').open(path, {passphrase: password})
    if (opens)
      expect((await opening).keys).toMatchObject([{spkiSha256: auth.certificate.publicKey.spkiSha256}])
    else await expect(opening).rejects.toMatchObject({params: {case: 'algorithm', algorithm: /MD5AndDES/}})
  })

  it('is refused, not computed without end, when it asks for two thousand million rounds', async () => {
    const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'))
    const salt = element(0x04, Buffer.alloc(16, 1))
    const rounds = element(0x02, Buffer.from('7fffffff', 'hex'))
    const derivation = element(0x30, oid('2a864886f70d01050c'), element(0x30, salt, rounds))
    const cipher = element(0x30, oid('60864801650304012a'), element(0x04, Buffer.alloc(16, 2)))
    const scheme = element(0x30, oid('2a864886f70d01050d'), element(0x30, derivation, cipher))
    const path = join(pki.folder, 'endless-key')
    writeFileSync(path, element(0x30, scheme, element(0x04, Buffer.alloc(64, 3))))
    const started = performance.now()
    await expect(sourcesWith().open(path, {passphrase: password})).rejects.toMatchObject({
      params: {problem: 'iterations'},
    })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('gives a container or an error for any damage, the password known', async () => {
    const good = (['ans', 'modern', 'noMac', 'rc2'] as const).map((name) =>
      readFileSync(pki.pkcs12(auth, `fuzz-${name}`, layouts[name])),
    )
    const seen = (bytes: Uint8Array) => {
      try {
        return readContainer(bytes, 'given')
      } catch (error) {
        if (error instanceof DmpError) return undefined
        throw error
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.nat(), fc.nat(255), async (which, position, byte) => {
        const bytes = Buffer.from(good[which] ?? [])
        bytes.writeUInt8(byte, position % bytes.length)
        const container = seen(bytes)
        if (!container) return
        await openClosed(container, bytes, passphrase, 50_000).catch((error: unknown) => {
          expect(error).toBeInstanceOf(DmpError)
        })
      }),
      {numRuns: 250},
    )
  }, 60_000)

  it('is refused when it is a folder, a pipe or gone', async () => {
    execFileSync('mkfifo', [join(pki.folder, 'pipe')])
    for (const name of ['.', 'pipe', 'gone'])
      await expect(sourcesWith().open(join(pki.folder, name))).rejects.toMatchObject({
        code: 'DMP_FILE_UNREADABLE',
        exitCode: 5,
      })
    await expect(sourcesWith().open('windows:LocalMachine/My')).rejects.toMatchObject({
      params: {problem: 'windows-only'},
    })
  })
})

describeWith(needs, 'the certificates of a server', () => {
  let pki: TestPki
  let server: Issued
  const open: Server[] = []
  beforeAll(() => {
    pki = new TestPki()
    server = pki.leaf('SERVER', {extensions: [...serverUse, ...testSigns]})
  })
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })
  afterAll(() => pki.remove())

  const listening = async (one: Server): Promise<number> => {
    open.push(one)
    await once(one.listen(0, '127.0.0.1'), 'listening')
    return (one.address() as AddressInfo).port
  }
  const tls = (options: Parameters<typeof createTls>[0]) =>
    createTls({
      key: readFileSync(server.keyPath),
      cert: [server, pki.intermediate].map(({certificatePath}) => readFileSync(certificatePath)).join(''),
      ...options,
    }).on('tlsClientError', () => {})

  it.each([
    ['TLS 1.3', {maxVersion: 'TLSv1.3'}],
    ['TLS 1.2', {maxVersion: 'TLSv1.2'}],
    [
      'TLS 1.2, a client certificate demanded',
      {maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true},
    ],
    [
      'TLS 1.3, a client certificate demanded',
      {maxVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: true},
    ],
  ] as const)('are shown, believed or not (%s)', async (_name, options) => {
    const port = await listening(tls(options))
    const shown = await fromServer(`https://localhost:${port}`, {}, undefined)
    expect(shown).toMatchObject({format: 'tls', server: {protocol: options.maxVersion}})
    expect(shown.leaf?.sha256.hex).toBe(server.certificate.sha256.hex)
    expect(shown.certificates.map(({subject}) => subject.commonName)).toEqual([
      'DMP SERVER',
      'TEST AC ORGANISATIONS FICTIVE',
    ])
  })

  it('are reached through the proxy of the environment, unless the host is exempt', async () => {
    const port = await listening(tls({}))
    const asked: string[] = []
    const proxy = createHttp()
    proxy.on('connect', (request, socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`)
      const way = connect(port, '127.0.0.1')
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      way.pipe(socket).pipe(way)
      way.on('error', () => socket.destroy())
      socket.on('error', () => way.destroy())
    })
    const proxyPort = await listening(proxy)
    const env = {HTTPS_PROXY: `http://user:p%40ss@127.0.0.1:${proxyPort}`}
    const shown = await fromServer(`https://dmp.example.invalid:8443`, env, undefined)
    expect(shown.leaf?.sha256.hex).toBe(server.certificate.sha256.hex)
    expect(asked).toEqual([`dmp.example.invalid:8443 Basic ${Buffer.from('user:p@ss').toString('base64')}`])
    const refusing = createHttp().on('connect', (_request, socket) =>
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'),
    )
    const closed = {HTTPS_PROXY: `http://127.0.0.1:${await listening(refusing)}`}
    await expect(fromServer('https://dmp.example.invalid', closed, undefined)).rejects.toMatchObject({
      params: {problem: 'PROXY_403'},
    })
  })

  it.each([
    ['nobody listens', async () => 1, 'ECONNREFUSED'],
    ['it does not speak TLS', async () => listening(createTcp((socket) => socket.end('220 hello\r\n'))), ''],
    ['it hangs', async () => listening(createTcp()), 'ETIMEDOUT'],
    ['it hangs up', async () => listening(createTcp((socket) => socket.destroy())), 'ECONNRESET'],
  ])('cannot be had when %s', async (_name, start, problem) => {
    const port = await start()
    const tried = fromServer(`https://127.0.0.1:${port}`, {}, undefined, 700)
    await expect(tried).rejects.toMatchObject({
      code: 'DMP_CERT_SERVER_UNREACHABLE',
      exitCode: 7,
      retry: 'later',
    })
    if (problem) await expect(tried).rejects.toMatchObject({params: {problem}})
  })

  it('are not asked of something that is no address', async () => {
    await expect(fromServer('https://', {}, undefined)).rejects.toMatchObject({params: {problem: 'address'}})
  })
})

describe('the proxy of the environment', () => {
  it.each([
    ['dmp.example', {}, undefined],
    ['dmp.example', {HTTPS_PROXY: 'proxy:3128'}, 'http://proxy:3128/'],
    ['dmp.example', {https_proxy: 'http://proxy:3128'}, 'http://proxy:3128/'],
    ['dmp.example', {HTTPS_PROXY: 'http://proxy', NO_PROXY: 'example'}, undefined],
    ['dmp.example', {HTTPS_PROXY: 'http://proxy', NO_PROXY: '.example, other'}, undefined],
    ['dmp.example', {HTTPS_PROXY: 'http://proxy', NO_PROXY: 'ample'}, 'http://proxy/'],
    ['dmp.example', {HTTPS_PROXY: 'http://proxy', no_proxy: '*'}, undefined],
  ])('for %s with %j is %s', (host, env, expected) => {
    expect(proxyOf(host, env)?.href).toBe(expected)
  })
})

const modulePath = '/usr/lib/softhsm/libsofthsm2.so'
const tokenNeeds = [
  ...needs,
  {program: 'softhsm2-util', package: 'softhsm2'},
  {program: 'pkcs11-tool', package: 'opensc'},
  {file: modulePath, package: 'softhsm2'},
] as const

describeWith(tokenNeeds, 'a token named by its URI', () => {
  let pki: TestPki
  let auth: Issued
  const before = process.env['SOFTHSM2_CONF']
  const pin = '73519264'
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
    mkdirSync(join(pki.folder, 'tokens'))
    const conf = join(pki.folder, 'softhsm2.conf')
    writeFileSync(conf, `directories.tokendir = ${join(pki.folder, 'tokens')}\nobjectstore.backend = file\n`)
    process.env['SOFTHSM2_CONF'] = conf
    const run = (program: string, ...args: string[]) => execFileSync(program, args, {stdio: 'pipe'})
    const token = ['--token', 'Essai DMP', '--pin', pin]
    run(
      'softhsm2-util',
      '--init-token',
      '--free',
      '--label',
      'Essai DMP',
      '--pin',
      pin,
      '--so-pin',
      '12345678',
    )
    run('softhsm2-util', '--import', auth.keyPath, ...token, '--label', 'cle', '--id', '0a')
    writeFileSync(join(pki.folder, 'auth.der'), auth.der)
    for (const [file, label, id] of [
      ['auth.der', 'authentification', '0a'],
      ['aci.pem', 'autorite', '0b'],
    ] as const) {
      const source = file.endsWith('.der') ? join(pki.folder, file) : join(pki.folder, 'aci.der')
      if (!file.endsWith('.der')) writeFileSync(source, pki.intermediate.der)
      run(
        'pkcs11-tool',
        ...['--module', modulePath, '--token-label', 'Essai DMP', '--login', '--pin', pin],
        ...['--write-object', source, '--type', 'cert', '--label', label, '--id', id],
      )
    }
  })
  afterAll(() => {
    if (before === undefined) delete process.env['SOFTHSM2_CONF']
    else process.env['SOFTHSM2_CONF'] = before
    pki.remove()
  })
  const uri = (path = 'token=Essai%20DMP', query = `module-path=${modulePath}`) => `pkcs11:${path}?${query}`

  it('shows its certificates without its PIN', async () => {
    const shown = await sourcesWith().open(uri())
    expect(shown).toMatchObject({format: 'pkcs11', passwordNeeded: true, keys: []})
    expect(shown.labels?.toSorted()).toEqual(['authentification', 'autorite'])
    expect(shown.leaf?.sha256.hex).toBe(auth.certificate.sha256.hex)
  })

  it('shows its keys too with the PIN, bound to their certificates', async () => {
    const shown = await sourcesWith(pin).open(uri(), {passphrase: password})
    const [key] = shown.keys
    expect(shown.passwordNeeded).toBe(false)
    expect(key).toMatchObject({form: 'token', alias: 'cle', encrypted: true})
    expect(shown.certificates[key?.certificate ?? -1]?.sha256.hex).toBe(auth.certificate.sha256.hex)
  })

  it('may name one object, by label or by id', async () => {
    for (const path of ['token=Essai%20DMP;object=autorite', 'token=Essai%20DMP;id=%0b']) {
      const {certificates} = await sourcesWith().open(uri(path))
      expect(certificates.map(({sha256}) => sha256.hex)).toEqual([pki.intermediate.certificate.sha256.hex])
    }
  })

  it('refuses a PIN in the address, without repeating it', async () => {
    const failure = sourcesWith().open(uri(undefined, `module-path=${modulePath}&pin-value=${pin}`))
    await expect(failure).rejects.toMatchObject({params: {problem: 'pkcs11-pin-value'}})
    await failure.catch((error: Error & {params: object}) =>
      expect(JSON.stringify([error.message, error.params])).not.toContain(pin),
    )
  })

  it.each([
    ['DMP_KEY_PIN_REFUSED', 'pin-incorrect', uri(), {passphrase: password}],
    ['DMP_KEY_TOKEN_UNAVAILABLE', 'no-token', uri('token=autre'), {}],
    ['DMP_KEY_TOKEN_UNAVAILABLE', 'no-module-path', uri(undefined, ''), {}],
    ['DMP_KEY_TOKEN_UNAVAILABLE', 'module-not-loaded', uri(undefined, 'module-path=/nowhere.so'), {}],
    ['DMP_CERT_SOURCE_UNREADABLE', 'pkcs11-uri', 'pkcs11:token', {}],
  ])('fails with %s %s', async (code, problem, name, options) => {
    await expect(sourcesWith('00000000').open(name, options)).rejects.toMatchObject({code, params: {problem}})
  })
})
