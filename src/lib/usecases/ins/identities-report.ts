import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {IdentitiesReport, IdentityDoubt} from '../../identities/identities.ts'

/** What became of a patient since an earlier file; message `ins.change.<change>`. */
export type IdentityChange = 'added' | 'gone' | 'ins-changed' | 'ins-succeeded' | 'traits-changed'

/** Where documents already sent stand by the file; message `ins.sent.<fate>`. */
export type SentFate = 'right' | 'changed' | 'merged' | 'not-qualified' | 'doubtful' | 'unknown'

/** One remark of the report: no INS, no trait. */
export interface IdentityRemark {
  readonly line: number
  readonly ipp: string | null
  /** A doubt (`identity-…`), a fault (`fault`), a rule (`INS-…`) or a change. */
  readonly what: IdentityDoubt | IdentityChange | 'fault' | `INS-${string}`
  /** Column and reason of a fault, traits that changed. */
  readonly detail: string | null
}

export interface IdentitiesCheck
  extends Pick<
    IdentitiesReport,
    'file' | 'lines' | 'patients' | 'usable' | 'doubts' | 'faulty' | 'warnings' | 'old'
  > {
  /** Lines by status of the source; `-` where it says none of the four. */
  readonly statuses: Readonly<Record<string, number>>
  readonly deceased: number
  /** Lines whose names were not written by the rules of INSi and are normalised in what is written. */
  readonly normalised: number
  readonly changes: {
    readonly file: string
    readonly counts: Readonly<Partial<Record<IdentityChange, number>>>
  } | null
  readonly sent: {
    readonly documents: number
    readonly fates: Readonly<Partial<Record<SentFate, number>>>
    readonly toDelete: number
    readonly toResend: number
    /** Lines for a person: a ready-made CDA to be made again, an outcome or an identity in doubt or unknown. */
    readonly byHand: number
    /** Documents that may stand under a wrong INS, or in doubt: nobody knows how their sending ended. */
    readonly unsettled: number
    /** Documents planned and not sent that would leave under a wrong INS, or in doubt. */
    readonly waiting: number
    /** Where the last two are; `null`: sent one by one. */
    readonly runs: readonly {readonly run: string | null; readonly count: number}[]
  } | null
  /** The first ones; all of them with --report. */
  readonly remarks: readonly IdentityRemark[]
  readonly more: number
  /** Files written, by what they are: `identities`, `report`, `hold`, `delete`, `resend`, `mapping`, `byHand`. */
  readonly written: Readonly<Record<string, string>>
}

/** 5 with a line that cannot be used, 10 with anything a person must look at. */
export function identitiesExit({faulty, doubts, changes, sent}: IdentitiesCheck): ExitCode {
  if (faulty > 0) return exitCodes.invalidInput
  const {right = 0} = sent?.fates ?? {}
  const {added = 0, ...others} = changes?.counts ?? {}
  const isOdd =
    Object.keys(doubts).length > 0 ||
    Object.values(others).some((count) => count > 0) ||
    (sent !== null && (sent.documents > right || sent.unsettled + sent.waiting + sent.byHand > 0))
  return isOdd ? exitCodes.findings : exitCodes.done
}
