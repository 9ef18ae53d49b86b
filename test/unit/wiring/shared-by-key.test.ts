import {expect, it} from 'vitest'
import {sharedByKey} from '../../../src/wiring/shared-by-key.ts'

it('opens a thing once for all who use it, and closes it with the last of them', async () => {
  const log: string[] = []
  const lend = sharedByKey<string>(async (value) => void log.push(`close ${value}`))
  const make = (name: string) => async () => {
    log.push(`open ${name}`)
    return name
  }
  const [one, two] = await Promise.all([lend('a', make('a')), lend('a', make('a'))])
  const other = await lend('b', make('b'))
  expect(log).toEqual(['open a', 'open b'])
  await one.release()
  await one.release()
  await other.release()
  expect(log).toEqual(['open a', 'open b', 'close b'])
  await two.release()
  expect(log.at(-1)).toBe('close a')
  await (await lend('a', make('a'))).release()
  expect(log.filter((line) => line === 'open a')).toHaveLength(2)
})

it('tries again what could not be opened', async () => {
  const lend = sharedByKey<string>(async () => undefined)
  await expect(lend('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect((await lend('a', async () => 'here')).value).toBe('here')
})
