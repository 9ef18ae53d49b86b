import {hashSource} from '../../../digest/hash-source.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {PlanIndex, SurveyedRecord} from '../../../ports/plan-index.ts'
import type {Candidate, CandidateSource} from '../candidate.ts'
import {Replacements} from './circles.ts'
import {inOrder} from './in-order.ts'
import type {PlanBench} from './plan-wish.ts'
import {readOnce} from './read-once.ts'
import {namesOf, recordKey, Turns} from './record-key.ts'
import type {Settling} from './settle.ts'
import {noteOrders} from './taken-ids.ts'
import type {VersionChains} from './version-chains.ts'
import type {WhoIsWho} from './who-is-who.ts'

/** Hashes kept for files that several records name; an entry is a path and a digest. */
const KEPT = 20_000

/** SHA-256 of the files that records name, each read once as long as it is named often enough. */
class FileHashes {
  readonly #bench: PlanBench
  readonly #settling: Settling
  readonly #known = new Map<string, Promise<string | undefined>>()

  constructor(bench: PlanBench, settling: Settling) {
    this.#bench = bench
    this.#settling = settling
  }

  of(path: string): Promise<string | undefined> {
    const known = this.#known.get(path) ?? this.#read(path)
    this.#known.delete(path)
    this.#known.set(path, known)
    const [oldest] = this.#known.keys()
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest)
    return known
  }

  /** Undefined when it cannot be read: its own turn will tell why. */
  async #read(path: string): Promise<string | undefined> {
    const {files, signal} = this.#bench
    try {
      const known = readOnce(files)
      this.#settling.sees((await known.facts(path)).modifiedMs)
      return (await hashSource(await known.source(path), ['sha256'], signal)).sha256
    } catch (error) {
      if (error instanceof DmpError && error.code === 'DMP_FILE_UNREADABLE') return undefined
      throw error
    }
  }
}

/** What is done with the bytes of a candidate, and to what. */
function wishOf({action, request, deletion, namedFile}: Candidate): string {
  if (deletion) return 'delete'
  if (!request && namedFile !== undefined) return 'none'
  return action === 'replace' ? `replace ${request?.replaces ?? ''}` : action
}

function patientOf({request, deletion}: Candidate): string | undefined {
  return request?.patient?.ins.matricule ?? request?.statedIns?.matricule ?? deletion?.ins?.matricule
}

async function contentOf(
  {request, deletion, namedFile}: Candidate,
  hashes: FileHashes,
): Promise<string | undefined> {
  if (deletion) return `delete:${deletion.uniqueId ?? deletion.sourceId ?? ''}`
  const file = request?.file ?? namedFile
  return file === undefined ? undefined : hashes.of(file)
}

/**
 * The hospital's number of a record that founds a document. One that waits or is rejected counts too: whether it or
 * another record under this number is the right one cannot be told here. What is left out on purpose does not, nor what the
 * source calls no final document: a draft has the number of what it becomes.
 */
function foundedBy({action, verdict, local}: Candidate): string | undefined {
  if (action !== 'submit' || verdict?.class === 'excluded' || verdict?.reason === 'status-held')
    return undefined
  return local.sourceId
}

interface Looked {
  readonly record: SurveyedRecord
  readonly candidate: Candidate
}

/**
 * First reading: every record is numbered and its bytes are hashed, so that each is later judged knowing all the others.
 * Records keep the numbers of an interrupted run.
 */
export async function survey(
  bench: PlanBench,
  index: PlanIndex,
  source: CandidateSource,
  {
    width,
    settling,
    whoIsWho,
    chains,
  }: {
    readonly width: number
    readonly settling: Settling
    readonly whoIsWho: WhoIsWho
    readonly chains: VersionChains
  },
): Promise<number> {
  const hashes = new FileHashes(bench, settling)
  const replacements = new Replacements(index)
  const turns = new Turns()
  const look = async ({candidate, key}: {candidate: Candidate; key: string}): Promise<Looked> => {
    const sourceId = foundedBy(candidate)
    // Bytes that nobody can look at are no other record's.
    const content = (await contentOf(candidate, hashes)) ?? (sourceId && `unseen:${key}`)
    const patient = patientOf(candidate)
    const record = {
      key,
      wish: wishOf(candidate),
      ...(content === undefined ? {} : {content}),
      ...(patient === undefined ? {} : {patient}),
      ...(sourceId ? {sourceId} : {}),
    }
    return {record, candidate}
  }
  async function* keyed() {
    for await (const candidate of source)
      yield {candidate, key: recordKey(namesOf(candidate, turns.of(candidate)))}
  }
  let done = 0
  for await (const {record, candidate} of inOrder(keyed(), width, look)) {
    bench.signal.throwIfAborted()
    const n = await index.survey(record)
    await whoIsWho.see(candidate)
    await replacements.note(candidate)
    chains.see(candidate)
    await noteOrders(index, candidate, n)
    done += 1
    if (done % 100 === 0) bench.progress.update({done})
  }
  return index.surveyed()
}
