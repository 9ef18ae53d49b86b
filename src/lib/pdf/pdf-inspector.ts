/*
 * Looks inside a PDF that nobody vouches for: encryption, active content, the PDF/A it declares, what contradicts
 * that claim, the size of its first page (ISO 32000, ISO 19005-1, REC_2.1-1117).
 *
 * The file is opened in a worker thread with a memory limit and a time-out, because a parser can be made to run or to
 * allocate without end. One worker serves all files of a run and does not keep the program alive. When it cannot
 * finish, the facts say so (`looked: 'cheap'`) and only what head and tail tell is known.
 *
 * Not here: validating PDF/A (no validator is at hand, so a claim is all that is reported), converting, judging (the
 * rules are in `body/pdf-rules.ts`).
 */
import {Worker} from 'node:worker_threads'
import type {DatamatrixLook} from '../ports/datamatrix.ts'
import type {PdfFacts, PdfInspector} from '../ports/pdf-inspector.ts'
import {askWorker, cheap} from './ask-worker.ts'

export interface PdfInspectorOptions {
  /** For one file. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** Memory that the worker may take. */
  readonly maxMemoryMb?: number
  /** Module of the worker; the shipped bundle names its own. */
  readonly workerUrl?: URL
}

const MAX_BYTES = 32 * 1024 * 1024
const TIMEOUT_MS = 10_000
const MAX_MEMORY_MB = 768

export interface ClosablePdfInspector extends PdfInspector {
  close(): Promise<void>
}

export function createPdfInspector(options: PdfInspectorOptions = {}): ClosablePdfInspector {
  const {timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, maxMemoryMb = MAX_MEMORY_MB} = options
  const workerUrl = options.workerUrl ?? new URL('./pdf-worker.ts', import.meta.url)
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  const start = (): Worker => {
    const started = new Worker(workerUrl, {
      resourceLimits: {maxOldGenerationSizeMb: maxMemoryMb},
      // The parser prints warnings about bad objects; they are no answer of ours.
      stdout: true,
      stderr: true,
    })
    started.unref()
    return started
  }
  const drop = async () => {
    const dropped = worker
    worker = undefined
    await dropped?.terminate()
  }
  const ask = async (bytes: Uint8Array, signal?: AbortSignal, look?: DatamatrixLook): Promise<PdfFacts> => {
    signal?.throwIfAborted()
    if (bytes.length > maxBytes) return cheap('too-big')
    worker ??= start()
    const {facts, stuck} = await askWorker(worker, {bytes, ...(look && {look})}, timeoutMs, signal)
    if (stuck) await drop()
    signal?.throwIfAborted()
    return facts
  }
  return {
    maxBytes,
    inspect(bytes, signal, look) {
      const answer = last.then(() => ask(bytes, signal, look))
      last = answer.catch(() => undefined)
      return answer
    },
    close: drop,
  }
}
