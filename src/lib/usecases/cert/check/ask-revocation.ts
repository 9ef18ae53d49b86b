import {readContainer} from '../../../containers/read-container.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {type Certificate, isSelfIssued} from '../../../pki/certificate.ts'
import {issuerOf} from '../../../pki/chain.ts'
import {askedAnewMs} from '../../../ports/revocation.ts'
import type {Environment, Profile} from '../../../profile/profile.ts'
import {askChain, type ChainRevocation} from '../chain-revocation.ts'
import type {CheckBench, CheckWish} from './check-wish.ts'

/** How grave an unknown revocation is: nothing publishes lists for the certificates of the sandbox. */
export function revocationMode(
  profile: Profile | undefined,
  environment: Environment | undefined,
): 'warn' | 'strict' | 'off' {
  return environment === 'sandbox' ? 'off' : (profile?.trust.revocation ?? 'warn')
}

/**
 * What is known of the revocation of a certificate and of the authorities above it. Never asked when the profile says off:
 * then only lists that were given, and what is remembered, are read. A list that was given and cannot be read is an error,
 * needed or not.
 * @param trusted authorities that the operator answers for
 * @throws DmpError DMP_FILE_UNREADABLE
 */
export async function askRevocation(
  {revocation, signal, files}: Pick<CheckBench, 'revocation' | 'signal' | 'files'>,
  certificate: Certificate,
  pool: readonly Certificate[],
  trusted: readonly Certificate[],
  {offline, fresh, lists, profile}: RevocationQuestion,
): Promise<ChainRevocation> {
  for (const path of lists) await refuseOtherThanList(files, path)
  const off = profile?.trust.revocation === 'off'
  if (off && lists.length === 0 && !isSelfIssued(certificate))
    return {revocation: {status: 'unknown', doubt: 'off', tries: []}, chainRevocation: []}
  const wish = {
    offline: offline || off,
    signal,
    ...(fresh === true ? {maxAgeMs: askedAnewMs} : {}),
    ...(lists.length > 0 ? {lists: lists.map((path) => files.resolve(path))} : {}),
    ...(profile?.proxy === undefined ? {} : {proxy: profile.proxy}),
  }
  const known = [...pool, ...trusted]
  const ask = (link: Certificate) => revocation.statusOf(link, issuerOf(link, known), wish)
  return askChain(ask, certificate, known, trusted)
}

interface RevocationQuestion extends Pick<CheckWish, 'offline' | 'fresh' | 'lists'> {
  readonly profile: Profile | undefined
}

async function refuseOtherThanList(files: CheckBench['files'], path: string): Promise<void> {
  const file = files.resolve(path)
  const bytes = await files.read(file)
  try {
    if (readContainer(bytes, file).revocationLists.length > 0) return
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
  }
  throw new DmpError('DMP_FILE_UNREADABLE', {params: {file, reason: 'ENOTCRL'}})
}
