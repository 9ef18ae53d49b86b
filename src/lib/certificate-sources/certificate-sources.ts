/**
 * Opens what a user names as a source of certificates: a file or the standard input, a server, a token, a Windows
 * store. How it is opened follows from the name, what it holds from its content (`containers/`).
 *
 * Specs: RFC 7512 for `pkcs11:` URIs. A password is asked for only when something stays hidden without it; a server
 * is asked for its certificates and nothing else.
 */
import {readContainer} from '../containers/read-container.ts'
import type {CertificateSources, SourceOptions} from '../ports/certificate-sources.ts'
import type {Files} from '../ports/files.ts'
import type {Secrets} from '../ports/secrets.ts'

export interface SourcePorts {
  readonly files: Pick<Files, 'read'>
  readonly secrets: () => Promise<Secrets>
  readonly env: NodeJS.ProcessEnv
}

/** Enough for the longest revocation list met; certificates and keys are a thousand times smaller. */
const maxBytes = 32 << 20
/** Of key derivation, for a password that nobody gave: what usual tools ask for. */
const fewRounds = 50_000

export function certificateSources(ports: SourcePorts): CertificateSources {
  return {
    async open(name, options = {}) {
      const {passphrase, signal} = options
      if (/^https:\/\//i.test(name))
        return (await import('./from-server.ts')).fromServer(name, ports.env, signal)
      if (/^pkcs11:/i.test(name))
        return (await import('./from-token.ts')).fromToken(name, passphrase, ports.secrets, signal)
      if (/^windows:/i.test(name))
        return (await import('./from-windows-store.ts')).fromWindowsStore(name, signal)
      return fromFile(name, ports, options)
    },
  }
}

async function fromFile(name: string, {files, secrets}: SourcePorts, {passphrase, signal}: SourceOptions) {
  const bytes = await files.read(name, {maxBytes})
  const seen = readContainer(bytes, name)
  if (passphrase === undefined || passphrase.from === 'none') {
    const hidden = seen.passwordNeeded && seen.format === 'pkcs12' && seen.certificates.length === 0
    if (!hidden) return seen
    const {openClosed} = await import('./open-closed.ts')
    // many a file is closed with the empty password: it is no secret, and saves the question
    return openClosed(seen, bytes, '', fewRounds).catch(() => seen)
  }
  // a store in clear still tells whether a password is its own
  if (!seen.passwordNeeded && seen.protection?.mac === undefined) return seen
  const {openClosed} = await import('./open-closed.ts')
  const password = await (await secrets()).get(passphrase, name, signal)
  return openClosed(seen, bytes, password)
}
