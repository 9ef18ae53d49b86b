/**
 * The embedded DMP as `dmp sandbox start` runs it, but for its pace: what is measured is not the quota. Arguments:
 * sandbox folder, folder of the registry. Writes `{"url": …}` and runs until its standard input ends.
 */
import {mkdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {readPemCertificates} from '../../src/lib/sandbox/certificate/certificate.ts'
import {structureIdOfFiness} from '../../src/lib/sandbox/pki/structure-id.ts'
import {readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'
import {openDmpBackend} from '../../src/lib/sandbox/registry/dmp-backend.ts'
import {startSandbox} from '../../src/lib/sandbox/sandbox.ts'
import {verifyLotSignature} from '../../src/lib/sandbox/signature/lot-signature.ts'
import {systemClock} from '../../src/lib/system/clock.ts'

const [box = '', data = ''] = process.argv.slice(2)
const pki = await readTestPki(box)
const text = (path: string) => readFileSync(path, 'utf8')
const ca = text(pki.caFile)
const authorities = readPemCertificates(ca)
mkdirSync(join(data, 'spool'), {recursive: true, mode: 0o700})
const backend = await openDmpBackend({
  folder: data,
  dataFolder: resolve(import.meta.dirname, '../../data'),
  now: () => systemClock.now(),
  verifyLot: (signature, expected, at) =>
    verifyLotSignature(signature, expected, {authorities, at}, {digest: 'any'}),
})
const running = await startSandbox({
  port: 0,
  tls: {key: text(pki.server.key), cert: text(pki.server.certificate), ca},
  backend,
  clock: systemClock,
  quota: {perSecond: 100_000, perDay: 10_000_000},
  vihf: {
    sites: Object.fromEntries(
      Object.values(pki.establishments).map(({unit, finessEg}) => [unit, [structureIdOfFiness(finessEg)]]),
    ),
  },
  spoolDir: join(data, 'spool'),
})
process.stdout.write(`${JSON.stringify({url: running.url})}\n`)
process.stdin.resume().on('end', () => void running.close())
