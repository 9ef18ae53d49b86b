import {type Dirent, readdirSync, statfsSync, statSync} from 'node:fs'
import {readdir} from 'node:fs/promises'

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
export async function describeFolder(path: string, above: FolderFacts | undefined): Promise<FolderFacts> {
  const {dev, ino} = statSync(path)
  const id = `${dev}:${ino}`
  if (above && dev === above.device) return {...above, id}
  if (process.platform !== 'linux')
    return {id: ino === 0 ? path : id, device: dev, remote: /^(?:\\\\|\/\/)/.test(path), system: false}
  const type = statfsSync(path).type >>> 0
  return {id, device: dev, remote: remoteTypes.has(type), system: systemTypes.has(type)}
}

/** By name, so that two inventories of one tree can be compared. @throws system errors */
export async function listFolder(path: string, remote: boolean): Promise<Dirent[]> {
  const entries = remote
    ? await readdir(path, {withFileTypes: true})
    : readdirSync(path, {withFileTypes: true})
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}
