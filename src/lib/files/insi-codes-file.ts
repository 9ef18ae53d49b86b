import {readFileSync} from 'node:fs'
import {DmpError} from '../errors/dmp-error.ts'
import {codesFault, type KnownCodes} from '../insi/known-codes.ts'

function readTable(file: string): KnownCodes {
  const unusable = (part: string, cause?: unknown) =>
    new DmpError('DMP_VALUESET_UNUSABLE', {params: {file, part}, cause})
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw unusable('JSON', cause)
  }
  const fault = codesFault(value)
  if (fault) throw unusable(fault)
  return (value as {codes: KnownCodes}).codes
}

/**
 * The codes of INSi that somebody explained, and after them those of a file of the user's own, which win: the service's
 * full table is not public.
 * @throws DmpError DMP_VALUESET_UNUSABLE
 */
export function loadInsiCodes(packaged: string, own?: string): KnownCodes {
  return [...readTable(packaged), ...(own === undefined ? [] : readTable(own))]
}
