import type {ByteSource} from './byte-source.ts'

export interface FileFacts {
  readonly size: number
  readonly modifiedMs: number
}

/** What a folder holds at any depth. A link is told and not followed: it could lead outside, or in a circle. */
export interface FolderEntry {
  readonly path: string
  readonly kind: 'file' | 'link' | 'other'
}

/** One file of a zip archive as its directory announces it; folders are left out. */
export interface ArchiveMember {
  readonly name: string
  readonly size: number
  readonly packedSize: number
  readonly encrypted: boolean
  readonly link: boolean
}

/**
 * `source`, `facts`, `read`, `exists` and `isInside` accept the path of a part of a container as they do a file:
 * `<file>#message=N.D` (D-th document of the N-th HL7 v2 message, decoded), `<file>#message=N` (that message as it
 * is) and `<zip>#member=NAME`.
 */
export interface Files {
  /** @throws DmpError DMP_FILE_UNREADABLE */
  facts(path: string): Promise<FileFacts>
  /** Whole content; refuses more than `maxBytes`. `-` reads standard input. @throws DmpError DMP_FILE_UNREADABLE */
  read(path: string, options?: {readonly maxBytes?: number}): Promise<Uint8Array>
  source(path: string): Promise<ByteSource>
  /** Atomic: temporary name, fsync, rename; mode 0600. @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
  write(path: string, content: Uint8Array | string, options?: {readonly force?: boolean}): Promise<void>
  exists(path: string): Promise<boolean>
  /** Names of the entries of a folder, sorted. */
  list(path: string): Promise<readonly string[]>
  /** Everything below a folder, sorted by name in each; names of one folder at a time are held. */
  walk(folder: string): AsyncIterable<FolderEntry>
  /**
   * Members of a zip archive in the order of its directory; refused whole when names or sizes are unsafe.
   * @throws DmpError DMP_FILE_UNREADABLE {reason: EZIP…}
   */
  members(path: string): Promise<readonly ArchiveMember[]>
  resolve(...segments: string[]): string
  /** Whether a path leads below a folder once every symbolic link is followed; true when nothing is there to read. */
  isInside(folder: string, path: string): Promise<boolean>
  /** Whether two paths lead to one file, by links of either kind too; false where one is not there. */
  isSame(path: string, other: string): Promise<boolean>
}
