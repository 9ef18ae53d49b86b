import {join, resolve} from 'node:path'
import {readPemCertificates} from '../../../src/lib/sandbox/certificate/certificate.ts'
import {issueLeaf, makeAuthority, newKey} from '../../../src/lib/sandbox/pki/authority.ts'
import {orgAuthCli, orgSign} from '../../../src/lib/sandbox/pki/certificate-use.ts'
import {organisationName, rootName} from '../../../src/lib/sandbox/pki/distinguished-name.ts'
import {type EstablishmentKey, readIntermediate} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {type DmpBackend, openDmpBackend} from '../../../src/lib/sandbox/registry/dmp-backend.ts'
import {verifyLotSignature} from '../../../src/lib/sandbox/signature/lot-signature.ts'
import {actions, type Bench, type HttpAnswer, makeBench, send} from './gate-bench.ts'
import {readIdentity, type SigningIdentity} from './identity.ts'
import {signLot} from './lot-signature.ts'
import {envelope, type HttpMessage, mtom, plainSoap} from './message.ts'
import {type Recipe, type Refusal, refusalIn, refusalOfHandshake} from './mutation.ts'
import {type PlainLot, plainLot, plainQuery} from './registry-lot.ts'
import {goodVihf, securityHeader, signVihf, unsignedVihf} from './vihf.ts'

const root = '1.2.250.1.999.8'
const day = 86_400_000
const unlimited = {perSecond: 10_000, perDay: 1_000_000}

/** A message as it goes, or would go, over the wire. */
export interface SentMessage {
  readonly service: string
  readonly envelope: string
  readonly message: HttpMessage
  /** Milliseconds since 1970, by the clock of the bench. */
  readonly at: number
}

/** Identities that are wrong in one way. */
export interface Strangers {
  /** Same names and uses, under an authority the sandbox does not know. */
  readonly foreignAuth: SigningIdentity
  readonly foreignSign: SigningIdentity
  readonly expiredAuth: SigningIdentity
}

/** A running sandbox with its real registry, and a second writer that feeds it. */
export class MutationBench {
  readonly gate: Bench
  readonly strangers: Strangers
  private readonly url: string
  private readonly backend: DmpBackend
  private readonly clock: () => number
  private next = 0
  /** Told of each lot that is sent. */
  onSend: ((message: SentMessage) => void) | undefined

  private constructor(
    gate: Bench,
    strangers: Strangers,
    url: string,
    backend: DmpBackend,
    clock: () => number,
  ) {
    this.gate = gate
    this.strangers = strangers
    this.url = url
    this.backend = backend
    this.clock = clock
  }

  static async open(): Promise<MutationBench> {
    const gate = await makeBench()
    return MutationBench.start(gate, await makeStrangers(gate), 'registry', Date.now, unlimited)
  }

  /** Another sandbox under the same PKI, with the ordinary quota and a clock that stands still. */
  frozen(): Promise<MutationBench> {
    const now = Date.now()
    return MutationBench.start(this.gate, this.strangers, 'frozen', () => now, {})
  }

  private static async start(
    gate: Bench,
    strangers: Strangers,
    name: string,
    clock: () => number,
    quota: Partial<typeof unlimited>,
  ): Promise<MutationBench> {
    const authorities = readPemCertificates(gate.ca)
    const backend = await openDmpBackend({
      folder: join(gate.folder, name),
      dataFolder: resolve(import.meta.dirname, '../../../data'),
      now: clock,
      verifyLot: (signature, expected, at) =>
        verifyLotSignature(signature, expected, {authorities, at}, {digest: 'any'}),
    })
    const sites = Object.values(gate.pki.establishments).map(({unit, finessEg}) => [unit, [`1${finessEg}`]])
    const {url} = await gate.start({
      backend,
      quota,
      clock: {now: clock, sleep: async () => {}},
      vihf: {sites: Object.fromEntries(sites)},
    })
    return new MutationBench(gate, strangers, url, backend, clock)
  }

  identity(who: EstablishmentKey, use: 'auth' | 'sign'): SigningIdentity {
    return readIdentity(this.gate.pki.establishments[who][use])
  }

  patient(key: string): PlainLot['patient'] {
    const found = this.backend.patients.find((patient) => patient.key === key)
    if (!found) throw new Error(`no patient ${key}`)
    return {matricule: found.matricule, oid: found.oid, ...found.traits}
  }

  oid(): string {
    this.next += 1
    return `${root}.${this.next}`
  }

  document(text = 'Bonjour'): PlainLot['documents'][number] {
    return {uniqueId: this.oid(), setId: this.oid(), version: 1, title: 'Compte rendu', text}
  }

  /** A good lot of one document, under identifiers of its own; its signature is made when it is posted. */
  lot(): PlainLot {
    const {finessEg, name} = this.gate.pki.establishments.main
    return {
      setUniqueId: this.oid(),
      sourceId: root,
      patient: this.patient('active-linked'),
      site: {structureId: `1${finessEg}`, name},
      documents: [this.document()],
      signatureUniqueId: this.oid(),
      signature: () => new Uint8Array(),
    }
  }

