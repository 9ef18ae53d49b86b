import {DmpError} from '../../errors/dmp-error.ts'
import {type InstallWish, installCertificates} from './cert-install.ts'
import {rollBackCertificates} from './cert-rollback.ts'
import type {InstallReport} from './install-report.ts'
import type {LifecycleBench} from './ports.ts'

/** `cert install`: something new, or the way back; not both. @throws DmpError DMP_MISSING_VALUE, DMP_USAGE */
export async function installOrRollBack(
  bench: LifecycleBench,
  {rollback, force, ...wish}: InstallWish & {readonly rollback: boolean; readonly force: boolean},
): Promise<InstallReport> {
  if (rollback && wish.sources.length > 0)
    throw new DmpError('DMP_USAGE', {params: {problem: '--rollback NEW'}})
  if (rollback) return rollBackCertificates(bench, {...wish, force})
  if (wish.sources.length === 0) throw new DmpError('DMP_MISSING_VALUE', {params: {names: 'NEW'}})
  return installCertificates(bench, wish)
}
