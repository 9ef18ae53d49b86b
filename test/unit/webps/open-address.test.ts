import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {addressOpener} from '../../../src/lib/host/open-address.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-opener-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))
const address = 'https://web-ps.example/AccesDirect/Documents/2$(id)'
const {signal} = new AbortController()
const program = join(folder, 'xdg-open')
const kept = join(folder, 'kept')

function plant(script: string): void {
  writeFileSync(program, `#!/bin/sh\n${script}\n`)
  chmodSync(program, 0o755)
}
const open = (env: Record<string, string>, patienceMs = 5000) =>
  addressOpener({platform: 'linux', env: {DISPLAY: ':0', PATH: folder, ...env}, patienceMs})(address, signal)

describe('the opener of the system', () => {
  it('is given the address as its one argument, and none of our settings', async () => {
    plant(`printf '%s\\n' "$#" "$1" "\${DMP_JOURNAL_PATH-none}" "\${PGPASSWORD-none}" "$DISPLAY" > ${kept}`)
    const env = {DMP_JOURNAL_PATH: '/somewhere', PGPASSWORD: 'secret'}
    expect(await open(env)).toEqual({kind: 'handed-over', program})
    expect(readFileSync(kept, 'utf8')).toBe(`1\n${address}\nnone\nnone\n:0\n`)
  })

  it('is told with its code when it fails', async () => {
    plant('exit 3')
    expect(await open({})).toEqual({kind: 'failed', program, detail: '3'})
  })

  it('is left alone when it is the browser itself', async () => {
    plant(`PATH=/usr/bin:/bin exec sleep 2`)
    expect(await open({}, 20)).toEqual({kind: 'running', program})
  })

  it('is not taken from a relative folder, and not looked for without a screen', async () => {
    expect(await open({PATH: '.:relative'})).toEqual({kind: 'missing', program: 'xdg-open'})
    expect(await open({DISPLAY: ''})).toEqual({kind: 'no-screen', program: 'xdg-open'})
  })
})
