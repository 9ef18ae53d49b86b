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
    "this answer is not one of those that we can explain (docs/known-answers.md): read the DMP's text, correct what it names, then submit again.\nIf that is not enough: dmp report, and the DMP's support.",
  'error.DMP_IDENTIFIER_TAKEN.what':
    'the DMP already holds a document under this identifier: {code} – {text} ({layer}).',
  'error.DMP_IDENTIFIER_TAKEN.why':
    'no sending that this journal knows used it: another program sent this document, another journal did, or two documents bear the same identifier. The DMP does not say which; nothing of this sending was kept, and the document waits.',
  'error.DMP_IDENTIFIER_TAKEN.todo':
    'look at the patient’s DMP. The same document is there: dmp batch retry RUN --only DMP_IDENTIFIER_TAKEN (or the same dmp document submit with --again) finds it and counts it as deposited.\nAnother one: dmp batch retry RUN --only DMP_IDENTIFIER_TAKEN --taken-by-another, then a new plan, which gives this one another number (a CDA keeps its own: change it at the source first).',
  'error.DMP_IDENTIFIER_TAKEN.todo-known':
    'The document waits. Look at the patient’s DMP: the same document is there: dmp batch retry RUN --only DMP_IDENTIFIER_TAKEN (or dmp document submit --again) counts it as deposited; another one: the same retry with --taken-by-another, then a new plan.',
  'error.DMP_ACCESS_REFUSED.what': 'the DMP refuses the establishment itself: {code} – {text} ({layer}).',
  'error.DMP_ACCESS_REFUSED.why':
    'certificate, structure or rights do not fit: any other request would meet the same answer.',
  'error.DMP_ACCESS_REFUSED.todo':
    "dmp config check; this answer is not one of those that we can explain (docs/known-answers.md): dmp report, and the DMP's support.\nSend nothing again before it is corrected.",
  'error.DMP_ACCESS_REFUSED.todo-known': 'Send nothing again before it is corrected.',
  'error.DMP_BUSY.what': 'the DMP is not available now: {code} – {text} ({layer}).',
  'error.DMP_BUSY.why': 'it is busy or under maintenance; it says that it kept nothing of this request.',
  'error.DMP_BUSY.todo': 'wait, then run the same command again.',
  'error.DMP_UNKNOWN_OUTCOME.what': 'unknown outcome: {code} – {text} ({layer}).',
  'error.DMP_UNKNOWN_OUTCOME.why':
    'the answer proves neither that the DMP kept the document nor that it refused it.',
  'error.DMP_UNKNOWN_OUTCOME.todo':
    'run the same command again: it asks the DMP first, and sends only what it does not hold.',
  'error.DMP_UNKNOWN_OUTCOME.todo-known':
    'Do not send it another way: the same command asks the DMP first, and sends only what it does not hold.',
  'answer.who': 'Who can act: {actor}.',
  'flag.save-exchange-raw':
    'keep every exchange UNMASKED (identity, document, token); confirmation to be typed, or --yes --confirm raw',
  'flag.raw-yes': 'ask nothing: the confirmation is in --confirm',
  'flag.raw-confirm': '“raw”, for --save-exchange-raw without a terminal',
  'consent.raw':
    'WARNING: exchanges will be written UNMASKED to {folder}: identity and INS of the patient, documents, homologation number, signed tokens.\nGive them to nobody, destroy them as soon as possible. Type “{value}” to confirm:',
  'error.DMP_CONFIRMATION_NEEDED.action.raw': 'write exchanges unmasked to {folder}',
  'error.DMP_CONFIRMATION_NEEDED.why.raw':
    "a patient's data and signed tokens would be readable on this disk; --save-exchange keeps a masked copy.",
  'warning.exchange-raw':
    'exchanges are written UNMASKED to {folder} (identity, INS, documents, homologation number, tokens): give them to nobody, destroy them as soon as possible',
}
