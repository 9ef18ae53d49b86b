import {DmpError} from '../../errors/dmp-error.ts'
import type {Profile} from '../../profile/profile.ts'
import type {Workbench} from '../ports.ts'

/** What the command line brings instead of an answer at the terminal. */
export interface Consent {
  readonly yes: boolean
  readonly confirm?: string | undefined
}

export interface Question {
  /** Message `consent.<action>`. */
  readonly action: 'delete' | 'reveal' | 'undo' | 'delete-list' | 'rotate-key' | 'retry'
  readonly uniqueId: string
  /** What must be typed: shown in the message. */
  readonly value: string
  /** What will happen, said before anything is asked: values of the message. */
  readonly facts?: Readonly<Record<string, string | number>>
  /** What was verified before asking, for who cannot be asked at a terminal. */
  readonly checklist?: readonly object[]
}

/** On a production profile the profile's own name is typed, so that nobody acts there by habit. */
function expected(profile: Profile, value: string): string {
  return profile.environment === 'production' ? profile.name : value
}

/**
 * What cannot be undone is confirmed: typed at the terminal, or `--yes --confirm VALUE` in scripts (EX_3.3-1050).
 * @throws DmpError DMP_CONFIRMATION_NEEDED
 */
export async function requireConsent(
  bench: Pick<Workbench, 'prompter' | 'profile'>,
  consent: Consent,
  question: Question,
): Promise<void> {
  const profile = await bench.profile()
  const value = expected(profile, question.value)
  if (consent.yes && consent.confirm === value) return
  const {prompter} = bench
  if (!consent.yes && prompter.available) {
    const typed = await prompter.text(`consent.${question.action}`, {
      params: {...question.facts, uniqueId: question.uniqueId, value},
    })
    if (typed.trim() === value) return
  }
  throw new DmpError('DMP_CONFIRMATION_NEEDED', {
    params: {...question.facts, action: question.action, uniqueId: question.uniqueId, value},
    details: {
      action: question.action,
      confirm: value,
      ...(question.checklist ? {checklist: question.checklist} : {}),
    },
  })
}
