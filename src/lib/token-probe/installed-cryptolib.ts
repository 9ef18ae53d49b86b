import type {RunCommand} from '../host/run-command.ts'
import {windowsProgram} from '../host/windows-program.ts'
import type {LookLimit} from '../ports/host-facts.ts'
import type {InstalledCryptolib} from '../workstation/cps-module.ts'

const untold: InstalledCryptolib = {state: 'untold'}
const registryKeys = [
  'HKLM\\SOFTWARE\\ASIP\\Cryptolib CPS',
  'HKLM\\SOFTWARE\\WOW6432Node\\ASIP\\Cryptolib CPS',
]

/**
 * Which Cryptolib CPS the installer left: the registry on Windows, the RPM database on Linux. macOS has no place that is
 * published.
 */
export async function installedCryptolib(
  platform: NodeJS.Platform,
  run: RunCommand,
  {timeoutMs, signal}: LookLimit,
): Promise<InstalledCryptolib> {
  const limits = {timeoutMs, ...(signal ? {signal} : {})}
  if (platform === 'win32') {
    for (const key of registryKeys) {
      const outcome = await run(windowsProgram('reg'), ['query', key, '/v', 'Version'], limits)
      const version = outcome.kind === 'done' ? registryVersion(outcome.stdout) : undefined
      if (version !== undefined) return {state: 'told', version, by: key.replace('SOFTWARE\\', '')}
    }
    return untold
  }
  if (platform !== 'linux') return untold
  const outcome = await run('rpm', ['-q', '--qf', '%{VERSION}\\n', 'CryptolibCPS'], limits)
  const version = outcome.kind === 'done' && outcome.exit === 0 ? rpmVersion(outcome.stdout) : undefined
  return version === undefined ? untold : {state: 'told', version, by: 'rpm'}
}

/** `    Version    REG_SZ    5.2.6` of `reg query`: the type is never translated. */
export function registryVersion(output: string): string | undefined {
  return /^\s*Version\s+REG_SZ\s+v?(\d{1,4}(?:\.\d{1,6}){1,3})\s*$/im.exec(output)?.[1]
}

export function rpmVersion(output: string): string | undefined {
  return /^(\d{1,4}(?:\.\d{1,6}){1,3})$/m.exec(output)?.[1]
}
