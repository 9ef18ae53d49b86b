import {hashSource} from '../../digest/hash-source.ts'
import {hideMatricules} from '../../ins/hide-matricules.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {HoldKind} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

const HASH = /^[0-9a-f]{64}$/i

/**
 * What a person gave as the value of a hold. A file may be named by its path: its bytes are what is held, wherever they lie.
 * @throws DmpError DMP_FILE_UNREADABLE
 */
export async function heldValue(
  {files, signal}: Pick<Workbench, 'files' | 'signal'>,
  kind: HoldKind,
  value: string,
): Promise<string> {
  if (kind !== 'file_sha256' || HASH.test(value.trim()) || !(await files.exists(value))) return value
  return (await hashSource(await files.source(value), ['sha256'], signal)).sha256
}

/** The value of a hold as lists show it: numbers of the hospital may carry an INS, those of documents and bytes do not. */
export function shownHoldValue(kind: HoldKind, value: string): string {
  if (kind === 'ins') return maskIns(value)
  return kind === 'document_id' || kind === 'wrong_patient' || kind === 'file_sha256'
    ? value
    : hideMatricules(value)
}
