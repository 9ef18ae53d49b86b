import {once} from 'node:events'
import type {TextOutput} from '../ports/outputs.ts'
import {unwritable} from './unwritable.ts'

/** Bytes handed to the system at once, as files. */
const GATHERED = 64 * 1024

/** The standard output as a file that grows: what was handed over cannot be taken back. */
export function standardOutput(stream: NodeJS.WritableStream = process.stdout): TextOutput {
  let gathered: (string | Uint8Array)[] = []
  let length = 0
  const pass = async () => {
    const held = gathered
    gathered = []
    length = 0
    const whole = Buffer.concat(held.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
    if (whole.length > 0 && !stream.write(whole)) await once(stream, 'drain')
  }
  const orTell = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (cause) {
      throw unwritable('-', cause)
    }
  }
  return {
    async write(content) {
      gathered.push(content)
      length += content.length
      if (length >= GATHERED) await orTell(pass)
    },
    finish: () =>
      orTell(async () => {
        await pass()
        await new Promise<void>((resolve, reject) => {
          stream.write('', (error) => (error ? reject(error) : resolve()))
        })
      }),
    discard: async () => {
      gathered = []
      length = 0
    },
  }
}
