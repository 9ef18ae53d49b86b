import {canonicalJson} from '../traces/canonical-json.ts'

/** A signed checkpoint as it stands in the journal. */
export interface CheckpointRow {
  readonly n: number
  /** ms since 1970. */
  readonly ts: number
  /** `n` of the last event that it covers. */
  readonly last_event: number
  /** Canonical JSON of the end of each chain. */
  readonly heads: string
  /** `mac` of the checkpoint before. */
  readonly prev: string
  readonly mac: string
}

export const CHECKPOINT_COLUMNS = ['n', 'ts', 'last_event', 'heads', 'prev', 'mac'] as const

/** What a checkpoint signs. */
export function signedText(row: Readonly<Record<string, unknown>> | Omit<CheckpointRow, 'mac'>): string {
  const {mac: _mac, ...content} = row as Record<string, unknown>
  return `checkpoint\0${canonicalJson(content)}`
}
