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
  readonly action:
    | 'delete'
    | 'reveal'
    | 'undo'
    | 'delete-list'
    | 'rotate-key'
    | 'restore-journal'
    | 'restore-server'
    | 'retry'
    | 'taken'
    | 'install-certificate'
    | 'roll-back-certificate'
  readonly uniqueId: string
  /** What must be typed: shown in the message. */
  readonly value: string
  /** Other words that are as good: numbers confirmed when the same work was begun. */
  readonly also?: readonly string[]
  /** What will happen, said before anything is asked: values of the message. */
  readonly facts?: Readonly<Record<string, string | number>>
  /** What was verified before asking, for who cannot be asked at a terminal. */
  readonly checklist?: readonly object[]
}

/** On a production profile the profile's own name is typed, so that nobody acts there by habit. */
function expected(profile: Profile, value: string, also: readonly string[]): readonly string[] {
  return profile.environment === 'production' ? [profile.name] : [value, ...also]
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
  const words = expected(profile, question.value, question.also ?? [])
  const [value = question.value] = words
  if (consent.yes && consent.confirm !== undefined && words.includes(consent.confirm)) return
  const {prompter} = bench
  if (!consent.yes && prompter.available) {
    const typed = await prompter.text(`consent.${question.action}`, {
      params: {...question.facts, uniqueId: question.uniqueId, value},
    })
    if (words.includes(typed.trim())) return
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
