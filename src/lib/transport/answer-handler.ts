import type {Dispatcher} from 'undici'

/** An answer as read from the connection. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
}

export interface AnswerOptions {
  /** Largest body read; more ends in an error `ANSWER_TOO_LARGE`. */
  readonly cap: number
  /** Aborting it ends the exchange with its reason. */
  readonly stop: AbortSignal
  /** The request is being written: from here on a byte of it may have left. */
  readonly onLeaving: () => void
  /** All of the request was handed to the connection. */
  readonly onSent: () => void
}

/**
 * Reads one answer whole, without a stream in between: the answers of the DMP are small and wanted whole, and it is
 * known to the very byte whether the request may have left.
 */
export function readingAnswer(options: AnswerOptions): {
  readonly handler: Dispatcher.DispatchHandler
  readonly answer: Promise<RawAnswer>
} {
  const {cap, stop, onLeaving, onSent} = options
  const {promise, resolve, reject} = Promise.withResolvers<RawAnswer>()
  const chunks: Uint8Array[] = []
  let size = 0
  let status = 0
  let headers: RawAnswer['headers'] = {}
  let abort: ((reason: Error) => void) | undefined
  const onStop = () => {
    const {reason} = stop
    reject(reason)
    abort?.(reason as Error)
  }
  const done = () => stop.removeEventListener('abort', onStop)
  stop.addEventListener('abort', onStop, {once: true})
  const handler = {
    onRequestStart(controller: Dispatcher.DispatchController) {
      abort = (reason) => controller.abort(reason)
      if (stop.aborted) controller.abort(stop.reason as Error)
      else onLeaving()
    },
    onRequestSent: onSent,
    onResponseStart(_controller: Dispatcher.DispatchController, code: number, given: RawAnswer['headers']) {
      status = code
      headers = given
    },
    onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer) {
      size += chunk.length
      if (size > cap)
        controller.abort(Object.assign(new Error('answer too large'), {code: 'ANSWER_TOO_LARGE'}))
      else chunks.push(Buffer.from(chunk))
    },
    onResponseEnd() {
      done()
      resolve({status, headers, body: Buffer.concat(chunks, size)})
    },
    onResponseError(_controller: Dispatcher.DispatchController, error: Error) {
      done()
      reject(error)
    },
  }
  return {handler, answer: promise}
}
