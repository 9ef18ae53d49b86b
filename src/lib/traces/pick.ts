/** A copy of the named fields that have a value; with `'all'`, of every field that has one. */
export function pick<T extends object>(
  from: T,
  fields: readonly (keyof T)[] | 'all',
): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name of fields === 'all' ? (Object.keys(from) as (keyof T)[]) : fields) {
    const value = from[name]
    if (value !== undefined && !isEmpty(value)) kept[String(name)] = value
  }
  return kept
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}
