export type CheckArea =
  | 'profile'
  | 'certificates'
  | 'files'
  | 'clock'
  | 'param-lps'
  | 'homologation'
  | 'journal'
export type CheckSeverity = 'ok' | 'info' | 'warning' | 'error'

/** One point looked at: `message` is a key with its parameters. */
export interface CheckPoint {
  readonly area: CheckArea
  readonly severity: CheckSeverity
  readonly message: string
  readonly params: Readonly<Record<string, string | number>>
  /** The setting to change, where there is one. */
  readonly setting?: string
}

export function point(
  area: CheckArea,
  severity: CheckSeverity,
  message: string,
  params: CheckPoint['params'] = {},
  setting?: string,
): CheckPoint {
  return {area, severity, message, params, ...(setting === undefined ? {} : {setting})}
}
