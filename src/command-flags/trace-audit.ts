import {Flags} from '@oclif/core'
import type {SyslogTarget} from '../lib/ports/syslog.ts'
import {auditProfiles, dicomVersions} from '../lib/usecases/trace/export/audit-formats.ts'
import {requireMessageId, syslogPlace} from '../lib/usecases/trace/export/syslog-address.ts'

const group = {helpGroup: 'audit'} as const
const line = {...group, dependsOn: ['syslog']}

/** Audit messages: DICOM, FHIR, syslog. */
export const traceAuditFlags = {
  'audit-profile': Flags.option({summary: 'flag.trace-audit-profile', options: auditProfiles, ...group})(),
  bundle: Flags.boolean({summary: 'flag.trace-bundle', default: false, ...group}),
  'dicom-version': Flags.option({summary: 'flag.trace-dicom-version', options: dicomVersions, ...group})(),
  'with-documents': Flags.boolean({summary: 'flag.trace-with-documents', default: false, ...group}),
  syslog: Flags.string({
    summary: 'flag.trace-syslog',
    helpValue: 'tls://HOST:6514',
    exclusive: ['output', 'format', 'for-authority', 'raw', 'force', 'audit-profile', 'bundle'],
    ...group,
  }),
  'syslog-ca': Flags.string({summary: 'flag.trace-syslog-ca', helpValue: 'FILE', ...line}),
  'syslog-certificate': Flags.string({summary: 'flag.trace-syslog-certificate', helpValue: 'FILE', ...line}),
  'syslog-key': Flags.string({
    summary: 'flag.trace-syslog-key',
    helpValue: 'FILE',
    ...group,
    dependsOn: ['syslog-certificate'],
  }),
  'syslog-passphrase-file': Flags.string({
    summary: 'flag.trace-syslog-passphrase',
    helpValue: 'FILE',
    ...group,
    dependsOn: ['syslog-certificate'],
  }),
  'syslog-msgid': Flags.string({summary: 'flag.trace-syslog-msgid', helpValue: 'MSGID', ...line}),
}

interface AuditFlags {
  readonly 'audit-profile'?: string | undefined
  readonly bundle: boolean
  readonly 'dicom-version'?: string | undefined
  readonly 'with-documents': boolean
  readonly syslog?: string | undefined
  readonly 'syslog-ca'?: string | undefined
  readonly 'syslog-certificate'?: string | undefined
  readonly 'syslog-key'?: string | undefined
  readonly 'syslog-passphrase-file'?: string | undefined
  readonly 'syslog-msgid'?: string | undefined
}

/** What the formats of audit messages are told. @throws DmpError DMP_USAGE */
export function auditChoices(flags: AuditFlags) {
  requireMessageId(flags['syslog-msgid'])
  return {
    'audit-profile': flags['audit-profile'],
    bundle: flags.bundle,
    'dicom-version': flags['dicom-version'],
    'with-documents': flags['with-documents'],
    'syslog-msgid': flags['syslog-msgid'],
  }
}

/** The receiver, where one is named. @throws DmpError DMP_USAGE */
export function syslogTarget(flags: AuditFlags): SyslogTarget | undefined {
  if (flags.syslog === undefined) return undefined
  return {
    ...syslogPlace(flags.syslog),
    caFile: flags['syslog-ca'],
    certificateFile: flags['syslog-certificate'],
    keyFile: flags['syslog-key'],
    passphraseFile: flags['syslog-passphrase-file'],
  }
}
