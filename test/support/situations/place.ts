/**
 * A workstation made for one run of the built program: in a mount namespace of its own it finds the CPS module where its
 * installer puts it, the USB bus, the DNS settings and GALSS that the situation has, and nothing of this machine's.
 */

import {spawn, spawnSync} from 'node:child_process'
import {chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {projectRoot, startEnv} from '../program.ts'

export interface Place {
  /** File to be found at the published path of the module; null: none is installed. */
  readonly module?: string | null
  /** The published path is a link to nowhere. */
  readonly brokenLink?: boolean
  /** Readers on the USB bus, by name. */
  readonly usb?: readonly string[]
  /** Content of `/etc/resolv.conf` and `/etc/hosts`; the machine's own unless given. */
  readonly resolver?: string
  readonly hosts?: string
  /** Content of `galss.ini`. */
  readonly galss?: string
  /** What keeps the clock, as chronyc tells it. */
  readonly clock?: 'kept' | 'not-kept'
  /** Version of Cryptolib CPS, as rpm tells it; without it no rpm knows of any. */
  readonly cryptolib?: string
  /** Who runs the program: root unless said. */
  readonly as?: 'nobody'
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const MODULE = 'opt/santesocial/CPS/lib/libcps3_pkcs11_lux.so'

/** Each part of the place is laid over that of the machine, where there is one. */
const LAY = `place=$1; shift
for part in opt sys usr/local etc/resolv.conf etc/hosts; do
  if [ -e "$place/$part" ]; then mount --bind "$place/$part" "/$part" || exit 99; fi
done
exec "$@"`

export function canMakePlaces(): boolean {
  return (
    spawnSync('unshare', ['-m', '--propagation', 'private', 'mount', '-t', 'tmpfs', 'none', '/opt'])
      .status === 0
  )
}

/** Runs the built program there. */
export async function runInPlace(
  place: Place,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-place-'))
  chmodSync(folder, 0o755)
  const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']
  try {
    layOut(folder, place)
    const path = `${join(folder, 'bin')}:${startEnv['PATH']}`
    return await run(
      [
        ...['-m', '--propagation', 'private', 'sh', '-c', LAY, 'sh', folder],
        ...(place.as === 'nobody' ? nobody : []),
        ...[process.execPath, join(projectRoot, 'bin/run.js'), ...args],
      ],
      {...startEnv, ...env, PATH: path},
    )
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function layOut(folder: string, place: Place): void {
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text, {mode})
  }
  mkdirSync(dirname(join(folder, MODULE)), {recursive: true})
  if (place.brokenLink) symlinkSync('/opt/nowhere.so', join(folder, MODULE))
  else if (place.module) copyFileSync(place.module, join(folder, MODULE))
  mkdirSync(join(folder, 'sys/bus/usb/devices'), {recursive: true})
  for (const [at, name] of (place.usb ?? []).entries()) {
    const device = `sys/bus/usb/devices/1-${at + 1}`
    put(`${device}/idVendor`, '04e6\n')
    put(`${device}/idProduct`, '5810\n')
    put(`${device}/product`, `${name}\n`)
    put(`${device}:1.0/bInterfaceClass`, '0b\n')
  }
  if (place.resolver !== undefined) put('etc/resolv.conf', place.resolver)
  if (place.hosts !== undefined) put('etc/hosts', place.hosts)
  if (place.galss !== undefined) put('usr/local/galss/galss.ini', place.galss)
  const told = place.cryptolib === undefined ? 'exit 1' : `echo '${place.cryptolib}'`
  put('bin/rpm', `#!/bin/sh\n${told}\n`, 0o755)
  const state = place.clock === 'not-kept' ? 'Not synchronised' : 'Normal'
  const stratum = place.clock === 'not-kept' ? '0' : '3'
  const now = (Date.now() / 1000).toFixed(3)
  const fields = ['C0A80001', '192.168.0.1', stratum, now, ...Array.from({length: 9}, () => '0'), state]
  put('bin/chronyc', `#!/bin/sh\necho '${fields.join(',')}'\n`, 0o755)
}

function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn('unshare', args, {env, stdio: ['ignore', 'pipe', 'pipe'], cwd: projectRoot})
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', failed)
    child.on('close', (code) => done({code, stdout, stderr}))
  })
}
