/**
 * The embedded DMP behind the gate: registry and repository (ITI-41 feeding and replacement, ITI-18 GetDocuments with
 * references only, UpdateDocumentSet to Deleted) and the patient service (TD0.2), for an establishment in indirect
 * authentication. IHE ITI TF-1 to TF-3, GIE message samples; rights by the published matrix.
 *
 * It keeps everything in a folder and answers refusals with documented ids where one is known; ids that begin with
 * `Sandbox` are its own. Causes are named in `location`.
 *
 * It does not do: consultation, listing, masking, archiving, folders, addenda, authorisations, creation of records.
 */
import {type AuthenticatedCall, type SandboxBackend, SandboxRefusal, type SandboxReply} from '../backend.ts'
import {answerExistence, EXISTENCE_ACTION} from '../patients/existence-service.ts'
import type {SandboxPatient} from '../patients/patient.ts'
import {readPatients} from '../patients/patient-list.ts'
import {fault} from '../refusals.ts'
import {RegistryStore} from '../store/registry-store.ts'
import {loadCodeTables} from '../tables/code-tables.ts'
import {acceptSubmission, type LotVerifier, type RegistryParts} from './accept-submission.ts'
import {queryAnswer, queryFailure, registryFailure, registrySuccess} from './answers.ts'
import {actions} from './ebrim-names.ts'
import {inspectStore} from './inspection.ts'
import {defaultSettings, paramLpsXml, type RegistrySettings} from './settings.ts'
import {answerQuery} from './stored-query.ts'
import {updateStatus} from './update-status.ts'

export interface DmpBackendOptions {
  /** Folder of the registry; made when missing. */
  readonly folder: string
  /** Folder with `valuesets/` and `sandbox-patients.json`. */
  readonly dataFolder: string
  readonly verifyLot: LotVerifier
  readonly now: () => number
  readonly settings?: Partial<RegistrySettings>
  /** Whole INS in {@link SandboxBackend.inspect}. */
  readonly showPatients?: boolean
}

/** Opens the embedded DMP on its folder. */
export async function openDmpBackend(options: DmpBackendOptions): Promise<DmpBackend> {
  const store = RegistryStore.open(options.folder, options.now())
  const [tables, patients] = await Promise.all([
    loadCodeTables(options.dataFolder),
    readPatients(options.dataFolder, store.firstUse()),
  ])
  const settings = {...defaultSettings, ...options.settings}
  return new DmpBackend(
    {store, tables, patients, settings, verifyLot: options.verifyLot},
    options.showPatients ?? false,
  )
}

export class DmpBackend implements SandboxBackend {
  private readonly parts: RegistryParts
  private readonly showPatients: boolean
  private readonly visibleFrom = new Map<string, number>()

  constructor(parts: RegistryParts, showPatients: boolean) {
    this.parts = parts
    this.showPatients = showPatients
  }

  get patients(): readonly SandboxPatient[] {
    return this.parts.patients
  }

  async handle(call: AuthenticatedCall): Promise<SandboxReply> {
    try {
      const {reply, refused} = await this.answer(call)
      this.log(call, refused)
      return reply
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error
      this.log(call, error.code, error.location)
      const reply = error.layer === 'registry' ? failureReply(call.action, error) : undefined
      if (!reply) throw error
      return reply
    }
  }

  paramLps(): string {
    return paramLpsXml(this.parts.settings.parameters)
  }

  async inspect(): Promise<Readonly<Record<string, unknown>>> {
    return inspectStore(this.parts.store, this.parts.patients, this.showPatients)
  }

  releaseDelayed(): void {
    this.visibleFrom.clear()
  }

  async close(): Promise<void> {
    this.parts.store.close()
  }

  private async answer(call: AuthenticatedCall): Promise<{reply: SandboxReply; refused?: string}> {
    if (call.service === 'patients' && call.action === EXISTENCE_ACTION)
      return answerExistence(call, this.parts.patients, this.parts.settings.insChange)
    if (call.service === 'repository' && call.action === actions.submit) {
      this.delay(await acceptSubmission(call, this.parts), call)
      return {reply: {action: actions.submitAnswer, xml: registrySuccess()}}
    }
    if (call.service === 'registry' && call.action === actions.query) {
      const hidden = (entryUuid: string, now: number) => now < (this.visibleFrom.get(entryUuid) ?? 0)
      const found = answerQuery(call, this.parts, hidden)
      return {reply: {action: actions.queryAnswer, xml: queryAnswer(found)}}
    }
    if (call.service === 'registry' && call.action === actions.update) {
      updateStatus(call, this.parts)
      return {reply: {action: actions.updateAnswer, xml: registrySuccess()}}
    }
    throw fault(
      'ActionNotSupported',
      'soap/action',
      `Le service ${call.service} ne connaît pas l’action ${call.action}.`,
    )
  }

  private delay(entryUuids: readonly string[], {visibilityDelay, receivedAt}: AuthenticatedCall): void {
    if (visibilityDelay === undefined) return
    const from =
      visibilityDelay === 'until-released' ? Number.POSITIVE_INFINITY : receivedAt + visibilityDelay
    for (const entryUuid of entryUuids) this.visibleFrom.set(entryUuid, from)
  }

  private log(call: AuthenticatedCall, refused?: string, location = ''): void {
    const {receivedAt, action, messageId} = call
    const base = {receivedAt, action, messageId, structureId: call.vihf.structureId}
    this.parts.store.logCall(
      refused === undefined
        ? {...base, outcome: 'accepted'}
        : {...base, outcome: 'refused', code: refused, location},
    )
  }
}

/** A registry refusal in the form of the action it answers. */
function failureReply(action: string, refusal: SandboxRefusal): SandboxReply | undefined {
  if (action === actions.query) return {action: actions.queryAnswer, xml: queryFailure(refusal)}
  if (action === actions.submit) return {action: actions.submitAnswer, xml: registryFailure(refusal)}
  if (action === actions.update) return {action: actions.updateAnswer, xml: registryFailure(refusal)}
  return undefined
}
