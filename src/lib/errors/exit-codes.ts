/**
 * The only table of exit codes. The help topic `exit-codes`, the docs and the tests are generated from it.
 * When several codes apply, the first of {@link exitPrecedence} wins: the most alarming one.
 */
export const exitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  configuration: 3,
  localMeans: 4,
  invalidInput: 5,
  refused: 6,
  temporary: 7,
  someFailed: 8,
  unknownOutcome: 9,
  findings: 10,
  interrupted: 130,
} as const

export type ExitName = keyof typeof exitCodes
export type ExitCode = (typeof exitCodes)[ExitName]

export const exitPrecedence: readonly ExitCode[] = [130, 1, 9, 8, 6, 7, 5, 4, 3, 2, 10, 0]

/** The exit code that represents several outcomes at once. */
export function gravestExit(codes: Iterable<ExitCode>): ExitCode {
  const seen = new Set<ExitCode>(codes)
  return exitPrecedence.find((code) => seen.has(code)) ?? exitCodes.done
}
