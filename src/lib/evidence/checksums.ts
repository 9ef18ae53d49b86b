import {hexDigest} from '../digest/hash-source.ts'
import {type Members, memberNames} from './evidence.ts'

/** What `sha1sum -c` reads: every member but itself, by name. */
export function checksums(members: Members): string {
  return [...members]
    .filter(([name]) => name !== memberNames.sums)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => `${hexDigest('sha1', bytes)}  ${name}\n`)
    .join('')
}

/** The first member whose digest is not the one written; `SHA1SUMS` when it does not list just what is there. */
export function firstUnlike(members: Members): string | undefined {
  const written = Buffer.from(members.get(memberNames.sums) ?? [])
  const expected = checksums(members)
  if (written.equals(Buffer.from(expected))) return undefined
  const lines = new Set(written.toString('latin1').split('\n'))
  const unlike = expected
    .split('\n')
    .filter((line) => line !== '')
    .filter((line) => !lines.has(line))
    .map((line) => line.slice(42))
  return unlike.length === 1 ? unlike[0] : memberNames.sums
}
