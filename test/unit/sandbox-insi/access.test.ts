import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {issueLeaf, newKey} from '../../../src/lib/sandbox/pki/authority.ts'
import {type CertificateUse, orgAuthCli, orgSign} from '../../../src/lib/sandbox/pki/certificate-use.ts'
import {organisationName} from '../../../src/lib/sandbox/pki/distinguished-name.ts'
import {readIntermediate} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {plainTraits} from '../../support/second-writer/insi-request.ts'
import {authUse, TestPki, testSigns} from '../../support/test-keys.ts'
import {InsiBench} from './bench.ts'

let bench: InsiBench
let stranger: TestPki
beforeAll(async () => {
  bench = await InsiBench.open()
  stranger = new TestPki()
}, 60_000)
afterAll(async () => {
  stranger.remove()
  await bench.close()
})

const day = 86_400_000

/** A certificate of the DMP's own authority of the sandbox. */
async function issued(name: string, commonName: string, use: CertificateUse, daysLeft = 30) {
  const issuer = await readIntermediate(bench.folder.pki)
  const now = Date.now()
  const validity = {notBefore: new Date(now - 60 * day), notAfter: new Date(now + daysLeft * day)}
  const subject = organisationName('Centre fictif', bench.files.unit, commonName)
  const leaf = await issueLeaf(issuer, subject, use, validity, await newKey(2048))
  const files = {certificate: join(bench.parent, `${name}.pem`), key: join(bench.parent, `${name}.key.pem`)}
  writeFileSync(files.certificate, leaf.certificatePem)
  writeFileSync(files.key, leaf.keyPem, {mode: 0o600})
  return files
}

describe('INSi', () => {
  it.each(['auto', 'manu'] as const)('admits the certificate INSI-%s', async (which) => {
    const answer = await bench.search(plainTraits, {}, {certificate: bench.files[which]})
    expect(answer).toMatchObject({status: 200, outcome: '00'})
  })

  it('answers desir_560 to the certificates of the DMP', async () => {
    const {auth} = bench.folder.pki.establishments.main
    const answer = await bench.search(plainTraits, {}, {certificate: auth})
    expect(answer).toMatchObject({status: 500, code: 'desir_560'})
    expect(answer.text).toContain('INSI-AUTO')
  })

  it('answers desir_560 to the right name of the wrong authority, and to a name nearly right', async () => {
    const forged = await issued('forged', 'INSI-AUTO', orgAuthCli)
    expect((await bench.search(plainTraits, {}, {certificate: forged})).code).toBe('desir_560')
    const nearly = await issued('nearly', 'Insi-Auto', orgAuthCli)
    expect((await bench.search(plainTraits, {}, {certificate: nearly})).code).toBe('desir_560')
  })

  it('turns away, in words and before reading, who shows no certificate or none that it can know', async () => {
    const call = (certificate: Parameters<InsiBench['search']>[2]) =>
      bench.search(plainTraits, {}, certificate)
    expect(await call({certificate: 'none'})).toMatchObject({status: 403, cause: 'tls/no-certificate'})
    const foreign = stranger.leaf('INSI-AUTO', {
      subject: `/C=FR/O=ESSAI/OU=${bench.files.unit}/CN=INSI-AUTO`,
      extensions: [...authUse, ...testSigns],
    })
    const files = {certificate: foreign.certificatePath, key: foreign.keyPath}
    expect(await call({certificate: files})).toMatchObject({status: 403, cause: 'tls/untrusted'})
    const expired = await issued('expired', 'INSI-AUTO', orgAuthCli, -1)
    expect(await call({certificate: expired})).toMatchObject({status: 403, cause: 'tls/expired'})
    const seal = await issued('seal', 'INSI-AUTO', orgSign)
    expect(await call({certificate: seal})).toMatchObject({status: 403, cause: 'tls/key-usage'})
  })
})

describe('the DMP', () => {
  it.each(['repository', 'registry', 'patients'])(
    'refuses the certificates of INSi at its %s',
    async (service) => {
      const path = `/si-dmp-server/v2/services/${service}`
      for (const certificate of [bench.files.auto, bench.files.manu])
        expect(await bench.send('<x/>', {certificate, path})).toMatchObject({
          status: 403,
          cause: 'tls/other-service',
        })
    },
  )

  it('does not trust the authority of INSi, whatever the name', () => {
    const own = readFileSync(bench.folder.pki.caFile, 'utf8')
    const [issuer = ''] = readFileSync(bench.files.caFile, 'utf8').split(/(?<=-----END CERTIFICATE-----\n)/)
    expect(own).not.toContain(issuer.trim())
  })
})
