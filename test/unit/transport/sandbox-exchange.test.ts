import {readFileSync} from 'node:fs'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {Answer, DmpCall} from '../../../src/lib/answers/answer.ts'
import {readAnswer} from '../../../src/lib/answers/read-answer.ts'
import {existenceAction, existenceXml} from '../../../src/lib/hl7v3/existence-request.ts'
import type {DocumentUniqueId} from '../../../src/lib/ids/identifiers.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import type {Signer} from '../../../src/lib/ports/signer.ts'
import {makeTestPki} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {openDmpBackend} from '../../../src/lib/sandbox/registry/dmp-backend.ts'
import {type RunningSandbox, startSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {soapEnvelope} from '../../../src/lib/soap/envelope.ts'
import {bytesSource, mtomMessage, plainMessage} from '../../../src/lib/soap/mtom.ts'
import {createTransport, type DmpTransport} from '../../../src/lib/transport/create-transport.ts'
import {prepareVihf} from '../../../src/lib/vihf/build-vihf.ts'
import type {VihfProfile} from '../../../src/lib/vihf/facts.ts'
import {signVihf} from '../../../src/lib/vihf/sign-vihf.ts'
import {signLot} from '../../../src/lib/xades/sign-lot.ts'
import {actions} from '../../../src/lib/xds/schemes.ts'
import {lotXml} from '../../../src/lib/xds/write-lot.ts'
import {locateXml} from '../../../src/lib/xds/write-query.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {doctorRoles, sampleProfile} from '../vihf/sample-vihf.ts'
import {sampleLot} from '../xds/sample-lot.ts'
import {signerOf} from './wire-pki.ts'

const ids = ['265059999900141', '1.2.250.1.213.1.4.10'] as const
const uuid = () => crypto.randomUUID()

/** The wire of the client before the strict server, which shares no code with it. */
describe('the embedded DMP', () => {
  let folder: string
  let sandbox: RunningSandbox
  let transport: DmpTransport
  let signer: Signer
  let profile: VihfProfile

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmp-exchange-'))
    const pki = await makeTestPki(join(folder, 'pki'))
    const {main} = pki.establishments
    const text = (path: string) => readFileSync(path, 'utf8')
    const pair = (files: {certificate: string; key: string}) => ({
      cert: text(files.certificate),
      key: text(files.key),
      certPath: files.certificate,
      keyPath: files.key,
    })
    const backend = await openDmpBackend({
      folder: join(folder, 'registry'),
      dataFolder: resolve(import.meta.dirname, '../../../data'),
      now: Date.now,
      verifyLot: async () => undefined,
    } as unknown as Parameters<typeof openDmpBackend>[0])
    sandbox = await startSandbox({
      tls: {...pair(pki.server), ca: text(pki.caFile)},
      backend,
      clock: {now: Date.now, sleep: async () => undefined},
      spoolDir: join(folder, 'spool'),
    })
    signer = signerOf(pair(main.sign))
    const [leaf] = signer.certificate.chain
    profile = {
      ...sampleProfile,
      issuer: leaf?.subject.rfc2253 ?? '',
      certificateBase64: leaf?.derBase64 ?? '',
      structureId: main.unit,
      nameId: `3${main.unit.slice(1)}/RESP0001`,
    }
    const auth = pair(main.auth)
    transport = createTransport({
      endpoints: {base: sandbox.url},
      tls: {cert: auth.cert, key: auth.key, ca: [await readFile(pki.caFile, 'utf8')]},
      timeouts: {connectMs: 5_000, answerMs: 10_000, totalMs: 20_000},
    })
  })

  afterAll(async () => {
    await transport?.close()
    await sandbox?.close()
    await rm(folder, {recursive: true, force: true})
  })

  async function vihf(change: Partial<VihfProfile> = {}, matricule: string = ids[0]): Promise<string> {
    const now = Date.now()
    const patientId = `${matricule}^^^&${ids[1]}&ISO^NH`
    const facts = {uuid: uuid(), issuedAt: now, authenticatedAt: now - 1_000, patientId}
    return (await signVihf(prepareVihf({...profile, ...change}), facts, signer)).xml
  }

  async function ask(
    call: DmpCall,
    bodyXml: string,
    {change, matricule}: {change?: Partial<VihfProfile>; matricule?: string} = {},
  ): Promise<Answer> {
    const service = call === 'existence' ? 'patients' : 'registry'
    const action = call === 'existence' ? existenceAction : actions.locate
    const messageId = `urn:uuid:${uuid()}`
    const vihfXml = await vihf(change, matricule)
    const envelope = soapEnvelope({action, to: transport.address(service), messageId, vihfXml, bodyXml})
    const inbound = await transport.send({service, ...plainMessage(envelope, action)})
    return readAnswer(inbound, {call, messageId}, openXml)
  }

  const existence = (matricule: string) =>
    existenceXml({
      ins: {matricule: matricule as Matricule, oid: ids[1] as Oid},
      messageRoot: '1.2.250.1.999.1.1.42.9.1',
      queryRoot: '1.2.250.1.999.1.1.42.9.2',
      createdAt: Date.now(),
      senderOid: '1.2.250.1.999.1.1.42',
      senderName: 'LogicielFictif',
    })

  it('says that a patient has an active DMP, with its traits', async () => {
    const answer = await ask('existence', existence(ids[0]))
    expect(answer).toMatchObject({
      outcome: 'accepted',
      existence: {state: 'active', linkedToEns: true, traits: {birthName: 'EXEMPLE', birthPlace: '99999'}},
    })
  })

  it('tells each of its test patients apart', async () => {
    const list = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../../data/sandbox-patients.json'), 'utf8'),
    ) as {
      patients: {matricule?: string; dmp: string; closure?: {date: string; reason: string}}[]
    }
    const known = list.patients.filter((one) => one.matricule !== undefined)
    expect(new Set(known.map((one) => one.dmp))).toEqual(new Set(['active', 'closed', 'none']))
    for (const one of known) {
      const answer = await ask('existence', existence(one.matricule ?? ''), {matricule: one.matricule ?? ''})
      expect(answer.existence, one.matricule).toMatchObject({
        state: one.dmp,
        ...(one.closure ? {closure: one.closure} : {}),
      })
    }
  })

  it('finds nothing under an id it does not know', async () => {
    const answer = await ask('locate', locateXml('1.2.250.1.999.1' as DocumentUniqueId))
    expect(answer).toMatchObject({outcome: 'accepted', entryUuids: []})
  })

  it.each<[string, Partial<VihfProfile>]>([
    ['version 4.0', {version: '4.0'}],
    ['the other case of the mode', {authModeName: 'Authentification_mode'}],
    ['a named doctor', {roles: doctorRoles, authnContext: 'Password'}],
    ['no installation id', {lps: {name: 'Logiciel & <Fictif>', version: '0.1'}}],
  ])('accepts a VIHF with %s', async (_, change) => {
    expect((await ask('existence', existence(ids[0]), {change})).outcome).toBe('accepted')
  })

  it('accepts the issuer in the order of the certificate', async () => {
    const issuer = signer.certificate.chain[0]?.subject.certificate ?? ''
    expect(issuer).toMatch(/^C=FR, /)
    expect((await ask('existence', existence(ids[0]), {change: {issuer}})).outcome).toBe('accepted')
  })

  it('refuses another structure than the certificate’s, in the DMP’s words, for every call', async () => {
    const answer = await ask('existence', existence(ids[0]), {change: {structureId: '1990000002'}})
    expect(answer).toMatchObject({outcome: 'systemic', issues: [{layer: 'fault', known: 'legal-person'}]})
  })

  it('refuses a doctor without specialty, in the DMP’s words', async () => {
    const answer = await ask('existence', existence(ids[0]), {change: {roles: doctorRoles.slice(0, 1)}})
    expect(answer).toMatchObject({outcome: 'systemic', issues: [{known: 'specialty-missing'}]})
  })

  it('opens an MTOM lot, and refuses what it says about a document that is not a CDA, in the registry', async () => {
    const messageId = `urn:uuid:${uuid()}`
    const [document] = sampleLot.documents
    const signature = await signLot(
      {
        setUniqueId: sampleLot.set.uniqueId,
        signatureUniqueId: '1.2.250.1.999.1.1.42.4.1' as Oid,
        documents: [{uniqueId: '1.2.250.1.999.1.1.42.2.1', digestBase64: 'AAAA', kind: 'xml'}],
        signedAt: Date.now(),
        digest: 'sha1',
        signingCertificate: 'chain',
      },
      signer,
    )
    if (!document) throw new Error('no document')
    const bodyXml = lotXml({...sampleLot, documents: [document]}, {documents: ['a@b'], signature: 'c@d'})
    const to = transport.address('repository')
    const envelope = soapEnvelope({action: actions.submit, to, messageId, vihfXml: await vihf(), bodyXml})
    const part = (cid: string, bytes: Uint8Array) => ({
      cid,
      contentType: 'text/xml',
      source: bytesSource(bytes),
    })
    const parts = [part('a@b', Buffer.from('<a></a>')), part('c@d', signature.bytes)]
    const message = mtomMessage({envelope, action: actions.submit, parts, boundary: `b-${uuid()}`})
    const inbound = await transport.send({service: 'repository', ...message})
    const answer = readAnswer(inbound, {call: 'submit', messageId}, openXml)
    expect(answer).toMatchObject({outcome: 'refused', registryStatus: 'Failure'})
    expect(answer.issues[0]?.layer).toBe('registry')
  })
})
