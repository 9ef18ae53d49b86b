import {spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {readContainer} from '../../src/lib/containers/read-container.ts'
import type {Place} from './place.ts'
import type {Measured} from './row.ts'

/** Every file read and parsed, nothing more: the least that an inventory could do. */
const bareLoop = `
const {readdirSync, readFileSync} = require('node:fs')
const {X509Certificate} = require('node:crypto')
let count = 0
const walk = (folder) => {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    const path = folder + '/' + entry.name
    if (entry.isDirectory()) walk(path)
    else if (new X509Certificate(readFileSync(path))) count += 1
  }
}
walk(process.argv[1])
process.exitCode = count === Number(process.argv[2]) ? 0 : 1
`

/**
 * Certificates of as many subjects and serial numbers, half of them PEM, a hundred in a folder. Their signatures are
 * wrong: an inventory checks none.
 */
function writeCertificates(place: Place, count: number): string {
  const path = join(place.box, 'main-sign.p12')
  const {leaf} = readContainer(readFileSync(path), path)
  const name = leaf?.subject.commonName
  if (!leaf || name === undefined) throw new Error(`no certificate in ${path}`)
  const folder = join(place.folder, 'files/certificates')
  const template = Buffer.from(leaf.der)
  const digits = template.lastIndexOf(name) + name.length - 6
  const serial = template.indexOf(Buffer.from(leaf.serial.hex, 'hex'))
  if (digits < 0 || serial < 0) throw new Error(`the certificate of ${path} has another layout`)
  for (let n = 0; n < count; n++) {
    const der = Buffer.from(template)
    der.write(String(n).padStart(6, '0'), digits, 'latin1')
    der.writeUInt32BE(n, serial + 2)
    const file = join(folder, String(Math.floor(n / 100)), `${n}.${n % 2 === 0 ? 'cer' : 'pem'}`)
    mkdirSync(dirname(file), {recursive: true})
    const lines = der.toString('base64').replace(/(.{64})/g, '$1\n')
    const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
    writeFileSync(file, n % 2 === 0 ? der : pem, {mode: 0o600})
  }
  return folder
}

/** Files a second of one whole process. @throws Error when it did not see them all */
function pace(place: Place, args: readonly string[], count: number, seen?: RegExp): number {
  const started = performance.now()
  const {status, stdout, stderr} = spawnSync(process.execPath, [...args], {
    env: {...place.env},
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0 || (seen && !seen.test(stdout.replace(/\s/g, ''))))
    throw new Error(`exit ${status}: ${args.at(-1)}\n${stderr}\n${stdout.slice(-500)}`)
  return count / seconds
}

/** `dmp cert scan` of a tree of certificates beside a bare loop over them. */
export function measureCertificates(place: Place, rounds: number, count: number): Measured[] {
  const folder = writeCertificates(place, count)
  const scan = [place.program, 'cert', 'scan', folder]
  const bare = ['-e', bareLoop, folder, String(count)]
  const seen = new RegExp(`(?<!\\d)${count}certificats`)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const paces = [pace(place, scan, count, seen), pace(place, bare, count)] as const
    // the first fills the caches of the system
    if (round === 0) continue
    ours.push(paces[0])
    theirs.push(paces[1])
  }
  const name = `\`dmp cert scan\` of ${count} files`
  const reference = 'a bare loop that reads and parses them with X509Certificate'
  return [{group: 'certificates', name, reference, unit: 'files/s', ours, theirs, atLeast: 0.6}]
}
