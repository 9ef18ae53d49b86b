/** A file whose first bytes may be those of a certificate, a key or a container of them, read whole. */
export interface TreeCandidate {
  /** As it is shown: a name that is no UTF-8 is read as Windows-1252. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Longer than anything that is read: `bytes` holds its beginning alone. */
  readonly cut?: boolean
}

/** What could not be looked at; it is neither good nor expired. */
export interface TreeTrouble {
  readonly path: string
  /** Code of the system (`EACCES`…), or `vanished`. */
  readonly problem: string
}

/** What was seen since the batch before. */
export interface TreeBatch {
  readonly folders: number
  /** Ordinary files looked at, whatever they hold. */
  readonly files: number
  /** Symbolic links, which are not followed. */
  readonly links: number
  /** Pipes, sockets and devices, which are not opened. */
  readonly others: number
  readonly candidates: readonly TreeCandidate[]
  readonly troubles: readonly TreeTrouble[]
  /** A root that leads to another place, under which everything is listed. */
  readonly followed?: {readonly root: string; readonly leadsTo: string}
}

/** Looks through folders of any size for files that may hold certificates or keys. */
export interface CertificateTree {
  /**
   * Everything below the roots, a folder or a file each, hidden entries included; a folder that is met twice is
   * looked at once. Ends early when the signal aborts.
   * @throws DmpError DMP_FILE_UNREADABLE when a root is not there
   */
  walk(roots: readonly string[], signal: AbortSignal): AsyncIterable<TreeBatch>
}
