import {DmpError} from '../../errors/dmp-error.ts'
import {hideMatricules} from '../../ins/hide-matricules.ts'
import {type LifeStep, lifeSteps} from '../../traces/life-step.ts'
import {type HeldItem, type Life, lifeOf, patientLife} from './find-life.ts'
import {type FeedBench, openFeeds, recordReading} from './open-feeds.ts'
import type {ReadJournal} from './summarize-traces.ts'
import {traceFilter} from './trace-words.ts'

export interface ShowWish {
  /** Id of a trace, an item, a document, a submission set, an entry or a message. */
  readonly id?: string | undefined
  /** A patient instead: `@FILE`, `-` or the INS. */
  readonly ins?: string | undefined
  readonly insOid?: string | undefined
  readonly journals?: readonly string[] | undefined
  readonly unmask: boolean
}

/** A document that the traces are about, as the journal knows it now. */
export interface LivedDocument {
  readonly journal: string
  readonly itemId: string
  readonly uniqueId: string
  readonly action: string
  readonly typeCode: string
  readonly state: string
  readonly registryStatus: string | null
  readonly cause: string | null
  readonly entryUuid: string | null
  readonly submissionSet: string
  readonly replaces: string | null
  readonly ipp: string | null
  readonly venue: string | null
  readonly sourceId: string | null
  readonly run: string | null
  readonly attempts: number
}

export interface TraceLife {
  readonly id: string | null
  readonly journals: readonly ReadJournal[]
  /** Pseudonyms, one a key of each journal; the INS only when it was asked for. */
  readonly patients: readonly {readonly ref: string; readonly ins?: string; readonly insOid?: string}[]
  readonly documents: readonly LivedDocument[]
  readonly steps: readonly LifeStep[]
}

export type ShowBench = FeedBench & {noteUnmasked(): void}

/**
 * `trace show`: everything that was done with a document, from its plan to its deletion, with the waits between; or with
 * all documents of a patient.
 * @throws DmpError DMP_TRACE_NOT_FOUND, DMP_TRACE_STORE, DMP_MISSING_VALUE, DMP_INS_INVALID, DMP_JOURNAL_*
 */
export async function showTrace(bench: ShowBench, wish: ShowWish): Promise<TraceLife> {
  const {id, unmask} = wish
  if (id === undefined && wish.ins === undefined)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: 'ID, --ins'}, details: {missing: ['ID']}})
  const filter = await traceFilter(bench, {ins: wish.ins, insOid: wish.insOid})
  const {sources, close} = await openFeeds(bench, wish.journals)
  try {
    const {ins} = filter.wish
    const life =
      id === undefined
        ? ins && (await patientLife(sources, ins, unmask, bench.signal))
        : await lifeOf(sources, id.trim(), unmask, bench.signal)
    const isAnother = ins && life && !life.patients.some(({matricule}) => matricule === ins.matricule)
    if (!life || life.records.length === 0 || isAnother)
      throw new DmpError('DMP_TRACE_NOT_FOUND', {params: {id: id ?? '--ins'}})
    if (unmask) bench.noteUnmasked()
    await recordReading(bench, {
      operation: 'trace-read',
      journals: sources.map(({journalId}) => journalId),
      records: life.records.length,
      filter: filter.wish,
      unmasked: unmask,
      how: {command: 'show', ...(id === undefined ? {} : {id})},
    })
    return {
      id: id ?? null,
      journals: sources.map(({journalId, file, environment}) => ({id: journalId, file, environment})),
      patients: patientsOf(life),
      documents: life.items.map(lived),
      steps: lifeSteps(life.records),
    }
  } finally {
    await close()
  }
}

function patientsOf({records}: Life): TraceLife['patients'] {
  const found = new Map(records.flatMap(({patient}) => (patient ? [[patient.ref, patient] as const] : [])))
  return [...found.values()]
}

function lived({journal, item}: HeldItem): LivedDocument {
  return {
    journal,
    itemId: item.id,
    uniqueId: item.documentUniqueId,
    action: item.action,
    typeCode: item.typeCode,
    state: item.state,
    registryStatus: item.registryStatus ?? null,
    cause: item.cause ?? null,
    entryUuid: item.entryUuid ?? null,
    submissionSet: item.submissionSetUniqueId,
    replaces: item.replaces?.uniqueId ?? null,
    ipp: shown(item.ipp),
    venue: shown(item.venue),
    sourceId: shown(item.sourceId),
    run: item.batchId ?? null,
    attempts: item.attempts,
  }
}

const shown = (text: string | undefined): string | null => (text === undefined ? null : hideMatricules(text))
