import type {ByteSource} from './byte-source.ts'

export interface FileFacts {
  readonly size: number
  readonly modifiedMs: number
}

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
  resolve(...segments: string[]): string
  /** Whether a path leads below a folder once every symbolic link is followed; true when nothing is there to read. */
  isInside(folder: string, path: string): Promise<boolean>
}
