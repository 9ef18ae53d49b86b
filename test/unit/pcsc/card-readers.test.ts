import fc from 'fast-check'
import {expect, it} from 'vitest'
import {decodeOutput} from '../../../src/lib/host/decode-output.ts'
import type {CommandOutcome, RunCommand} from '../../../src/lib/host/run-command.ts'
import {cardReaders} from '../../../src/lib/pcsc/card-readers.ts'
import {certutilText, languages} from './windows-outputs.ts'

const limit = {timeoutMs: 500}
const outcome = (partial: {
  kind: CommandOutcome['kind']
  exit?: number
  stdout?: string
  stderr?: string
  detail?: string
}) => ({exit: 0, stdout: '', stderr: '', detail: '', durationMs: 1, ...partial}) as CommandOutcome
const on = (platform: NodeJS.Platform, answer: CommandOutcome) => {
  const calls: string[][] = []
  const run: RunCommand = async (program, args) => {
    calls.push([program, ...args])
    return answer
  }
  return {calls, readers: cardReaders({platform, env: {SystemRoot: 'D:\\Win'}, run})}
}

it('asks Windows without opening a window, by the full path of its program', async () => {
  const {calls, readers} = on('win32', outcome({kind: 'done', exit: 1, stderr: '0x8010001d'}))
  expect(await readers.list(limit)).toMatchObject({kind: 'no-service', backend: 'certutil'})
  expect(calls).toEqual([['D:\\Win\\System32\\certutil.exe', '-scinfo', '-silent']])
})

it('takes what a hanging or endless command said first', async () => {
  const text = certutilText(languages.de, [{name: 'R 0', states: ['EMPTY']}])
  for (const kind of ['timeout', 'too-long'] as const) {
    const {readers} = on('win32', outcome({kind, stdout: text}))
    expect(await readers.list(limit)).toMatchObject({
      kind: 'listed',
      readers: [{name: 'R 0', card: 'absent'}],
    })
  }
  expect(await on('win32', outcome({kind: 'timeout'})).readers.list(limit)).toMatchObject({reason: 'timeout'})
})

it.each(['win32', 'darwin'] as const)(
  'says of %s without its command that there is no way to look',
  async (platform) => {
    const {readers} = on(platform, outcome({kind: 'missing', detail: 'ENOENT'}))
    expect(await readers.list(limit)).toMatchObject({kind: 'failed', reason: 'unavailable', detail: 'ENOENT'})
    expect(await readers.usb(limit)).toEqual({kind: 'untold', reason: 'missing'})
  },
)

it('says of a system that it does not know that there is no way to look', async () => {
  const {readers} = on('aix', outcome({kind: 'done'}))
  expect(await readers.list(limit)).toMatchObject({kind: 'failed', backend: 'none', reason: 'unavailable'})
  expect(await readers.usb(limit)).toMatchObject({kind: 'untold'})
})

it('makes no reader out of binary noise, in whatever code page it is taken to be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({maxLength: 2000}), async (bytes) => {
      const stdout = decodeOutput(bytes)
      for (const platform of ['win32', 'darwin'] as const)
        for (const kind of ['done', 'timeout', 'too-long'] as const) {
          const read = await on(platform, outcome({kind, stdout})).readers.list(limit)
          expect(read.kind === 'listed' ? read.readers : []).toEqual([])
        }
    }),
    {numRuns: 300},
  )
})
