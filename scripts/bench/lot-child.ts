/**
 * CPU of one lot built and signed, from the completed request to the envelope, against two bare RSA signatures with
 * the same algorithms and SHA-1 of the same CDA. Arguments: file, patient file, key file of the seal, rounds, lots per
 * round. Answers one line of JSON: samples in milliseconds per lot.
 */
import {createHash, createPrivateKey, type KeyObject, randomUUID, sign} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {promisify} from 'node:util'
import {utcDigits} from '../../src/lib/cda/times.ts'
import type {SubmissionSetUniqueId} from '../../src/lib/ids/identifiers.ts'
import type {Oid} from '../../src/lib/ids/oid.ts'
import {cx} from '../../src/lib/ins/ins-oids.ts'
import type {DmpLink} from '../../src/lib/ports/dmp-link.ts'
import type {Signer} from '../../src/lib/ports/signer.ts'
import {soapEnvelope} from '../../src/lib/soap/envelope.ts'
import {bytesSource, mtomMessage} from '../../src/lib/soap/mtom.ts'
import {
  assembleLot,
  documentEntry,
  type LotFacts,
  submissionSet,
} from '../../src/lib/usecases/submission/assemble-lot.ts'
import {composeLevel1} from '../../src/lib/usecases/submission/compose-level1.ts'
import {renderLevel1} from '../../src/lib/usecases/submission/rendering.ts'
import type {SubmissionRequest} from '../../src/lib/usecases/submission/submission-request.ts'
import {signVihf} from '../../src/lib/vihf/sign-vihf.ts'
import {visible} from '../../src/lib/visibility/visibility.ts'
import {signLot} from '../../src/lib/xades/sign-lot.ts'
import {actions} from '../../src/lib/xds/schemes.ts'
import {lotXml} from '../../src/lib/xds/write-lot.ts'
import {openBench, requestsFor} from './open-bench.ts'

const [file = '', patientFile = '', keyFile = '', rounds = '', perRound = ''] = process.argv.slice(2)
const WARM_UP = 30
const signAsync = promisify<string, Uint8Array, KeyObject, Buffer>(sign)

const bench = openBench()
const [profile, valueSets, link] = await Promise.all([bench.profile(), bench.valueSets(), bench.link()])
const facts: LotFacts = {profile, valueSets, structureId: link.structureId}
const [request] = await requestsFor(bench, [file], patientFile)
const body = bytesSource(readFileSync(file))
let serial = 0
const nextId = () => `2.25.4711.${++serial}` as Oid

async function buildLot(
  wanted: SubmissionRequest,
  {signer, vihf, transport}: Pick<DmpLink, 'signer' | 'vihf' | 'transport'>,
) {
  const ids = {document: nextId(), set: nextId() as Oid as SubmissionSetUniqueId, signature: nextId()}
  const versions = {uniqueId: ids.document, setId: {root: nextId()}, versionNumber: 1}
  const {signatureDigest: digest, signingCertificate} = profile.xds
  const input = composeLevel1(wanted, 'text/plain', versions, profile, valueSets)
  const rendering = await renderLevel1(bench, input, body, digest)
  const now = bench.clock.now()
  const item = {submissionSetUniqueId: ids.set, submissionTime: utcDigits(now), visibility: visible}
  const entry = documentEntry(item, rendering, facts)
  const set = submissionSet({item, rendering} as Parameters<typeof submissionSet>[0], entry, facts)
  const signature = await signLot(
    {
      setUniqueId: set.uniqueId,
      signatureUniqueId: ids.signature,
      documents: [{uniqueId: ids.document, digestBase64: rendering.digestBase64, kind: 'xml'}],
      signedAt: now,
      digest,
      signingCertificate,
    },
    signer,
  )
  const named = {...signature, uniqueId: ids.signature, signingTime: utcDigits(now)}
  const cids = {documents: ['doc1@dmp-toolkit'], signature: 'sig@dmp-toolkit'}
  const bodyXml = lotXml(assembleLot(set, [{entry}], named, facts), cids)
  if (!wanted.patient) throw new RangeError('a request without a patient')
  const assertion = await signVihf(
    vihf,
    {
      uuid: randomUUID(),
      issuedAt: now,
      authenticatedAt: link.authenticatedAt,
      patientId: cx(wanted.patient.ins),
    },
    signer,
  )
  const action = actions.submit
  const messageId = `urn:uuid:${randomUUID()}`
  const to = transport.address('repository')
  const part = (cid: string, source: typeof body) => ({cid, contentType: 'text/xml', source})
  const message = mtomMessage({
    envelope: soapEnvelope({action, to, messageId, vihfXml: assertion.xml, bodyXml}),
    action,
    parts: [part('doc1@dmp-toolkit', rendering.source), part(cids.signature, bytesSource(signature.bytes))],
    boundary: `dmp-${randomUUID()}`,
  })
  return {rendering, message}
}

if (!request) throw new RangeError('no request')
const asked: {algorithm: 'sha1' | 'sha256'; data: Uint8Array}[] = []
const watching: Signer = {
  ...link.signer,
  sign: (algorithm, data, signal) => {
    asked.push({algorithm: algorithm === 'rsa-sha1' ? 'sha1' : 'sha256', data})
    return link.signer.sign(algorithm, data, signal)
  },
}
const {rendering, message} = await buildLot(request, {...link, signer: watching})
const chunks: Uint8Array[] = []
for await (const chunk of rendering.source.open()) chunks.push(Uint8Array.from(chunk))
const cda = Buffer.concat(chunks)
const key = createPrivateKey(readFileSync(keyFile))
if (asked.length !== 2) throw new RangeError(`a lot asks for 2 signatures, not ${asked.length}`)

async function bare(): Promise<void> {
  for (const {algorithm, data} of asked) await signAsync(algorithm, data, key)
  createHash('sha1').update(cda).digest()
}

async function cpuOf(act: () => Promise<unknown>, times: number): Promise<number> {
  const before = process.cpuUsage()
  for (let turn = 0; turn < times; turn++) await act()
  const {user, system} = process.cpuUsage(before)
  return (user + system) / 1000 / times
}

const ours: number[] = []
const theirs: number[] = []
const lot = () => buildLot(request, link)
for (let round = -WARM_UP; round < Number(rounds); round++) {
  const reference = await cpuOf(bare, Number(perRound))
  const own = await cpuOf(lot, Number(perRound))
  // The compiler has to settle first.
  if (round < 0) continue
  theirs.push(reference)
  ours.push(own)
}
await bench.close()
process.stdout.write(
  `${JSON.stringify({ours, theirs, cdaBytes: cda.length, messageBytes: message.body.size})}\n`,
)
