import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {describe} from 'vitest'

const here = dirname(fileURLToPath(import.meta.url))

/**
 * Folder of third-party schemas, rules and CA certificates that the project uses when present and never holds:
 * `DMP_SHARED_DATA`, else `../shared/data` beside the checkout.
 */
export function sharedData(): string | undefined {
  const folder = process.env['DMP_SHARED_DATA'] ?? resolve(here, '../../../shared/data')
  return existsSync(join(folder, 'README.md')) ? folder : undefined
}

export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
}

/** Saxon-HE as Debian installs it. */
export const saxonJar = '/usr/share/java/Saxon-HE.jar'

export type Requirement =
  | {readonly program: string; readonly package: string}
  | {readonly file: string; readonly package: string}
  | 'shared-data'

/** What is missing of `needs`, in words for the summary; empty when everything is there. */
export function missing(needs: readonly Requirement[]): string[] {
  return needs.flatMap((need) => {
    if (need === 'shared-data') return sharedData() ? [] : ['third-party schemas (DMP_SHARED_DATA)']
    if ('program' in need)
      return hasProgram(need.program) ? [] : [`${need.program} (Debian package ${need.package})`]
    return existsSync(need.file) ? [] : [`${need.file} (Debian package ${need.package})`]
  })
}

/** A group of tests that needs something of the machine: skipped loudly, by name, when it is not there. */
export function describeWith(needs: readonly Requirement[], name: string, body: () => void): void {
  const lacking = missing(needs)
  if (lacking.length === 0) describe(name, body)
  else describe.skip(`${name} [skipped: needs ${lacking.join(', ')}]`, body)
}