  /** Writes, signs and sends one lot. Undefined: accepted. */
  async post(recipe: Recipe = {}): Promise<Refusal | undefined> {
    const sent = this.written(recipe)
    this.onSend?.(sent)
    return this.exchange(sent.service, sent.message, recipe)
  }

  /** Writes and signs one lot, as it would be sent. */
  written(recipe: Recipe = {}): SentMessage {
    const base = recipe.lot?.(this.lot()) ?? this.lot()
    const {setUniqueId} = base
    const signed: PlainLot['signature'] = (documents) => {
      const named = recipe.signs?.({setUniqueId, documents}) ?? {setUniqueId, documents}
      const xml = signLot(named, recipe.lotSigner ?? this.gate.sign, recipe.signing)
      return Buffer.from(recipe.signature?.(xml) ?? xml)
    }
    const good = plainLot({...base, signature: signed})
    const {body, parts} = recipe.written?.(good) ?? good
    const fields = {
      action: actions.submit,
      to: `${this.url}/repository`,
      security: securityHeader(this.assertion(base, recipe)),
      body,
    }
    const whole = envelope({...fields, ...recipe.message?.(fields)})
    const text = recipe.envelope?.(whole) ?? whole
    const message = mtom(text, parts, actions.submit)
    return {
      service: 'repository',
      envelope: text,
      message: recipe.http?.(message, text) ?? message,
      at: this.clock(),
    }
  }

  private assertion(lot: PlainLot, recipe: Recipe): string {
    const signer = recipe.vihfSigner ?? this.gate.sign
    const fields = goodVihf(signer, lot.site.structureId, this.clock() + (recipe.ahead ?? 0))
    const {matricule, oid} = lot.patient
    const attributes = {
      ...fields.attributes,
      'urn:oasis:names:tc:xacml:2.0:resource:resource-id': `${matricule}^^^&amp;${oid}&amp;ISO^NH`,
    }
    const right = {...fields, attributes}
    const xml = signVihf(unsignedVihf({...right, ...recipe.vihf?.(right)}), signer, recipe.vihfSigning)
    return recipe.assertion?.(xml) ?? xml
  }

  /** Sends what was written; the answer as it came. */
  deliver({service, message}: SentMessage, {client, servername, tls}: Recipe = {}): Promise<HttpAnswer> {
    return this.send(service, message, client, servername, tls)
  }

  private async exchange(
    service: string,
    message: HttpMessage,
    {client, servername, tls}: Recipe,
  ): Promise<Refusal | undefined> {
    try {
      return refusalIn(await this.send(service, message, client, servername, tls))
    } catch (error) {
      return refusalOfHandshake(error as NodeJS.ErrnoException)
    }
  }

  private send(
    service: string,
    message: HttpMessage,
    client?: Recipe['client'],
    servername = 'localhost',
    tls: Recipe['tls'] = {},
  ): Promise<HttpAnswer> {
    const identity = client === 'none' ? undefined : (client ?? this.gate.auth)
    return send(`${this.url}/${service}`, message, {identity, ca: this.gate.ca, servername, tls})
  }

  /** Sends a lot that must be accepted. */
  async feed(lot: PlainLot): Promise<PlainLot> {
    const refusal = await this.post({lot: () => lot})
    if (refusal) throw new Error(`a good lot was refused: ${JSON.stringify(refusal)}`)
    return lot
  }

  /** How many documents the registry holds, signatures included. */
  async held(): Promise<number> {
    const {documents} = (await this.backend.inspect()) as {documents: readonly unknown[]}
    return documents.length
  }

  /** entryUUID of a document, asked for over the wire. */
  async entryOf(lot: PlainLot): Promise<string> {
    const [document] = lot.documents
    const text = envelope({
      action: actions.query,
      to: `${this.url}/registry`,
      security: securityHeader(this.assertion(lot, {})),
      body: plainQuery([document?.uniqueId ?? '']),
    })
    const answer = await this.send('registry', plainSoap(text, actions.query))
    const [, entry] = /<ObjectRef id="([^"]+)"/.exec(answer.text) ?? []
    if (entry === undefined) throw new Error(`not found: ${answer.text}`)
    return entry
  }

  close(): Promise<void> {
    return this.gate.close()
  }
}

async function makeStrangers({pki, structureId}: Bench): Promise<Strangers> {
  const now = Date.now()
  const validity = {notBefore: new Date(now - day), notAfter: new Date(now + day)}
  const [authorityKey, key] = await Promise.all([newKey(2048), newKey(2048)])
  const authority = await makeAuthority(rootName, authorityKey, validity)
  const subject = organisationName('CENTRE HOSPITALIER FICTIF', structureId, 'DMP')
  const past = {notBefore: new Date(now - 2 * day), notAfter: new Date(now - day)}
  const intermediate = await readIntermediate(pki)
  return {
    foreignAuth: await issueLeaf(authority, subject, orgAuthCli, validity, key),
    foreignSign: await issueLeaf(authority, subject, orgSign, validity, key),
    expiredAuth: await issueLeaf(intermediate, subject, orgAuthCli, past, key),
  }
}
