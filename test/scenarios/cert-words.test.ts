/** What the commands on certificates say through the built program: of persons, of passwords, of damage, of targets. */
import {execFileSync} from 'node:child_process'
import {existsSync, lstatSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {readPkcs12Structure} from '../../src/lib/containers/pkcs12-structure.ts'
import {readDer} from '../../src/lib/pki/der.ts'
import {runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {authUse, element, type Issued, layouts, testSigns} from '../support/test-keys.ts'
import {CertDesk} from './cert-desk.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'commands on certificates', () => {
  let desk: CertDesk
  let person: Issued
  let file: string
  beforeAll(() => {
    desk = new CertDesk()
    // an organisation's certificate that names somebody all the same
    person = desk.pki.leaf('PERSON', {
      subject: '/C=FR/O=CABINET FICTIF/OU=10B0000014/GN=ALIXESSAI+CN=899700000005+SN=FICTIVESSAI',
      extensions: [...authUse, ...testSigns],
    })
    file = desk.pki.pkcs12(person, 'person', layouts.ans)
  })
  afterAll(() => desk.remove())

  const at = (name: string) => join(desk.pki.folder, name)
  const run = (args: readonly string[], language = 'fr') =>
    runDmp(['cert', ...args, '--lang', language], {env: desk.home.env, cwd: desk.home.path})
  const json = async (...args: string[]) => {
    const result = await runJson(['cert', ...args], {env: desk.home.env, cwd: desk.home.path})
    expectValid(result.answer)
    return result
  }
  const secret = () => ['--passphrase-from', desk.secret('secret')]

  it('name no person unless asked to, whichever command it is', async () => {
    const other = desk.pki.pkcs12(
      desk.pki.leaf('PERSON2', {
        subject: '/C=FR/O=CABINET FICTIF/OU=10B0000014/GN=SACHAESSAI+CN=899700000013+SN=FICTIVESSAI',
        extensions: [...authUse, ...testSigns],
      }),
      'person2',
      layouts.ans,
    )
    let made = 0
    const fresh = () => at(`made-${++made}`)
    const commands: readonly (() => readonly string[])[] = [
      () => ['csr', file, '--key', fresh(), '--request', fresh(), ...secret()],
      () => ['repack', file, fresh(), ...secret()],
      () => ['order-sheet', file],
      () => ['diff', file, other],
    ]
    for (const args of commands) {
      const said = `${(await run(args())).stdout}${(await json(...args())).stdout}`
      expect(said).toContain('CABINET FICTIF')
      expect(said).not.toMatch(/ALIXESSAI|SACHAESSAI|FICTIVESSAI|8997000000/)
      expect((await run([...args(), '--unmask'])).stdout).toMatch(/ALIXESSAI|899700000005/)
      expect((await json(...args(), '--unmask')).stdout).toContain('ALIXESSAI')
    }
  })

  it('say of a password of the command line where it was to come from', async () => {
    const csr = (from: string) => [
      'csr',
      file,
      '--key',
      at('k'),
      '--request',
      at('r'),
      '--passphrase-from',
      from,
    ]
    const asked = await run(csr('prompt'))
    expect([asked.code, existsSync(at('k'))]).toEqual([4, false])
    expect(asked.stderr).toContain("il n'y a pas de terminal où le demander")
    expect(asked.stderr).not.toMatch(/no-terminal|réglage|profil/)
    const none = await run(csr('none'), 'en')
    expect(none.stderr).toContain('“none” was given')
    const typed = await run(csr('secret-4711'), 'en')
    expect(typed.stderr).toContain('prompt | file:PATH | fd:3 | command:')
    expect(typed.stderr).not.toMatch(/secret-4711|\| none/)
    const source = await run(['inspect', file, '--passphrase-from', 'prompt'], 'en')
    expect(`${source.stdout}${source.stderr}`).toContain('there is no terminal to ask at')
  })

  it('say of a damaged .p12 that it is damaged, and of another format which is wanted', async () => {
    writeFileSync(at('cut.p12'), readFileSync(file).subarray(0, 900), {mode: 0o600})
    const cut = await run(['repack', at('cut.p12'), at('out.p12'), ...secret()])
    expect(cut.stderr).toContain("le début est celui d'un format connu")
    const pem = await run(['repack', person.certificatePath, at('out.p12'), ...secret()], 'en')
    expect(pem.stderr).toContain('it is no PKCS#12 file')
    expect(pem.stderr).not.toContain('format:')
  })

  it('refuse to write anew a .p12 whose key is that of no certificate in it, without talk of a profile', async () => {
    const clear = ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac']
    const [ours, theirs] = [person, desk.leaf].map(
      (leaf, index) =>
        readDer(readPkcs12Structure(readFileSync(desk.pki.pkcs12(leaf, `clear-${index}`, clear))).authSafe)
          .children,
    )
    const none = new Uint8Array()
    const mixed = element(0x30, ours?.[0]?.raw ?? none, theirs?.[1]?.raw ?? none)
    const data = element(0x06, Buffer.from('2a864886f70d010701', 'hex'))
    const safe = element(0x30, data, element(0xa0, element(0x04, mixed)))
    writeFileSync(at('mixed.p12'), element(0x30, element(0x02, Uint8Array.of(3)), safe), {mode: 0o600})
    const args = ['repack', at('mixed.p12'), at('out.p12'), '--passphrase-from', 'none']
    const {stderr, code} = await run(args)
    expect([code, existsSync(at('out.p12'))]).toEqual([4, false])
    expect(stderr).toContain("n'est celle d'aucun certificat")
    expect(stderr).not.toMatch(/profil|config check|ALIXESSAI|FICTIVESSAI/)
    expect((await json(...args)).answer.error?.code).toBe('DMP_CERTIFICATE_UNFIT')
  })

  it('put no output in the place of a pipe, --force or not', async () => {
    execFileSync('mkfifo', [at('pipe')])
    for (const args of [
      ['scan', desk.pki.folder, '--csv', at('pipe'), '--force'],
      ['check', file, '--offline', '--prometheus', at('pipe')],
      ['repack', file, at('pipe'), '--force', ...secret()],
    ]) {
      const {stderr, code} = await run(args)
      expect([code, stderr]).toEqual([
        expect.any(Number),
        expect.stringContaining("n'est pas un fichier ordinaire"),
      ])
      expect(code).not.toBe(0)
    }
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
  })

  it('take a PKCS#7 in PEM for what it is', async () => {
    execFileSync('openssl', [
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      person.certificatePath,
      '-out',
      at('bundle.p7b'),
    ])
    const {stdout} = await run(['inspect', at('bundle.p7b')])
    expect(stdout).toContain('PKCS#7 (.p7b)')
    expect(stdout).not.toContain('FILE-05')
  })

  it('head the flags of a group as the language wants it', async () => {
    expect((await run(['install', '--help'])).stdout).toMatch(/^OPTIONS COMMUNES$/m)
    expect((await run(['install', '--help'], 'en')).stdout).toMatch(/^GLOBAL FLAGS$/m)
  })
})
