import {readFile} from 'node:fs/promises'
import {machine, release, version} from 'node:os'
import {clockSync} from '../config/clock-sync.ts'
import type {HostLook} from '../ports/host-facts.ts'
import type {HostFacts} from '../workstation/host-facts.ts'
import {sessionOf} from '../workstation/session.ts'
import {lookForBrowsers} from './browsers.ts'
import {findGalss} from './galss.ts'
import {listeners} from './listeners.ts'
import {runCommand} from './run-command.ts'
import {windowsClock} from './windows-clock.ts'

/** The machine on which the program runs. Files are read and commands of the system asked; nothing is changed. */
export const localHost: HostLook = {
  host: async () => hostFacts(),
  async clockSync(limit) {
    if (process.platform === 'win32') return windowsClock(runCommand, limit)
    return clockSync(process.platform, async (program, args) => {
      const outcome = await runCommand(program, args, limit)
      return outcome.kind === 'done' && outcome.exit === 0 ? outcome.stdout : undefined
    })
  },
  localPorts: (ports, limit) => listeners(process.platform, ports, runCommand, limit),
  galss: (limit) => findGalss(process.platform, process.env, runCommand, limit),
  browsers: (limit) => lookForBrowsers(process.platform, runCommand, limit),
}

async function hostFacts(): Promise<HostFacts> {
  const {platform, env, arch, versions} = process
  return {
    platform,
    system: await systemName(platform),
    machineArch: machineArch(platform, env, machine()),
    nodeArch: arch,
    nodeVersion: versions.node,
    // Windows does not say it without running a program; nothing here needs it.
    elevated: process.getuid ? process.getuid() === 0 : 'untold',
    session: sessionOf(env, platform),
  }
}

async function systemName(platform: NodeJS.Platform): Promise<string> {
  if (platform === 'win32') return `${version()} ${release()}`
  if (platform === 'darwin') return `macOS (Darwin ${release()})`
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return /^PRETTY_NAME="?([^"\n]{1,80})"?$/m.exec(text)?.[1] ?? `${platform} ${release()}`
}

const architectures: Readonly<Record<string, string>> = {
  x86_64: 'x64',
  amd64: 'x64',
  aarch64: 'arm64',
  arm64: 'arm64',
  i386: 'ia32',
  i686: 'ia32',
  x86: 'ia32',
}

/** Under emulation Windows on ARM names the emulated processor, and the true one in the description of it. */
export function machineArch(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  told: string,
): string {
  if (platform !== 'win32') return architectures[told.toLowerCase()] ?? told
  if (/^ARM/i.test(env['PROCESSOR_IDENTIFIER'] ?? '')) return 'arm64'
  const name = env['PROCESSOR_ARCHITEW6432'] ?? env['PROCESSOR_ARCHITECTURE'] ?? told
  return architectures[name.toLowerCase()] ?? name
}
