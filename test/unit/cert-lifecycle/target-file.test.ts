import {execFileSync} from 'node:child_process'
import {linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import {certificateSources} from '../../../src/lib/certificate-sources/certificate-sources.ts'
import {keyFiles} from '../../../src/lib/config/key-files.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {createKeyWorkshop} from '../../../src/lib/keys/key-workshop.ts'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'
import {createSecrets} from '../../../src/lib/secrets/secrets.ts'
import {requestCertificate} from '../../../src/lib/usecases/cert/cert-csr.ts'
import {targetFile} from '../../../src/lib/usecases/cert/target-file.ts'
import {describeWith} from '../../support/requires.ts'
import {layouts, passphrase, TestPki} from '../../support/test-keys.ts'

let folder: string
const at = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-target-'))
  writeFileSync(at('source'), 'key')
  return () => rmSync(folder, {recursive: true, force: true})
})

it('never writes over its own source, by whatever name, nor over what is no file', async () => {
  symlinkSync(at('source'), at('link'))
  linkSync(at('source'), at('hard'))
  execFileSync('mkfifo', [at('pipe')])
  const ask = (name: string, force = true) => targetFile(localFiles, {name, sources: [at('source')], force})
  for (const name of ['source', 'link', 'hard'])
    await expect(ask(at(name))).rejects.toMatchObject({code: 'DMP_USAGE'})
  await expect(ask('-')).rejects.toMatchObject({code: 'DMP_USAGE'})
  for (const name of [folder, at('pipe'), '/dev/null'])
    await expect(ask(name)).rejects.toMatchObject({code: 'DMP_FILE_UNWRITABLE'})
  writeFileSync(at('other'), '')
  await expect(ask(at('other'), false)).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
  expect([await ask(at('other')), await ask(at('new'), false)]).toEqual([at('other'), at('new')])
})

describeWith([{program: 'openssl', package: 'openssl'}], 'a request made from a closed file', () => {
  let pki: TestPki
  beforeAll(() => {
    pki = new TestPki()
  })
  afterAll(() => pki.remove())

  it('takes the password of the source beside that of the key, and leaves no half of it', async () => {
    const secrets = createSecrets({prompter: {available: false, secret: async () => ''}, question: String})
    const bench = {
      files: localFiles,
      outputs: localOutputs,
      certificateSources: certificateSources({files: localFiles, secrets: async () => secrets, env: {}}),
      keyWorkshop: async () => createKeyWorkshop({files: localFiles, secrets}),
      secrets: async () => secrets,
      keyFiles: {
        ...keyFiles,
        tokenPreview: () => Promise.reject(new Error('not asked')),
        leafUnit: async () => undefined,
      },
      profile: () => Promise.reject(new Error('not asked')),
    }
    for (const [name, text] of [
      ['old', passphrase],
      ['new', 'une autre phrase'],
    ] as const)
      writeFileSync(at(name), text, {mode: 0o600})
    const wish = {
      source: pki.pkcs12(pki.leaf('AUTH'), 'modern', layouts.modern),
      use: 'auth',
      key: at('key'),
      request: at('request'),
      passphraseFrom: `file:${at('new')}`,
      sourcePassphraseFrom: `file:${at('old')}`,
      force: false,
    } as const
    await expect(
      requestCertificate(bench, {...wish, request: join(at('source'), 'below-a-file')}),
    ).rejects.toMatchObject({code: 'DMP_FILE_UNWRITABLE'})
    expect(await localFiles.exists(at('key'))).toBe(false)
    expect(await requestCertificate(bench, wish)).toMatchObject({product: 'ORG_AUTH_CLI'})
    expect(readFileSync(at('key'), 'utf8')).toContain('ENCRYPTED PRIVATE KEY')
    expect(readFileSync(at('request'), 'utf8')).toContain('CERTIFICATE REQUEST')
  })
})
