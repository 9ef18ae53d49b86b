import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {SandboxRefusal} from '../../../src/lib/sandbox/backend.ts'
import type {LotVerifier} from '../../../src/lib/sandbox/registry/accept-submission.ts'
import {type DmpBackend, openDmpBackend} from '../../../src/lib/sandbox/registry/dmp-backend.ts'
import type {Inspection} from '../../../src/lib/sandbox/registry/inspection.ts'
import type {RegistrySettings} from '../../../src/lib/sandbox/registry/settings.ts'
import {acceptedCall, type CallPlan} from '../../support/second-writer/registry-call.ts'
import {
  type PlainLot,
  plainLot,
  plainQuery,
  plainUpdate,
  type WrittenLot,
} from '../../support/second-writer/registry-lot.ts'

export const dataFolder = resolve(import.meta.dirname, '../../../data')
export const site = {structureId: '10B0000014', name: 'CENTRE HOSPITALIER FICTIF'}
export const otherSite = {structureId: '10B0000022', name: 'CLINIQUE FICTIVE'}
const ROOT = '1.2.250.1.999.1.1.42'

/** What the DMP answered, in the words of the test. */
export type Answer = 'ok' | {readonly code: string; readonly location: string; readonly text: string}

/** One sandbox registry on its own folder, its signature check replaced: that one has its own tests. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'registry-'))
  now = Date.UTC(2026, 2, 2, 9, 20)
  backend!: DmpBackend
  settings: Partial<RegistrySettings> = {}
  private next = 0

  static async open(settings: Partial<RegistrySettings> = {}): Promise<Bench> {
    const bench = new Bench()
    await bench.start(settings)
    return bench
  }

  async start(settings: Partial<RegistrySettings> = this.settings): Promise<void> {
    this.settings = settings
    const options = {folder: this.folder, dataFolder, verifyLot: this.verifyLot, now: () => this.now}
    this.backend = await openDmpBackend({...options, settings, showPatients: true})
  }

  async restart(settings?: Partial<RegistrySettings>): Promise<void> {
    await this.backend.close()
    await this.start(settings)
  }

  async close(): Promise<void> {
    await this.backend.close()
    rmSync(this.folder, {recursive: true, force: true})
  }

  readonly verifyLot: LotVerifier = async (signature) => {
    const unit = new TextDecoder().decode(signature)
    if (unit === 'bad')
      throw new SandboxRefusal(
        'registry',
        'InvalidDocumentContent',
        'mauvaise signature',
        'lot-signature/value',
      )
    return {signer: {subject: {C: '', ST: '', O: '', OU: unit, CN: ''}, sha256Hex: ''}}
  }

  oid(kind = 2): string {
    this.next += 1
    return `${ROOT}.${kind}.${this.next}`
  }

  patient(key: string) {
    const found = this.backend.patients.find((patient) => patient.key === key)
    if (!found) throw new Error(`no patient ${key}`)
    return {matricule: found.matricule, oid: found.oid, ...found.traits}
  }

  lot(changes: Partial<PlainLot> = {}, document: Partial<PlainLot['documents'][number]> = {}): PlainLot {
    const text = `Texte ${this.next}`
    const base = {uniqueId: this.oid(), setId: this.oid(5), version: 1, title: 'Compte rendu', text}
    const lot = {
      setUniqueId: this.oid(3),
      sourceId: ROOT,
      patient: this.patient('active-linked'),
      site,
      documents: [{...base, ...document}],
      signatureUniqueId: this.oid(4),
      ...changes,
    }
    return {signature: () => new TextEncoder().encode(lot.site.structureId), ...lot}
  }

  async send(
    lot: PlainLot,
    alter: (written: WrittenLot) => WrittenLot = (written) => written,
    plan: Partial<CallPlan> = {},
  ): Promise<Answer> {
    const written = alter(plainLot(lot))
    return this.call({
      service: 'repository',
      action: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
      ...written,
      structureId: lot.site.structureId,
      patient: lot.patient,
      now: this.now,
      ...plan,
    })
  }

  /** entryUUIDs found for a uniqueId. */
  async locate(
    uniqueId: string,
    lot: Pick<PlainLot, 'patient' | 'site'>,
    body = plainQuery([uniqueId]),
  ): Promise<string[] | Answer> {
    const xml = await this.exchange({
      service: 'registry',
      action: 'urn:ihe:iti:2007:RegistryStoredQuery',
      body,
      structureId: lot.site.structureId,
      patient: lot.patient,
      now: this.now,
    })
    if (typeof xml !== 'string') return xml
    const answer = readAnswer(xml)
    return answer === 'ok'
      ? [...xml.matchAll(/<ObjectRef id="([^"]+)"/g)].map((found) => found[1] ?? '')
      : answer
  }

  async remove(
    target: string,
    lot: Pick<PlainLot, 'patient' | 'site'>,
    change: {from?: string; to?: string; setUniqueId?: string} = {},
  ): Promise<Answer> {
    const set = {
      setUniqueId: change.setUniqueId ?? this.oid(3),
      sourceId: ROOT,
      patient: lot.patient,
      site: lot.site,
    }
    return this.call({
      service: 'registry',
      action: 'urn:ihe:iti:2010:UpdateDocumentSet',
      body: plainUpdate({lot: set, target, ...change}),
      structureId: lot.site.structureId,
      patient: lot.patient,
      now: this.now,
    })
  }

  async inspect(): Promise<Inspection> {
    return (await this.backend.inspect()) as Inspection
  }

  async call(plan: CallPlan): Promise<Answer> {
    const xml = await this.exchange(plan)
    return typeof xml === 'string' ? readAnswer(xml) : xml
  }

  /** XML of the answer, or the fault. */
  async exchange(plan: CallPlan): Promise<string | Exclude<Answer, 'ok'>> {
    try {
      return (await this.backend.handle(acceptedCall(plan))).xml
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error
      return {code: `fault:${error.code}`, location: error.location, text: error.message}
    }
  }
}

function readAnswer(xml: string): Answer {
  if (/ResponseStatusType:Success"/.test(xml)) return 'ok'
  const part = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(xml)?.[1] ?? ''
  return {code: part('errorCode'), location: part('location'), text: part('codeContext')}
}
