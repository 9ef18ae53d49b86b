/** A part of a file that is read as if it were a file itself. */
export type ContainerPath =
  | {readonly kind: 'message'; readonly file: string; readonly message: number; readonly document?: number}
  | {readonly kind: 'member'; readonly file: string; readonly member: string}

const MESSAGE = /^(.+)#message=([1-9]\d{0,9})(?:\.([1-9]\d{0,3}))?$/s
const MEMBER = /^(.+)#member=(.+)$/s

/** The container and the part that a path names; undefined for an ordinary path. The last mark counts. */
export function containerPath(path: string): ContainerPath | undefined {
  if (!path.includes('#me')) return undefined
  const message = MESSAGE.exec(path)
  if (message) {
    const [, file = '', n, d] = message
    return {kind: 'message', file, message: Number(n), ...(d ? {document: Number(d)} : {})}
  }
  const member = MEMBER.exec(path)
  return member ? {kind: 'member', file: member[1] ?? '', member: member[2] ?? ''} : undefined
}
