import {DmpError} from '../lib/errors/dmp-error.ts'
import {openIdentity} from '../lib/keys/open-identity.ts'
import {tlsMaterial} from '../lib/keys/tls-material.ts'
import type {Files} from '../lib/ports/files.ts'
import type {OwnMaterial} from '../lib/ports/reachability.ts'
import type {Secrets} from '../lib/ports/secrets.ts'
import type {TrustStore} from '../lib/ports/trust-store.ts'
import type {Profile} from '../lib/profile/profile.ts'

export interface MaterialMeans {
  readonly profile: Profile
  readonly files: Pick<Files, 'read'>
  readonly secrets: () => Promise<Secrets>
  readonly trustStore: Pick<TrustStore, 'list'>
}

export type MaterialOrWhy = OwnMaterial | {readonly kept: 'token' | 'secret' | 'unusable'}

/**
 * What commands show of themselves in the mutual TLS, where nobody has to be asked for it: a token would want its PIN, and
 * a passphrase to be typed is not asked for.
 */
export async function authMaterial(means: MaterialMeans, signal?: AbortSignal): Promise<MaterialOrWhy> {
  const {profile, files, trustStore} = means
  const {environment, certificates} = profile
  const {auth} = certificates
  if (auth.kind === 'pkcs11') return {kept: 'token'}
  if (auth.passphrase.from === 'prompt' || auth.passphrase.from === 'fd') return {kept: 'secret'}
  try {
    const secrets = await means.secrets()
    const identity = await openIdentity(auth, 'auth', {files, secrets}, signal ? {signal} : {})
    const stored = environment === 'sandbox' ? [] : await trustStore.list()
    const added = stored.map(({certificate}) => certificate)
    const {cert, key} = tlsMaterial(identity, {environment, caCertificates: [], added})
    return key === undefined ? {kept: 'token'} : {cert, key}
  } catch (error) {
    if (error instanceof DmpError) return {kept: 'unusable'}
    throw error
  }
}
