import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {connect, createServer, type TLSSocket} from 'node:tls'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Identity} from '../../../src/lib/keys/identity.ts'
import {openIdentity} from '../../../src/lib/keys/open-identity.ts'
import {readCaFiles, tlsMaterial, trustedAuthorities} from '../../../src/lib/keys/tls-material.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {layouts, passphrase, serverUse, TestPki, testSigns} from '../../support/test-keys.ts'

const needs = [{program: 'openssl', package: 'openssl'}] as const

async function identityOf(pki: TestPki): Promise<Identity> {
  const path = pki.pkcs12(pki.leaf('AUTH'), 'auth', layouts.ans)
  const ports = {files: localFiles, secrets: {get: async () => passphrase}}
  return openIdentity({kind: 'pkcs12', path, passphrase: {from: 'prompt'}}, 'auth', ports)
}

describeWith(needs, 'the TLS material of an identity', () => {
  let pki: TestPki
  let identity: Identity
  beforeAll(async () => {
    pki = new TestPki()
    identity = await identityOf(pki)
  })
  afterAll(() => pki.remove())

  it('opens a mutual TLS connection with a server of the configured authority', async () => {
    const served = pki.leaf('SERVER', {extensions: [...serverUse, ...testSigns]})
    const pem = [served, pki.intermediate]
      .map(({certificatePath}) => readFileSync(certificatePath, 'utf8'))
      .join('')
    const server = createServer({
      cert: pem,
      key: readFileSync(served.keyPath),
      ca: readFileSync(pki.root.certificatePath),
      requestCert: true,
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const {port} = server.address() as {port: number}
    const caCertificates = await readCaFiles([pki.root.certificatePath], localFiles)
    try {
      const accepted = once(server, 'secureConnection') as Promise<[TLSSocket]>
      const material = tlsMaterial(identity, {environment: 'sandbox', caCertificates})
      const client = connect({port, host: '127.0.0.1', servername: 'localhost', ...material})
      const [[socket]] = await Promise.all([accepted, once(client, 'secureConnect')])
      // the server has the root alone: the client must have sent its intermediate
      expect(socket.authorized).toBe(true)
      expect(socket.getPeerCertificate().subject.OU).toBe('10B0000014')
      expect(client.authorized).toBe(true)
      client.destroy()
      const distrustful = connect({port, host: '127.0.0.1', servername: 'localhost', ...material, ca: []})
      const [error] = await once(distrustful, 'error')
      expect(error).toMatchObject({code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/)})
    } finally {
      server.close()
    }
  })

  it('keeps the root out of what the client presents', () => {
    const {cert, key} = tlsMaterial(identity, {environment: 'sandbox', caCertificates: []})
    expect(cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
    expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  })

  it('trusts in the sandbox the files of the profile alone, and never an authority it does not know', () => {
    expect(trustedAuthorities(identity, {environment: 'sandbox', caCertificates: []})).toEqual([])
    for (const environment of ['test', 'formation', 'production'] as const)
      expect(trustedAuthorities(identity, {environment, caCertificates: []})).toEqual([])
    const {certificate} = pki.root
    const both = {environment: 'test', caCertificates: [certificate, certificate]} as const
    expect(trustedAuthorities(identity, both)).toEqual([certificate])
  })
})

describeWith([...needs, 'shared-data'], 'the authorities trusted for the server', () => {
  it('are the known ones found beside the key: both hierarchies in test, production alone in production', async () => {
    const pki = new TestPki()
    try {
      const folder = join(sharedData() ?? '', 'igc-sante')
      const files = ['ACR-EL', 'ACI-EL-ORG', 'ACR-EL-TEST', 'ACR-ST-TEST'].map((name) =>
        join(folder, `${name}.pem`),
      )
      const companions = await readCaFiles(files, localFiles)
      const identity = {...(await identityOf(pki)), companions}
      const trusted = (environment: 'test' | 'formation' | 'production' | 'sandbox') =>
        trustedAuthorities(identity, {environment, caCertificates: []}).map(({subject}) => subject.commonName)
      const production = ['AC RACINE IGC-SANTE ELEMENTAIRE', 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS']
      expect(trusted('production')).toEqual(production)
      expect(trusted('test')).toEqual([...production, 'TEST AC RACINE IGC-SANTE ELEMENTAIRE'])
      expect(trusted('formation')).toEqual(trusted('test'))
      expect(trusted('sandbox')).toEqual([])
    } finally {
      pki.remove()
    }
  })
})
