import type {CheckResult} from './check.ts'
import {type CheckGroup, type CheckId, checkGroups, checkIds, registry} from './registry.ts'

/**
 * Ids that a word selects: an id, a group (`network`), or a family (`p11`, `net`). Undefined when it selects none.
 * Letters of any case.
 */
export function selectedBy(word: string): readonly CheckId[] | undefined {
  const wanted = word.trim().toLowerCase()
  const found = checkIds.filter(
    (id) => id === wanted || id.startsWith(`${wanted}.`) || registry[id].group === wanted,
  )
  return wanted === '' || found.length === 0 ? undefined : found
}

/** What may be selected, for the nearest to be named. */
export function selectableWords(): readonly string[] {
  const families = checkIds.map((id) => id.split('.')[0] ?? id)
  return [...new Set<string>([...checkIds, ...(checkGroups as readonly CheckGroup[]), ...families])]
}

/** With all that they depend on, at any depth: a cause must be seen to be named. */
export function withCauses(ids: readonly CheckId[]): ReadonlySet<CheckId> {
  const all = new Set<CheckId>()
  const add = (id: CheckId) => {
    if (all.has(id)) return
    all.add(id)
    for (const other of registry[id].dependsOn) add(other)
  }
  for (const id of ids) add(id)
  return all
}

/** The results asked for, and those that are the reason of a skip among them. */
export function keepSelected(
  results: readonly CheckResult[],
  ids: readonly CheckId[] | undefined,
): readonly CheckResult[] {
  if (!ids) return results
  const wanted = new Set<string>(ids)
  const reasons = results.flatMap((one) =>
    wanted.has(one.id) && one.status === 'skipped' ? [one.because as string] : [],
  )
  return results.filter(({id}) => wanted.has(id) || reasons.includes(id))
}
