import type {ErrorDefinitions} from '../definition.ts'

/**
 * Errors between us and the DMP. Those raised by the transport say in `details.sent` whether a byte of the request
 * may have left: true means that the outcome of the call is not known.
 */
export const wireErrors = {
  /** The TLS handshake failed, on our side or theirs; nothing was processed. */
  DMP_TLS_REFUSED: {exit: 'localMeans', retry: 'never'},
  /** No connection: name, port, proxy, time-out of connecting. Nothing left. */
  DMP_CONNECTION_FAILED: {exit: 'temporary', retry: 'later'},
  /** The request left, wholly or in part, and no whole answer came back. */
  DMP_NO_ANSWER: {exit: 'unknownOutcome', retry: 'check-first'},
  /** An answer came that is not what the call expects; the call changes nothing, so it may be made again. */
  DMP_ANSWER_UNREADABLE: {exit: 'temporary', retry: 'later'},
  /** The DMP refuses this request, for good. */
  DMP_REFUSED: {exit: 'refused', retry: 'never'},
  /** The number of the document is taken at the DMP, and not by a sending that the journal knows: whose document has it, only a person can see. params: layer, code, text */
  DMP_IDENTIFIER_TAKEN: {exit: 'refused', retry: 'never'},
  /** The DMP refuses the caller: any other request would meet the same. */
  DMP_ACCESS_REFUSED: {exit: 'refused', retry: 'never'},
  /** The DMP says that it cannot now. */
  DMP_BUSY: {exit: 'temporary', retry: 'later'},
  /** An answer to a feeding or deletion that proves neither success nor refusal. */
  DMP_UNKNOWN_OUTCOME: {exit: 'unknownOutcome', retry: 'check-first'},
} as const satisfies ErrorDefinitions
