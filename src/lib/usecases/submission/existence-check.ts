import type {Ins} from '../../ins/patient-identity.ts'
import {type ExistenceBench, requireActiveDmp} from '../patient/ask-existence.ts'

/**
 * TD0.2 once per patient and run. In bulk it is not asked unless wanted (SUN-ES: no needless existence test); for one
 * document it is.
 */
export function existenceCheck(bench: ExistenceBench, wanted: boolean): (ins: Ins) => Promise<void> {
  const asked = new Map<string, Promise<unknown>>()
  return async (ins) => {
    if (!wanted) return
    const key = `${ins.oid} ${ins.matricule}`
    const answer = asked.get(key) ?? requireActiveDmp(bench, ins)
    asked.set(key, answer)
    await answer
  }
}
