export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

/**
 * Questions to the person at the terminal. Every question has a flag of the same meaning; without a terminal,
 * or under --no-input, nothing is asked and the caller names the missing flag instead.
 */
export interface Prompter {
  /** False when nobody can answer. */
  readonly available: boolean
  text(
    question: string,
    options?: {
      readonly default?: string
      readonly validate?: (
        answer: string,
      ) => true | string /** Values for the placeholders when `question` is a message key. */
      readonly params?: Readonly<Record<string, string | number>>
    },
  ): Promise<string>
  secret(question: string): Promise<string>
  confirm(question: string, byDefault?: boolean): Promise<boolean>
  choose(question: string, choices: readonly Choice[]): Promise<string>
}
