import type {Messages} from '../messages.ts'

/** Traces as audit messages: DICOM, FHIR, syslog. */
export const traceAuditEn: Messages = {
  'error.DMP_SYSLOG.what': 'Sending the traces to {address} failed ({reason}).',
  'error.DMP_SYSLOG.what.unreachable': 'The syslog receiver {address} does not answer ({reason}).',
  'error.DMP_SYSLOG.what.tls': 'The TLS connection with the syslog receiver {address} is refused ({reason}).',
  'error.DMP_SYSLOG.what.cut':
    'The connection with the syslog receiver {address} did not end in order ({reason}): messages may be missing there.',
  'error.DMP_SYSLOG.why':
    'Syslog confirms nothing: only a connection that both ends closed without an error allows to go on from there. The mark of the series did not move.',
  'error.DMP_SYSLOG.why.unreachable': 'Nothing left. The mark of the series did not move.',
  'error.DMP_SYSLOG.why.tls':
    'The certificate of the receiver is not recognised or does not bear this name, or the receiver does not accept ours. The mark of the series did not move.',
  'error.DMP_SYSLOG.todo':
    'Run the command again: with --since-last, all that follows the last sending that ended goes again. The receiver knows what it has already by the trace id (trace-id) of each message.',
  'error.DMP_SYSLOG.todo.unreachable':
    'Check the name, the port (usually 6514) and the firewall, then run again.',
  'error.DMP_SYSLOG.todo.tls':
    'Give the authority that signed the receiver’s certificate (--syslog-ca), the name that this certificate bears, and the client certificate if it wants one (--syslog-certificate, --syslog-key).',
  'error.DMP_SYSLOG.todo.cut':
    'Run the command again: with --since-last, all that follows the last sending that ended goes again. If it is cut again, look at the receiver’s own log: a client certificate wanted, or the size of messages limited.',
  'help.group.audit': 'AUDIT',
  'flag.trace-audit-profile':
    'profile of the AuditEvent of --format fhir: tde (CI-SIS Traçabilité d’événements, by default) or balp (IHE)',
  'flag.trace-bundle': 'with --format fhir: one Bundle of type collection instead of one resource a line',
  'flag.trace-dicom-version': 'edition of DICOM PS3.15 of the audit messages; 2017c by default',
  'flag.trace-with-documents': 'in audit messages, each document of a submission beside its submission set',
  'flag.trace-syslog':
    'send DICOM audit messages to this syslog receiver, under TLS (RFC 5424, RFC 5425), instead of writing a file',
  'flag.trace-syslog-ca': 'authorities that vouch for the receiver (PEM); those of Node otherwise',
  'flag.trace-syslog-certificate': 'client certificate (PEM), if the receiver wants one',
  'flag.trace-syslog-key': 'key of that certificate (PEM, mode 0600); otherwise in the same file',
  'flag.trace-syslog-passphrase': 'file of the passphrase of that key; otherwise it is asked for',
  'flag.trace-syslog-msgid':
    'MSGID of the messages; DICOM+RFC3881 by default, IHE+RFC-3881 for some receivers',
  'trace-export.messages': '{count} audit messages: one for each act, by its result',
  'trace-export.sent': '{count} traces sent to {file}',
  'trace-export.sent.one': '1 trace sent to {file}',
  'trace-export.sent.none': 'No trace to send to {file}; the connection was tried.',
}
