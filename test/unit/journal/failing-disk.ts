import type {DatabaseSync, StatementSync} from 'node:sqlite'
import {connect} from '../../../src/lib/journal/connect.ts'
import type {Connect} from '../../../src/lib/journal/store.ts'

export interface FailingDisk {
  readonly connect: Connect
  /** The n-th write from now fails, and those after it too when `lasting`. */
  arm(n: number, lasting?: boolean): void
  disarm(): void
}

/** A connection whose n-th write fails as a full disk or a broken one does. */
export function failingDisk(errcode: number): FailingDisk {
  let left = Number.POSITIVE_INFINITY
  let isLasting = false
  const count = (sql: string) => {
    if (!/^\s*(INSERT|UPDATE|DELETE|COMMIT)/i.test(sql)) return
    left--
    if (left === 0 || (isLasting && left < 0)) throw Object.assign(new Error('injected'), {errcode})
  }
  return {
    arm: (n, lasting = false) => {
      left = n
      isLasting = lasting
    },
    disarm: () => {
      left = Number.POSITIVE_INFINITY
    },
    connect: (path, options) => {
      const real = connect(path, options)
      return {
        close: () => real.close(),
        exec: (sql: string) => {
          count(sql)
          real.exec(sql)
        },
        prepare: (sql: string) => {
          const statement = real.prepare(sql)
          return new Proxy(statement, {
            get: (target, name) =>
              name === 'run'
                ? (...values: Parameters<StatementSync['run']>) => {
                    count(sql)
                    return target.run(...values)
                  }
                : (Reflect.get(target, name) as () => unknown).bind(target),
          })
        },
      } as DatabaseSync
    },
  }
}
