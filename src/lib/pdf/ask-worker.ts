import type {Worker} from 'node:worker_threads'
import type {DatamatrixSearch} from '../ports/datamatrix.ts'
import type {PdfFacts} from '../ports/pdf-inspector.ts'
import {emptyFacts} from './empty-facts.ts'
import type {PdfAnswer, PdfQuestion} from './pdf-worker.ts'

export interface WorkerAnswer {
  readonly facts: PdfFacts
  /** The worker is of no more use: dead, or busy without end. */
  readonly stuck: boolean
}

/** How often the processor time of a search is looked at. */
const GLANCE_MS = 50
/** The search counts its own time between two images; beyond this it is inside one and does not come back. */
const GRACE_MS = 100

/** What is known of a file that could not be looked into. */
export function cheap(notLookedBecause: NonNullable<PdfFacts['notLookedBecause']>): PdfFacts {
  return emptyFacts({looked: 'cheap', notLookedBecause})
}

/** Asks one question. Facts and codes that came are kept when the search fails after them or takes too long. */
export function askWorker(
  worker: Worker,
  question: PdfQuestion,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    let facts: PdfFacts | undefined
    let glances: NodeJS.Timeout | undefined
    const read: string[] = []
    const settle = (answer: WorkerAnswer) => {
      clearTimeout(timer)
      clearInterval(glances)
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      signal?.removeEventListener('abort', onExit)
      worker.unref()
      resolve(answer)
    }
    const fail = (
      why: NonNullable<PdfFacts['notLookedBecause']>,
      unread: DatamatrixSearch['unread'][number],
    ) =>
      settle({
        facts: facts ? {...facts, datamatrix: {texts: [...new Set(read)], unread: [unread]}} : cheap(why),
        stuck: true,
      })
    const onSearching = (searching: boolean) => {
      clearTimeout(timer)
      clearInterval(glances)
      if (!searching) return
      glances = watchProcessor(worker, (question.look?.cpuMs ?? 0) + GRACE_MS, () => fail('time-out', 'time'))
    }
    const onMessage = (answer: PdfAnswer) => {
      if ('searching' in answer) {
        onSearching(answer.searching)
      } else if ('read' in answer) {
        read.push(...answer.read)
      } else if ('found' in answer && facts) {
        settle({facts: {...facts, datamatrix: answer.found}, stuck: false})
      } else if ('facts' in answer) {
        facts = answer.facts
        if (!answer.more) settle({facts, stuck: false})
      }
    }
    const onError = (cause: unknown) =>
      isOutOfMemory(cause) ? fail('too-big', 'too-big') : fail('unavailable', 'damaged')
    const onExit = () => fail('unavailable', 'unavailable')
    const timer = setTimeout(() => fail('time-out', 'time'), timeoutMs)
    worker.ref()
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    signal?.addEventListener('abort', onExit)
    worker.postMessage(question)
  })
}

/** Calls `tooMuch` once the worker has used so much processor time from now on. */
function watchProcessor(worker: Worker, mostMs: number, tooMuch: () => void): NodeJS.Timeout {
  let before: number | undefined
  const used = async () => {
    const {user, system} = await worker.cpuUsage()
    const now = (user + system) / 1000
    before ??= now
    if (now - before > mostMs) tooMuch()
  }
  const glance = () => void used().catch(() => undefined)
  glance()
  return setInterval(glance, GLANCE_MS)
}

function isOutOfMemory(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
