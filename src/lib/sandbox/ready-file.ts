import {randomUUID} from 'node:crypto'
import {open, rename, rm} from 'node:fs/promises'

/** What a ready file tells: where the sandbox listens and which process it is. */
export interface ReadyFacts {
  /** Base of the services, `https://localhost:<port>/si-dmp-server/v2/services`. */
  readonly url: string
  readonly port: number
  /** Address of the téléservice INSi, when it is served. */
  readonly insi?: string | undefined
  /** Base of the control endpoint, when there is one. */
  readonly control: string | undefined
  readonly pid: number
}

/** Writes the ready file whole or not at all, 0600: whoever sees it may call. */
export async function writeReadyFile(path: string, facts: ReadyFacts): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(`${JSON.stringify(facts)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, {force: true})
    throw error
  }
}
