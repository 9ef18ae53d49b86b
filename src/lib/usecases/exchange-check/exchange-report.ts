/** What `exchange check` answers. Every text that came from the capture is masked. */

import type {AnswerLayer, Outcome} from '../../answers/answer.ts'
import type {Actor} from '../../answers/known-answers.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {ExplanationActor} from '../../explanations/explanation.ts'
import type {
  Examination,
  ExaminationFinding,
  ExaminationHabit,
  ExaminationStep,
  NotChecked,
} from '../../ports/strict-exchange.ts'
import type {CaptureForm, CaptureRemarkKind, CutWhere, PairingProofs, Wrapping} from './capture-words.ts'

/** Who has to act on a cause. */
export type FindingActor = 'editor' | 'establishment'

export interface FoundCause extends ExaminationFinding {
  readonly actor: FindingActor
}

export interface ReportPlace {
  readonly file: string
  readonly line: number
  readonly endLine: number
}

export interface ReportedSigner {
  readonly role: 'vihf' | 'lot'
  /** Subject; of a person nothing but the kind. */
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  /** ISO 8601, UTC. */
  readonly notBefore: string
  readonly notAfter: string
  readonly chain: 'trusted' | 'refused' | 'unknown'
}

export interface ExplainedIssue {
  readonly id: string
  readonly cause: string
  readonly todo: string
  readonly actors: readonly ExplanationActor[]
  /** The command to run next. */
  readonly next: string
}

export interface ReportedIssue {
  readonly layer: AnswerLayer
  readonly code: string
  readonly text: string
  readonly location: string | null
  readonly severity: 'error' | 'warning'
  /** Id of the known answer, for its cause and remedy. */
  readonly known: string | null
  readonly actor: Actor | null
  /** Of a code that is no known answer: what the registry of explanations says. */
  readonly explained: ExplainedIssue | null
}

export interface ReportedAnswer {
  readonly place: ReportPlace
  /** `given`: by `--answer`, and nothing in it contradicts. `other`: it names another message. */
  readonly proof: PairingProofs | 'given'
  readonly httpStatus: number | null
  readonly outcome: Outcome
  readonly issues: readonly ReportedIssue[]
  /** The cause found that the answer names too. */
  readonly confirms: string | null
  /** MessageID that an answer of another request names. */
  readonly relatesTo: string | null
}

export interface CheckedExchange {
  readonly n: number
  readonly place: ReportPlace
  readonly form: CaptureForm
  readonly wrapping: readonly Wrapping[]
  readonly complete: boolean
  readonly cut: {readonly where: CutWhere; readonly line: number} | null
  readonly remarks: readonly {readonly kind: CaptureRemarkKind; readonly part: string | null}[]
  readonly service: Examination['service'] | null
  readonly action: string | null
  readonly messageId: string | null
  readonly api: 'v1' | 'v2' | null
  readonly soap: '1.1' | '1.2' | null
  readonly vihfVersion: string | null
  readonly ins: {readonly oid: string; readonly kind: 'INS-NIR' | 'INS-NIA' | 'INS-C' | 'other'} | null
  readonly environment: 'production' | 'test' | null
  readonly structureId: string | null
  readonly software: string | null
  readonly documents: number
  readonly judgedAt: string
  readonly judgedBy: Examination['judgedBy']
  readonly signers: readonly ReportedSigner[]
  /** The cause that the DMP would meet first. */
  readonly first: FoundCause | null
  readonly findings: readonly FoundCause[]
  readonly habits: readonly ExaminationHabit[]
  readonly notChecked: readonly NotChecked[]
  readonly notReached: readonly ExaminationStep[]
  readonly answer: ReportedAnswer | null
  /** Doubts that the capture gave rise to and that the answer refutes: causes. */
  readonly refuted: readonly string[]
  /** Something is wrong, by the rules, by the answer or with the capture. */
  readonly faulty: boolean
}

export interface ExchangeCheck {
  readonly request: string
  readonly answerFile: string | null
  /** Requests that were examined. */
  readonly examined: number
  /** Messages of other services in the same capture, left aside. */
  readonly others: number
  /** Of those examined, the ones with a cause or a refusal. */
  readonly withFindings: number
  /** The first of them in full. */
  readonly exchanges: readonly CheckedExchange[]
  /** Answers of no request here. */
  readonly strayAnswers: readonly ReportedAnswer[]
  readonly ticket: string | null
}

export interface TicketWords {
  readonly page: (made: ExchangeCheck) => string | Promise<string>
}

const refusing: readonly Outcome[] = ['refused', 'systemic', 'later', 'unknown']

/** Whether something is wrong, by the rules or by the answer. */
export function isFaulty({
  findings,
  answer,
  complete,
}: Pick<CheckedExchange, 'findings' | 'answer' | 'complete'>): boolean {
  const refused = answer !== null && (answer.proof === 'other' || refusing.includes(answer.outcome))
  return findings.length > 0 || refused || !complete
}

export function exchangeExit({withFindings, strayAnswers}: ExchangeCheck): ExitCode {
  const refused = strayAnswers.some(({outcome, proof}) => proof === 'other' || refusing.includes(outcome))
  return withFindings > 0 || refused ? exitCodes.findings : exitCodes.done
}
