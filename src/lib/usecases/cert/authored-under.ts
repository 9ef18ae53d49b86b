import type {Journal, JournalItem, RecordedEvent} from '../../ports/journal.ts'
import {isServerJournal} from '../../profile/journal-address.ts'
import type {LifecycleBench} from './ports.ts'

/** A document that the DMP holds under a structure: no patient, no title. */
export interface AuthoredDocument {
  readonly uniqueId: string
  readonly typeCode: string
  /** ISO 8601, UTC. */
  readonly sentAt: string
}

export interface AuthoredUnder {
  /** Struct_IdNat, as in the OU. */
  readonly structure: string
  readonly profile: string
  readonly count: number
  readonly first: string | null
  readonly last: string | null
  /** The latest of them, newest first. */
  readonly latest: readonly AuthoredDocument[]
  /** Every one of them, as CSV, when asked for. */
  readonly file: string | null
}

type Ports = Pick<LifecycleBench, 'profile' | 'journal' | 'files' | 'outputs'>

const SHOWN = 20

/**
 * What the journal of the profile shows as sent under a structure and still held by the DMP. Those documents stay under
 * the old number: with a certificate of another structure they can no longer be replaced or deleted from here.
 * Undefined where there is no journal yet.
 */
export async function authoredUnder(
  bench: Ports,
  structure: string,
  list: {readonly path: string; readonly force: boolean} | undefined,
): Promise<AuthoredUnder | undefined> {
  const profile = await bench.profile()
  const {path} = profile.journal
  if (!isServerJournal(path) && !(await bench.files.exists(path))) return undefined
  const journal = await bench.journal()
  const sent = await sentUnder(journal, structure)
  const out = list && (await bench.outputs.stream(bench.files.resolve(list.path), {force: list.force}))
  const latest: AuthoredDocument[] = []
  let count = 0
  let [first, last]: (string | null)[] = [null, null]
  try {
    await out?.write('unique_id,type_code,sent_at\n')
    const held = {states: ['accepted'], registryStatus: ['approved', 'deprecated']} as const
    for await (const item of journal.eachItem(held, 'newest')) {
      if (!sent.has(item.documentUniqueId)) continue
      const document = told(item)
      count++
      last ??= document.sentAt
      first = document.sentAt
      if (latest.length < SHOWN) latest.push(document)
      await out?.write(`${document.uniqueId},${document.typeCode},${document.sentAt}\n`)
    }
    await out?.finish()
  } catch (error) {
    await out?.discard()
    throw error
  }
  const file = list ? bench.files.resolve(list.path) : null
  return {structure, profile: profile.name, count, first: first ?? null, last: last ?? null, latest, file}
}

async function sentUnder(journal: Journal, structure: string): Promise<ReadonlySet<string>> {
  const sent = new Set<string>()
  for (const operation of ['submit', 'replace'])
    for await (const event of journal.events({operation, phase: 'intent'}))
      if (isUnder(event, structure)) for (const id of documentsOf(event)) sent.add(id)
  return sent
}

function told({documentUniqueId, typeCode, settledAt, sentAt, plannedAt}: JournalItem): AuthoredDocument {
  return {
    uniqueId: documentUniqueId,
    typeCode,
    sentAt: new Date(settledAt ?? sentAt ?? plannedAt).toISOString(),
  }
}

interface TraceOfCall {
  readonly auth?: {readonly certSubject?: string}
  readonly actor?: Partial<Readonly<Record<'org' | 'site', {readonly idNat?: string}>>>
  readonly documents?: readonly {readonly uniqueId?: string}[]
}

/** The certificate decides; where a trace has none, the structure it names. */
function isUnder({data}: RecordedEvent, structure: string): boolean {
  const {auth, actor} = data as TraceOfCall
  const unit = /(?:^|,)OU=([^,+]+)/.exec(auth?.certSubject ?? '')?.[1]
  return (unit ?? actor?.org?.idNat) === structure || actor?.site?.idNat === structure
}

function documentsOf({data}: RecordedEvent): string[] {
  return ((data as TraceOfCall).documents ?? []).flatMap(({uniqueId}) => uniqueId ?? [])
}
