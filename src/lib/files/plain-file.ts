import {constants, statSync} from 'node:fs'
import {open} from 'node:fs/promises'

/** A pipe that nobody writes to would keep an ordinary open waiting for ever, and the program with it. */
const reading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Content of a small plain file. What is none (a pipe, a device) is not read.
 * @throws an error with a code: of the system, `not-a-file`, `too-large`
 */
export async function readPlainFile(path: string, maxBytes: number): Promise<Uint8Array> {
  const handle = await open(path, reading)
  try {
    const found = await handle.stat()
    if (!found.isFile() && !found.isDirectory()) throw coded('not-a-file')
    if (found.size > maxBytes) throw coded('too-large')
    return new Uint8Array(await handle.readFile())
  } finally {
    await handle.close()
  }
}

/** Whether the path leads to a plain file now; false where nothing is there. */
export function isPlainFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() ?? false
}

function coded(code: string): Error {
  return Object.assign(new Error(code), {code})
}
