import {read} from 'node:fs'
import {promisify} from 'node:util'
import {decodeSecret, secretUnavailable} from './secret-text.ts'

const readAsync = promisify(read)
const maxBytes = 64 * 1024
const newline = 0x0a

/**
 * One line of an inherited descriptor. Bytes are taken one by one, so that two secrets on the same descriptor are
 * two lines, each for its own reader.
 */
export async function readLineOfDescriptor(fd: number, setting: string): Promise<string> {
  const line = Buffer.alloc(maxBytes)
  let size = 0
  try {
    while (size < maxBytes) {
      const {bytesRead} = await readAsync(fd, line, size, 1, null)
      if (bytesRead === 0 || line[size] === newline) break
      size += 1
    }
  } catch (error) {
    throw secretUnavailable(setting, `fd:${(error as NodeJS.ErrnoException).code ?? 'unknown'}`, error)
  }
  if (size === maxBytes) throw secretUnavailable(setting, 'too-long')
  const text = decodeSecret(line.subarray(0, size), setting).replace(/\r$/, '')
  line.fill(0)
  return text
}
