/** `cert check https://…`: the chain that a server shows, its revocation included. */
import {readFileSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {createServer, type Server} from 'node:tls'
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import {makeHome, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {ListServer, RevocationDesk} from '../support/revocation-desk.ts'
import {expectValid} from '../support/schemas.ts'
import {type Issued, serverUse, TestPki} from '../support/test-keys.ts'
import {told} from './cert-desk.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'cert check of a server', () => {
  let pki: TestPki
  let made: RevocationDesk
  let lists: ListServer
  let authority: Issued
  let leaf: Issued
  let server: Server
  let address: string
  let home = makeHome()
  beforeAll(async () => {
    pki = new TestPki()
    made = new RevocationDesk(pki)
    lists = await ListServer.open()
    authority = pki.issue('authority', pki.root, {
      subject: '/C=FR/O=ESSAI/CN=AC SERVEURS FICTIVE',
      extensions: [
        'basicConstraints=critical,CA:TRUE,pathlen:0',
        'keyUsage=critical,keyCertSign,cRLSign',
        'subjectKeyIdentifier=hash',
        `crlDistributionPoints=URI:${lists.url('root.crl')}`,
      ],
    })
    leaf = pki.issue('server', authority, {
      subject: '/C=FR/O=ESSAI/CN=localhost',
      extensions: [...serverUse, `crlDistributionPoints=URI:${lists.url('servers.crl')}`],
    })
    const chain = [leaf, authority, pki.root].map(({certificatePath}) =>
      readFileSync(certificatePath, 'utf8'),
    )
    server = createServer({cert: chain.join(''), key: readFileSync(leaf.keyPath)}, (socket) => socket.end())
    server.on('tlsClientError', () => undefined)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    address = `https://localhost:${(server.address() as AddressInfo).port}`
  }, 60_000)
  afterAll(async () => {
    server?.close()
    await lists?.close()
    made?.remove()
    pki?.remove()
    home.remove()
  })
  beforeEach(() => {
    home.remove()
    home = makeHome()
    lists.answers.clear()
    lists.answers.set('servers.crl', made.list([], {signer: authority}))
    lists.asked.length = 0
  })

  const check = async (...args: readonly string[]) => {
    const result = await runJson(['cert', 'check', address, ...args], {env: home.env})
    expectValid(result.answer)
    return {...result, revocation: told(result).filter((line) => line.startsWith('REV-'))}
  }

  it('asks the revocation of its authorities too, and finds nothing where nothing is revoked', async () => {
    lists.answers.set('root.crl', made.list([], {signer: pki.root}))
    const {revocation} = await check()
    expect(revocation).toEqual([])
    expect(lists.asked.join(' ')).toContain('root.crl')
  })

  it('is an error where an authority above it was revoked', async () => {
    lists.answers.set('root.crl', made.list([{of: authority}], {signer: pki.root}))
    const {code, revocation, answer} = await check()
    expect([code, revocation]).toEqual([10, ['REV-01 error leaf authority']])
    expect(JSON.stringify(answer.data.findings)).toContain('AC SERVEURS FICTIVE')
  })

  it('is a warning where nothing is known of an authority, and a remark where nothing was to be asked', async () => {
    expect((await check()).revocation).toEqual(['REV-02 warning leaf authority'])
    home.remove()
    home = makeHome()
    expect((await check('--offline')).revocation).toContain('REV-02 info leaf authority')
  })
})
