import {DmpError} from '../../../errors/dmp-error.ts'
import type {Profile} from '../../../profile/profile.ts'
import type {UnknownUsers} from '../../../traces/asked-users.ts'
import type {JournalPart} from '../../../traces/export/export-tally.ts'
import type {TraceWish} from '../../../traces/trace-filter.ts'
import type {Operator, TraceExport} from './export-report.ts'
import type {BrokenJournal} from './sound-sources.ts'

/** What accompanies the traces of some professionals over a period, handed to the Assurance maladie (EX_AIR-120). */
export interface AuthorityCover {
  readonly users: readonly string[]
  /** ms since 1970: first included, last excluded. */
  readonly since: number
  readonly until: number
  readonly establishment: {readonly finessEj?: string; readonly finessEg?: string; readonly profile: string}
  readonly journals: readonly JournalPart[]
  readonly file: string
  readonly format: string
  readonly records: number
  readonly bytes: number
  readonly sha256: string
  readonly unmasked: boolean
  /** No pseudonym either (`traces.patientId: none`). */
  readonly withoutPatient: boolean
  readonly checkpoint: string | null
  readonly signer: string | null
  readonly broken: BrokenJournal | null
  readonly unknownUsers: UnknownUsers | null
  readonly at: number
  readonly by: Operator
  readonly software: string
}

/** The request names professionals and a period: nothing less, nothing wider. @throws DmpError DMP_MISSING_VALUE */
export function requireAuthorityWish({users, since, until}: TraceWish): void {
  const missing = [
    ...(users?.length ? [] : ['--user']),
    ...(since === undefined ? ['--from'] : []),
    ...(until === undefined ? ['--to'] : []),
  ]
  if (missing.length > 0)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: missing.join(', ')}, details: {missing}})
}

export function coverOf(
  {
    journals,
    file,
    format,
    records,
    bytes,
    sha256,
    unmasked,
    checkpoint,
    signer,
    broken,
    unknownUsers,
  }: TraceExport,
  {users = [], since = 0, until = 0}: TraceWish,
  {at, by, software, profile}: Pick<AuthorityCover, 'at' | 'by' | 'software'> & {readonly profile: Profile},
): AuthorityCover {
  const {finessEj, finessEg} = profile.structure
  return {
    users,
    since,
    until,
    establishment: {profile: profile.name, ...(finessEj ? {finessEj} : {}), ...(finessEg ? {finessEg} : {})},
    journals,
    file,
    format,
    records,
    bytes,
    sha256,
    unmasked,
    withoutPatient: profile.traces.patientId === 'none',
    checkpoint,
    signer,
    broken,
    unknownUsers,
    at,
    by,
    software,
  }
}
