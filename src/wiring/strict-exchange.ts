import {join} from 'node:path'
import type {StrictExchange} from '../lib/ports/strict-exchange.ts'

/** The rules of the embedded DMP; they load when an exchange is examined, never otherwise. */
export function strictExchange(root: string): StrictExchange {
  return {
    async open(means) {
      const {openExaminer} = await import('../lib/sandbox/examination/examine.ts')
      return openExaminer({...means, dataFolder: join(root, 'data')})
    },
  }
}
