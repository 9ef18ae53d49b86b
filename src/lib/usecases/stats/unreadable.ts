import {DmpError} from '../../errors/dmp-error.ts'

/** A file of figures that cannot be read at all; message `error.DMP_STATS_UNREADABLE.reason.<reason>`. */
export function unreadable(
  file: string,
  reason: string,
  more: Readonly<Record<string, string | number>> = {},
  cause?: unknown,
): DmpError {
  const params = {file, reason, line: 0, ...more}
  return new DmpError('DMP_STATS_UNREADABLE', {params, details: params, ...(cause ? {cause} : {})})
}
