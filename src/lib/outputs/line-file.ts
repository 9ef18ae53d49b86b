import {closeSync, constants, fstatSync, openSync, readSync, writeSync} from 'node:fs'
import type {LineOutput} from '../ports/outputs.ts'
import {unwritable} from './unwritable.ts'

const {O_APPEND, O_CREAT, O_RDWR} = constants
const NEWLINE = 0x0a

function endsMidLine(descriptor: number): boolean {
  const {size} = fstatSync(descriptor)
  if (size === 0) return false
  const last = new Uint8Array(1)
  readSync(descriptor, last, 0, 1, size - 1)
  return last[0] !== NEWLINE
}

/**
 * Opens for appending; each line is one write of the system, so that a killed process leaves whole lines behind. A folder that is
 * missing is a slip of the pen: nobody would look for the events there.
 */
export async function openLines(path: string): Promise<LineOutput> {
  let descriptor: number
  try {
    descriptor = openSync(path, O_APPEND | O_CREAT | O_RDWR, 0o600)
  } catch (cause) {
    throw unwritable(path, cause)
  }
  const put = (text: string) => {
    try {
      writeSync(descriptor, text)
    } catch (cause) {
      throw unwritable(path, cause)
    }
  }
  let torn: boolean
  try {
    torn = endsMidLine(descriptor)
  } catch (cause) {
    closeSync(descriptor)
    throw unwritable(path, cause)
  }
  let open = true
  if (torn) put('\n')
  return {
    append: (line) => put(`${line}\n`),
    close: () => {
      if (open) closeSync(descriptor)
      open = false
    },
  }
}
