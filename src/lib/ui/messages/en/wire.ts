import type {Messages} from '../messages.ts'
import {answersEn} from './answers.ts'

/** Errors between us and the DMP. */
export const wireEn: Messages = {
  ...answersEn,
  'error.DMP_TLS_REFUSED.what': 'no secure connection with {host} could be made ({reason}).',
  'error.DMP_TLS_REFUSED.why':
    "one side refused the other's certificate, name or protocol; nothing was sent.",
  'error.DMP_TLS_REFUSED.todo':
    "dmp config check, then look at the profile's authorities (trust.caFiles) and server name (endpoints.serverName).",
  'error.DMP_CONNECTION_FAILED.what': '{host} cannot be reached ({reason}).',
  'error.DMP_CONNECTION_FAILED.why':
    'the name, the port, the proxy or the network does not answer; nothing was sent.',
  'error.DMP_CONNECTION_FAILED.todo':
    "check the profile's address and proxy (dmp config show), then run the same command again.",
  'error.DMP_NO_ANSWER.what': '{host} gave no whole answer ({reason}).',
  'error.DMP_NO_ANSWER.why': 'the request left, wholly or in part: what the DMP did with it is not known.',
  'error.DMP_NO_ANSWER.todo':
    'run the same command again: it asks the DMP first, and sends only what it does not hold.',
  'error.DMP_ANSWER_UNREADABLE.what': 'the answer of the DMP cannot be read ({layer}, {code}: {text}).',
  'error.DMP_ANSWER_UNREADABLE.why':
    'it is not the message expected; this request changes nothing in the DMP.',
  'error.DMP_ANSWER_UNREADABLE.todo': "run the command again; if it lasts, dmp report and the DMP's support.",
  'error.DMP_REFUSED.what': 'the DMP refuses: {code} – {text} ({layer}).',
  'error.DMP_REFUSED.why': "this is final for this request; code and text are the DMP's own.",
  'error.DMP_REFUSED.todo':
    'docs/known-answers.md tells the cause of known codes and who can act; correct, then submit again.',
  'error.DMP_ACCESS_REFUSED.what': 'the DMP refuses the establishment itself: {code} – {text} ({layer}).',
  'error.DMP_ACCESS_REFUSED.why':
    'certificate, structure or rights do not fit: any other request would meet the same answer.',
  'error.DMP_ACCESS_REFUSED.todo':
    'dmp config check, and docs/known-answers.md for the cause; send nothing again before it is corrected.',
  'error.DMP_BUSY.what': 'the DMP is not available now: {code} – {text} ({layer}).',
  'error.DMP_BUSY.why': 'it is busy or under maintenance; it says that it kept nothing of this request.',
  'error.DMP_BUSY.todo': 'wait, then run the same command again.',
  'error.DMP_UNKNOWN_OUTCOME.what': 'unknown outcome: {code} – {text} ({layer}).',
  'error.DMP_UNKNOWN_OUTCOME.why':
    'the answer proves neither that the DMP kept the document nor that it refused it.',
  'error.DMP_UNKNOWN_OUTCOME.todo':
    'run the same command again: it asks the DMP first, and sends only what it does not hold.',
}
