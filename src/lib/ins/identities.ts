import type {Ins} from './patient-identity.ts'

interface IdentityLine {
  readonly ins?: unknown
  readonly oid?: unknown
  readonly ins_history?: unknown
}

function lineOf(text: string): IdentityLine {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

/**
 * True when a line of an identities file (NDJSON: `ins`, `oid`, `ins_history` a list of former numbers) says that
 * `former` and `current` are one patient (EX_GEN-1300: feeding goes under the current one only).
 */
export function tiesIdentities(text: string, former: Ins, current: Ins): boolean {
  return text
    .split('\n')
    .map(lineOf)
    .some(({ins, oid, ins_history: history}) => {
      const before = Array.isArray(history) ? history.map(String) : String(history ?? '').split(/[ ,;|]+/)
      return ins === current.matricule && oid === current.oid && before.includes(former.matricule)
    })
}
