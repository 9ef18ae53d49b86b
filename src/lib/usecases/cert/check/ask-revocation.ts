import {readContainer} from '../../../containers/read-container.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {type Certificate, isSelfIssued} from '../../../pki/certificate.ts'
import {buildChain, issuerOf} from '../../../pki/chain.ts'
import type {AuthorityRevocation} from '../../../pki/checks/check.ts'
import type {Environment, Profile} from '../../../profile/profile.ts'
import type {RevocationStatus} from '../../../revocation/status.ts'
import type {CheckBench, CheckWish} from './check-wish.ts'

/** How grave an unknown revocation is: nothing publishes lists for the certificates of the sandbox. */
export function revocationMode(
  profile: Profile | undefined,
  environment: Environment | undefined,
): 'warn' | 'strict' | 'off' {
  return environment === 'sandbox' ? 'off' : (profile?.trust.revocation ?? 'warn')
}

/**
 * What is known of a revocation: the chain first, then the lists of its issuer. Never asked when the profile says off;
 * undefined for a root, which no list could revoke. A list that was given and cannot be read is an error, needed or not.
 * @throws DmpError DMP_FILE_UNREADABLE
 */
export async function askRevocation(
  {revocation, signal, files}: Pick<CheckBench, 'revocation' | 'signal' | 'files'>,
  certificate: Certificate,
  pool: readonly Certificate[],
  {offline, lists}: Pick<CheckWish, 'offline' | 'lists'>,
  profile: Profile | undefined,
): Promise<RevocationStatus | undefined> {
  for (const path of lists) await refuseOtherThanList(files, path)
  if (isSelfIssued(certificate)) return undefined
  if (profile?.trust.revocation === 'off' && lists.length === 0)
    return {status: 'unknown', doubt: 'off', tries: []}
  return revocation.statusOf(certificate, issuerOf(certificate, pool), {
    offline,
    signal,
    ...(lists.length > 0 ? {lists: lists.map((path) => files.resolve(path))} : {}),
    ...(profile?.proxy === undefined ? {} : {proxy: profile.proxy}),
  })
}

/**
 * The same of each authority between a certificate and its root: the chain of a server is to be checked whole before the
 * server is believed (EX_AIR-080 for our own; REC_0.X-1090 for theirs).
 */
export async function askAuthorities(
  bench: Pick<CheckBench, 'revocation' | 'signal' | 'files'>,
  certificate: Certificate,
  pool: readonly Certificate[],
  wish: Pick<CheckWish, 'offline' | 'lists'>,
  profile: Profile | undefined,
): Promise<readonly AuthorityRevocation[]> {
  const found: AuthorityRevocation[] = []
  for (const authority of buildChain(certificate, pool)) {
    const status = await askRevocation(bench, authority, pool, wish, profile)
    if (status) found.push({issuer: authority.subject.commonName ?? authority.subject.certificate, status})
  }
  return found
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
