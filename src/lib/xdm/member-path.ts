const MARK = '#member='

/** Path of a member of a zip archive; a name that holds the mark itself has none. */
export function memberPath(archive: string, member: string): string {
  return `${archive}${MARK}${member}`
}

export function hasMemberPath(member: string): boolean {
  return !member.includes(MARK)
}
