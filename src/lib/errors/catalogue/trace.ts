import type {ErrorDefinitions} from '../definition.ts'

/** Errors about traces: reading, showing, exporting and verifying them. */
export const traceErrors = {
  /** What is named holds no traces that can be read. params: path, reason */
  DMP_TRACE_STORE: {exit: 'invalidInput', retry: 'never'},
  /** Nothing in the journals goes by that name. params: id */
  DMP_TRACE_NOT_FOUND: {exit: 'invalidInput', retry: 'never'},
  /**
   * A series of exports cannot go on: it had other conditions (`case` conditions), a journal is an older copy than the one
   * exported (behind, with `file`), or another export of it came in between (raced). params: name
   */
  DMP_TRACE_SERIES: {exit: 'invalidInput', retry: 'never'},
  /**
   * A journal that is to be exported was altered: its first broken event, or (`case` signed) a signed checkpoint or an end of
   * a chain that does not hold. params: path, writer, seq, id, time; details: journalId, firstBroken, findings
   */
  DMP_TRACE_BROKEN: {exit: 'findings', retry: 'never'},
  /**
   * The line to a syslog receiver: no connection (`case` unreachable), a handshake or certificate refused (tls), or a
   * connection that did not end in order (cut), so that some messages may be missing there. params: address, reason
   */
  DMP_SYSLOG: {exit: 'temporary', retry: 'later'},
} as const satisfies ErrorDefinitions
