import {describe, expect, it} from 'vitest'
import {
  askProgram,
  clockSync,
  readChronyTracking,
  readTimedatectl,
} from '../../../src/lib/config/clock-sync.ts'

// Laid out as `chronyc -c tracking` of chrony 4 prints it.
const CHRONY =
  'C0A80101,192.168.1.1,3,1772442000.123456789,-0.000012,0.000034,0.000056,-4.2,0.001,0.05,0.01,0.002,64.2,Normal\n'
const absent = async () => undefined
const never = async () => undefined

describe('the synchronisation of the clock', () => {
  it('is what chrony says', () => {
    expect(readChronyTracking(CHRONY)).toEqual({
      state: 'synchronised',
      by: 'chronyc',
      lastAt: 1_772_442_000_123,
    })
    expect(readChronyTracking(CHRONY.replace('Normal', 'Not synchronised'))).toEqual({
      state: 'not-synchronised',
      by: 'chronyc',
    })
  })

  it.each(['', 'garbage', '506 Cannot talk to daemon', ',,,,,,,,,,,,,'])('is not read from %j', (text) => {
    expect(readChronyTracking(text)?.state).not.toBe('synchronised')
    expect(readTimedatectl(text)).toBeUndefined()
  })

  it('is what systemd says where chrony is absent, with the time of its mark', async () => {
    const ask = async (program: string) =>
      program === 'timedatectl' ? 'Timezone=Europe/Paris\nNTP=yes\nNTPSynchronized=yes\n' : undefined
    expect(await clockSync('linux', ask, async () => 42)).toEqual({
      state: 'synchronised',
      by: 'timedatectl',
      lastAt: 42,
    })
    expect(await clockSync('linux', ask, never)).toEqual({state: 'synchronised', by: 'timedatectl'})
  })

  it('is not kept when systemd says no', async () => {
    expect(await clockSync('linux', async () => 'NTPSynchronized=no\n', never)).toEqual({
      state: 'not-synchronised',
      by: 'timedatectl',
    })
  })

  it('is unknown when nobody answers, and where nobody is asked', async () => {
    expect(await clockSync('linux', absent, never)).toEqual({state: 'unknown'})
    expect(await clockSync('win32', async () => CHRONY, never)).toEqual({state: 'unknown'})
  })

  it('survives a program that is absent or fails', async () => {
    expect(await askProgram('/nonexistent/program', [])).toBeUndefined()
    expect(await askProgram(process.execPath, ['-e', 'process.exit(3)'])).toBeUndefined()
    expect(await askProgram(process.execPath, ['-e', 'process.stdout.write("yes")'])).toBe('yes')
  })
})
