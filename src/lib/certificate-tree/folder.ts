import {type Dirent, readdirSync, statfsSync, statSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join, sep} from 'node:path'

/** `f_type` (Linux, statfs(2)) of what other machines share: NFS, CIFS, SMB, SMB2, 9p, FUSE, AFS, Ceph. */
const remoteTypes = new Set([
  0x6969, 0xff534d42, 0x517b, 0xfe534d42, 0x01021997, 0x65735546, 0x5346414f, 0x00c36400,
])
/** Files that the kernel makes up: proc, sysfs, debugfs, tracefs, cgroup, cgroup2, devpts. Some block for ever. */
const systemTypes = new Set([0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x27e0eb, 0x63677270, 0x1cd1])

export interface FolderFacts {
  /** The same for the same folder, by whatever path. */
  readonly id: string
  readonly device: number
  /** Every read waits for the network. */
  readonly remote: boolean
  /** Made up by the kernel. */
  readonly system: boolean
}

/** Asks for the file system only where it is another one than above. @throws system errors */
export async function describeFolder(
  {shown: path, at}: Place,
  above: FolderFacts | undefined,
): Promise<FolderFacts> {
  const {dev, ino} = statSync(at)
  const id = `${dev}:${ino}`
  if (above && dev === above.device) return {...above, id}
  if (process.platform !== 'linux')
    return {id: ino === 0 ? path : id, device: dev, remote: /^(?:\\\\|\/\/)/.test(path), system: false}
  const type = statfsSync(at).type >>> 0
  return {id, device: dev, remote: remoteTypes.has(type), system: systemTypes.has(type)}
}

/** Where something lies: as it is shown, and for the system, which knows bytes and no text. */
export interface Place {
  readonly shown: string
  readonly at: string | Buffer
}

export interface Entry extends Place {
  readonly kind: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>
  readonly name: string
}

/**
 * By name, so that two inventories of one tree can be compared. Where a name is no UTF-8 (an old share, an archive from
 * Windows) the folder is listed again as bytes, and such a name is shown as Windows-1252 reads it. @throws system errors
 */
export async function listFolder({shown, at}: Place, remote: boolean): Promise<Entry[]> {
  const entries = remote ? await readdir(at, {withFileTypes: true}) : readdirSync(at, {withFileTypes: true})
  const plain = typeof at === 'string' && !entries.some(({name}) => name.includes('\ufffd'))
  const found = plain
    ? entries.map((kind) => ({kind, name: kind.name, ...placed(join(shown, kind.name))}))
    : readdirSync(at, {withFileTypes: true, encoding: 'buffer'}).map((kind) => {
        const name = textOf(kind.name)
        const whole = Buffer.concat([Buffer.from(at), Buffer.from(sep), kind.name])
        return {kind, name, shown: join(shown, name), at: whole}
      })
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function placed(path: string): Place {
  return {shown: path, at: path}
}

function textOf(name: Buffer): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(name)
  } catch {
    return new TextDecoder('windows-1252').decode(name)
  }
}
