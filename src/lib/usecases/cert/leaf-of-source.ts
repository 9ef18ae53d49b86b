import type {Container} from '../../containers/container.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import type {LifecycleBench} from './ports.ts'

/**
 * The certificate that a source is about: the one that goes with its key, else the only one that is no authority.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE {problem: no-certificate}, and those of the source
 */
export async function leafOfSource(
  {certificateSources}: Pick<LifecycleBench, 'certificateSources'>,
  name: string,
  passphrase?: SecretSource,
): Promise<{readonly leaf: Certificate; readonly container: Container}> {
  const container = await certificateSources.open(name, passphrase ? {passphrase} : {})
  const leaf = container.leaf ?? container.certificates.find(({isCa}) => !isCa) ?? container.certificates[0]
  if (leaf) return {leaf, container}
  const problem = container.passwordNeeded ? 'password-needed' : 'no-certificate'
  throw new DmpError('DMP_CERT_SOURCE_UNREADABLE', {params: {source: name, problem}})
}
