/** A copy of the named fields that have a value; with `'all'`, of every field that has one. */
export function pick<T extends object>(
  from: T,
  fields: readonly (keyof T)[] | 'all',
): Record<string, unknown> {
  const names = fields === 'all' ? (Object.keys(from) as (keyof T)[]) : fields
  const entries = names.map((name) => [String(name), from[name]] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && !isEmpty(value)))
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}
