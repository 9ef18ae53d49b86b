import {mkdtempSync, rmSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {watchPcscd} from '../../../src/lib/pcsc/pcscd.ts'
import type {ReaderInventory} from '../../../src/lib/ports/card-readers.ts'
import {describeWithPcscd, startPcscd} from '../../support/pcscd.ts'
import {CPS3, VITALE} from '../../support/situations/bench.ts'

const cardsOf = (inventory: ReaderInventory | undefined) =>
  inventory?.kind === 'listed' ? inventory.readers.map(({atr = ''}) => atr.slice(0, 4)) : []

describeWithPcscd('a watch of the readers', () => {
  it('tells how they are, then each card as it comes in or goes, and ends with the service', async () => {
    const bench = await startPcscd()
    try {
      await bench.insert(0, CPS3)
      const seen: ReaderInventory[] = []
      const over = new AbortController()
      const watching = watchPcscd({env: bench.env, signal: over.signal}, (now) => seen.push(now))
      await expect.poll(() => cardsOf(seen[0])).toEqual(['3BAC', ''])
      await bench.insert(1, VITALE)
      // Told by the event: nobody asks here.
      await expect.poll(() => cardsOf(seen.at(-1))).toEqual(['3BAC', '3B75'])
      await bench.remove(1)
      await expect.poll(() => cardsOf(seen.at(-1))).toEqual(['3BAC', ''])
      expect(seen.length).toBeLessThan(12)
      await bench.stopService()
      expect(await watching).toBe(false)
    } finally {
      await bench.stop()
    }
  }, 30_000)
})

it('ends where the service does not tell, and where there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-watch-'))
  const path = join(folder, 'silent')
  /** Agrees on a version, and answers no wait at once. */
  const server = createServer((socket) => {
    socket.once('data', () => {
      const version = Buffer.alloc(12)
      version.writeInt32LE(4, 0)
      version.writeInt32LE(4, 4)
      socket.write(version)
    })
    socket.on('error', () => {})
  })
  try {
    await new Promise<void>((listening) => server.listen(path, listening))
    const told: ReaderInventory[] = []
    const signal = new AbortController().signal
    const watch = (socket: string) =>
      watchPcscd({env: {PCSCLITE_CSOCK_NAME: socket}, signal}, (now) => told.push(now))
    expect(await watch(path)).toBe(false)
    expect(await watch(join(folder, 'nobody'))).toBe(false)
    expect(told).toEqual([])
  } finally {
    server.close()
    rmSync(folder, {recursive: true, force: true})
  }
})
