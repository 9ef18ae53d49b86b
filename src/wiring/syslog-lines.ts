import type {Files} from '../lib/ports/files.ts'
import type {Prompter} from '../lib/ports/prompter.ts'
import type {SyslogLines, SyslogTarget} from '../lib/ports/syslog.ts'

export interface SyslogMeans {
  readonly files: Files
  readonly prompter: Prompter
  readonly question: (setting: string) => string
}

/** Lines to syslog receivers, loaded by the first one; keys are opened as those of a profile are. */
export function syslogLines(means: SyslogMeans): SyslogLines {
  return {
    async open(target, signal) {
      const {openSyslogLine} = await import('../lib/syslog/syslog-line.ts')
      const {host, port} = target
      return openSyslogLine(
        {host, port, ...(await trustOf(target, means)), ...(await identityOf(target, means, signal))},
        signal,
      )
    },
  }
}

async function trustOf({caFile}: SyslogTarget, {files}: SyslogMeans) {
  if (caFile === undefined) return {}
  const {readCaFiles} = await import('../lib/keys/tls-material.ts')
  const {certificatePem} = await import('../lib/pki/pem.ts')
  return {ca: (await readCaFiles([files.resolve(caFile)], files)).map(certificatePem)}
}

async function identityOf(
  target: SyslogTarget,
  {files, prompter, question}: SyslogMeans,
  signal: AbortSignal,
) {
  const {certificateFile, keyFile = certificateFile, passphraseFile} = target
  if (certificateFile === undefined || keyFile === undefined) return {}
  const {createSecrets} = await import('../lib/secrets/secrets.ts')
  const {openIdentity} = await import('../lib/keys/open-identity.ts')
  const {isTokenKey} = await import('../lib/keys/identity.ts')
  const {certificatePem} = await import('../lib/pki/pem.ts')
  const {certificate, chain, key} = await openIdentity(
    {
      kind: 'pem',
      certificatePath: files.resolve(certificateFile),
      keyPath: files.resolve(keyFile),
      passphrase:
        passphraseFile === undefined ? {from: 'prompt'} : {from: 'file', path: files.resolve(passphraseFile)},
    },
    'auth',
    {files, secrets: createSecrets({prompter, question})},
    {setting: 'syslog', signal},
  )
  // A file holds its key itself.
  if (isTokenKey(key)) return {}
  return {
    cert: [certificate, ...chain].map(certificatePem).join(''),
    key: key.export({format: 'pem', type: 'pkcs8'}).toString(),
  }
}
