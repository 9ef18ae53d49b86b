/** A file that grows: seen by others only once it is whole. */
export interface TextOutput {
  /** Text (UTF-8) or bytes are gathered; waits only when enough of it goes to the disk. */
  write(content: string | Uint8Array): Promise<void>
  /** On disk and under its name. @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
  finish(): Promise<void>
  /** Nothing of it stays. */
  discard(): Promise<void>
}

/** A file to which whole lines are added at once, whoever else adds to it. */
export interface LineOutput {
  /** @throws DmpError DMP_FILE_UNWRITABLE */
  append(line: string): void
  close(): void
}

/** Files that the program writes for people and other programs, beside its journal; all of mode 0600 when new. */
export interface Outputs {
  /** Large files in little memory: temporary name, fsync, rename. @throws DmpError DMP_FILE_UNWRITABLE */
  stream(path: string, options?: {readonly force?: boolean}): Promise<TextOutput>
  /** A line that a dead process left unfinished is ended first. @throws DmpError DMP_FILE_UNWRITABLE */
  lines(path: string): Promise<LineOutput>
  /** The whole file anew in one step; the mode of the file that was there is kept. @throws DmpError DMP_FILE_UNWRITABLE */
  replace(path: string, text: string): Promise<void>
}
