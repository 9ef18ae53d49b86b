/**
 * Authorities that somebody added on this machine (`dmp cert trust add`): one JSON file under the configuration folder,
 * mode 0600, replaced in one stroke. The certificates are in it; what makes each of them count is written beside.
 *
 * The word `anchor` or `signed` of an entry is not believed: it is proven anew from the certificate each time the file
 * is read, and falls back to `operator` only where the file says that an operator vouched for it.
 */
import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {provenBasis, type TrustedAuthority} from '../pki/trusted-authority.ts'
import type {Files} from '../ports/files.ts'
import type {TrustStore} from '../ports/trust-store.ts'

export interface TrustStoreOptions {
  readonly path: string
  readonly files: Pick<Files, 'exists' | 'read' | 'write'>
}

const maxBytes = 8 * 1024 * 1024

interface Entry {
  readonly sha256: string
  readonly basis: string
  readonly addedAt: string
  readonly certificate: string
}

export function createTrustStore({path, files}: TrustStoreOptions): TrustStore {
  async function entries(): Promise<readonly Entry[]> {
    if (!(await files.exists(path))) return []
    const text = Buffer.from(await files.read(path, {maxBytes})).toString('utf8')
    const found = parsed(text)
    if (!found) throw damaged(path)
    return found
  }
  const write = (all: readonly Entry[]) =>
    files.write(path, `${JSON.stringify({schemaVersion: 1, authorities: all}, undefined, 2)}\n`, {
      force: true,
    })

  return {
    path: async () => path,
    async list() {
      const all = (await entries()).map((entry) => ({entry, certificate: certificateOf(entry, path)}))
      const pool = all.map(({certificate}) => certificate)
      return all.flatMap(({entry, certificate}) => authorityOf(entry, certificate, pool) ?? [])
    },
    async add(authorities) {
      const added = authorities.map(entryOf)
      const names = new Set(added.map(({sha256}) => sha256))
      await write([...(await entries()).filter(({sha256}) => !names.has(sha256)), ...added])
    },
    async remove(sha256) {
      await write((await entries()).filter((entry) => entry.sha256 !== sha256))
    },
  }
}

function entryOf({certificate, basis, addedAt}: TrustedAuthority): Entry {
  return {
    sha256: certificate.sha256.hex,
    basis,
    addedAt: new Date(addedAt).toISOString(),
    certificate: Buffer.from(certificate.der).toString('base64'),
  }
}

/** An entry that claims to be proven and is not any more counts for nothing. */
function authorityOf(
  {basis, addedAt}: Entry,
  certificate: Certificate,
  pool: readonly Certificate[],
): TrustedAuthority | undefined {
  const proven = provenBasis(certificate, pool)
  const since = {certificate, addedAt: Date.parse(addedAt) || 0}
  if (proven.basis !== 'unproven') return {...since, basis: proven.basis, anchor: proven.anchor.name}
  return basis === 'operator' ? {...since, basis: 'operator'} : undefined
}

function certificateOf({certificate, sha256}: Entry, path: string): Certificate {
  try {
    const read = readCertificate(new Uint8Array(Buffer.from(certificate, 'base64')), path)
    if (read.sha256.hex === sha256 && read.isCa) return read
  } catch (cause) {
    throw damaged(path, cause)
  }
  throw damaged(path)
}

function parsed(text: string): readonly Entry[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const {schemaVersion, authorities} = (value ?? {}) as Record<string, unknown>
    if (schemaVersion !== 1 || !Array.isArray(authorities)) return undefined
    return authorities.every(isEntry) ? authorities : undefined
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false
  const {sha256, basis, addedAt, certificate} = value as Record<string, unknown>
  return [sha256, basis, addedAt, certificate].every((field) => typeof field === 'string')
}

function damaged(path: string, cause?: unknown): DmpError {
  return new DmpError('DMP_TRUST_STORE_UNREADABLE', {params: {file: path}, cause})
}
