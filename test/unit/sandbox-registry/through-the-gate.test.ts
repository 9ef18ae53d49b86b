import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {
  initSandboxFolder,
  inspectSandbox,
  type SandboxFolder,
  startSandboxHost,
} from '../../../src/lib/sandbox/host.ts'
import type {RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {actions, type HttpAnswer, send} from '../../support/second-writer/gate-bench.ts'
import {readIdentity} from '../../support/second-writer/identity.ts'
import {signLot} from '../../support/second-writer/lot-signature.ts'
import {envelope, mtom, plainSoap} from '../../support/second-writer/message.ts'
import {type PlainLot, plainLot, plainQuery, plainUpdate} from '../../support/second-writer/registry-lot.ts'
import {goodVihf, securityHeader, signVihf, unsignedVihf} from '../../support/second-writer/vihf.ts'
import {dataFolder} from './bench.ts'

const parent = mkdtempSync(join(tmpdir(), 'through-'))
const clock = {now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms))}
const around = {programData: dataFolder, clock}
let folder: SandboxFolder
let sandbox: RunningSandbox

beforeAll(async () => {
  folder = await initSandboxFolder(join(parent, 'box'), 1)
  sandbox = await startSandboxHost({folder: folder.folder, port: 0}, around)
}, 60_000)
afterAll(async () => {
  await sandbox.close()
  rmSync(parent, {recursive: true, force: true})
})

type Who = 'main' | 'site' | 'mismatched'

/** One signed call over real mutual TLS as an establishment of the PKI. */
async function call(
  who: Who,
  action: string,
  body: string,
  parts: Parameters<typeof mtom>[1] = [],
): Promise<HttpAnswer> {
  const {auth, sign, finessEg} = folder.pki.establishments[who]
  const signer = readIdentity(sign)
  const service =
    action === actions.submit ? 'repository' : action === actions.exists ? 'patients' : 'registry'
  const vihf = signVihf(unsignedVihf(goodVihf(signer, `1${finessEg}`, Date.now())), signer)
  const to = `${sandbox.url}/${service}`
  const text = envelope({action, to, security: securityHeader(vihf), body})
  const message = service === 'repository' ? mtom(text, parts, action) : plainSoap(text, action)
  return send(to, message, {identity: readIdentity(auth), ca: readFileSync(folder.pki.caFile, 'utf8')})
}

function lotOf(who: Who, number: number): PlainLot {
  const {finessEg, name, sign} = folder.pki.establishments[who]
  const setUniqueId = `1.2.250.1.999.8.${number}.3`
  return {
    setUniqueId,
    sourceId: '1.2.250.1.999.8',
    patient: {
      matricule: '265059999900141',
      oid: '1.2.250.1.213.1.4.10',
      birthName: 'EXEMPLE',
      givenNames: 'ADELE MARIE',
      firstGiven: 'ADELE',
      sex: 'F',
      birthDate: '19650512',
      birthPlace: '99999',
    },
    site: {structureId: `1${finessEg}`, name},
    documents: [
      {
        uniqueId: `1.2.250.1.999.8.${number}.2`,
        setId: `1.2.250.1.999.8.${number}.5`,
        version: 1,
        title: 'Compte rendu',
        text: 'Bonjour',
      },
    ],
    signatureUniqueId: `1.2.250.1.999.8.${number}.4`,
    signature: (documents) => Buffer.from(signLot({setUniqueId, documents}, readIdentity(sign))),
  }
}

it.each([
  ['main', 1],
  ['site', 2],
] as const)('feeds, finds and deletes as %s over mutual TLS, with a real signature', async (who, number) => {
  const lot = lotOf(who, number)
  const {body, parts} = plainLot(lot)
  const fed = await call(who, actions.submit, body, parts)
  expect(fed.text).toContain('ResponseStatusType:Success')
  const found = await call(who, actions.query, plainQuery([lot.documents[0]?.uniqueId ?? '']))
  const [, target = ''] = /<ObjectRef id="([^"]+)"/.exec(found.text) ?? []
  expect(target).toMatch(/^urn:uuid:/)
  const deletion = plainUpdate({lot: {...lot, setUniqueId: `1.2.250.1.999.8.${number}.6`}, target})
  expect((await call(who, actions.update, deletion)).text).toContain('ResponseStatusType:Success')
  const {documents} = await inspectSandbox({folder: folder.folder, showPatients: false}, around)
  expect(documents.find(({entryUuid}) => entryUuid === target)).toMatchObject({status: 'Deleted'})
})

it('refuses one flipped byte of the CDA and a pair of certificates that does not match', async () => {
  const {body, parts} = plainLot(lotOf('main', 3))
  const [document, ...others] = parts
  if (!document) throw new Error('no part')
  const bytes = Buffer.from(document.bytes)
  bytes.write('X', bytes.indexOf('Qm9uam91cg'))
  const unhashed = body.replace(/<Slot name="hash">.*?<\/Slot>/, '')
  expect((await call('main', actions.submit, unhashed, [{...document, bytes}, ...others])).cause).toMatch(
    /^lot-signature\//,
  )
  const {body: other, parts: its} = plainLot(lotOf('mismatched', 4))
  expect((await call('mismatched', actions.submit, other, its)).cause).toBe('vihf/structure-certificates')
})

it('answers TD0.2 and serves param-lps', async () => {
  const answer = await call('main', actions.exists, '<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3"/>')
  expect(answer.text).toContain('acknowledgement typeCode="AE"')
})
