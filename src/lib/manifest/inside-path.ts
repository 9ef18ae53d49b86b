/** Why a path is refused. */
export type PathFault = 'path-absolute' | 'path-outside' | 'path-characters' | 'path-empty' | 'path-reserved'

/** Names that mean a device on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i

/**
 * A path of a manifest as a relative path inside its folder: `\` read as `/`, `.` and inner `..` resolved.
 * Says nothing about symbolic links, which only the reader of files can see.
 */
export function insidePath(given: string, allowAbsolute = false): {path: string} | {fault: PathFault} {
  const path = given.replaceAll('\\', '/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]/.test(path)) return {fault: 'path-characters'}
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    return allowAbsolute ? {path: given} : {fault: 'path-absolute'}
  }
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') kept.push(segment)
    else if (kept.pop() === undefined) return {fault: 'path-outside'}
  }
  if (kept.some((segment) => DEVICE.test(segment))) return {fault: 'path-reserved'}
  if (kept.length === 0 || /\/\.{0,2}$/.test(path)) return {fault: 'path-empty'}
  return {path: kept.join('/')}
}
