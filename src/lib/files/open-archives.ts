import {openZip, type ZipArchive} from '../archive/zip-archive.ts'
import {Recent} from './recent.ts'

/** An archive that several readers may be in; closed by the last one once it was put away. */
class SharedArchive {
  readonly archive: ZipArchive
  #users = 0
  #isAway = false
  #isClosed = false

  constructor(archive: ZipArchive) {
    this.archive = archive
  }

  /** False when it is closed already. */
  enter(): boolean {
    if (this.#isClosed) return false
    this.#users += 1
    return true
  }

  leave(): void {
    this.#users -= 1
    this.#closeWhenIdle()
  }

  putAway(): void {
    this.#isAway = true
    this.#closeWhenIdle()
  }

  #closeWhenIdle(): void {
    if (!this.#isAway || this.#users > 0 || this.#isClosed) return
    this.#isClosed = true
    this.archive.close()
  }
}

interface Opened {
  readonly version: string
  readonly shared: Promise<SharedArchive>
}

/** The last few archives, kept open; one that changed is opened anew. */
export class OpenArchives {
  readonly #recent = new Recent<Opened>(4, ({shared}) => {
    shared.then(
      (one) => one.putAway(),
      () => undefined,
    )
  })

  /** @throws DmpError DMP_FILE_UNREADABLE */
  async use<T>(file: string, version: string, work: (archive: ZipArchive) => T): Promise<T> {
    const shared = await this.#enter(file, version)
    try {
      return work(shared.archive)
    } finally {
      shared.leave()
    }
  }

  /** Bytes of a member; the archive stays open until they are all read or the reader leaves. */
  async *read(
    file: string,
    version: string,
    member: string,
    signal?: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    const shared = await this.#enter(file, version)
    try {
      yield* shared.archive.source(member).open(signal)
    } finally {
      shared.leave()
    }
  }

  async #enter(file: string, version: string): Promise<SharedArchive> {
    for (;;) {
      const known = this.#recent.get(file)
      const opened = known?.version === version ? known : this.#open(file, version)
      const shared = await opened.shared
      if (shared.enter()) return shared
      if (this.#recent.get(file) === opened) this.#recent.remove(file)
    }
  }

  #open(file: string, version: string): Opened {
    const shared = openZip(file).then((archive) => new SharedArchive(archive))
    const opened = {version, shared}
    this.#recent.set(file, opened)
    shared.catch(() => {
      if (this.#recent.get(file) === opened) this.#recent.remove(file)
    })
    return opened
  }
}
