import type {CommandOutcome, RunCommand} from '../host/run-command.ts'
import type {CardReaders, ReaderBackend, ReaderInventory, UsbInventory} from '../ports/card-readers.ts'
import {readCertutil} from './certutil.ts'
import {askPcscd, watchPcscd} from './pcscd.ts'
import {readSysfsUsb} from './sysfs-usb.ts'
import {readSystemProfiler} from './system-profiler.ts'
import {readIoreg, readPnpDevices} from './usb-listings.ts'

export interface CardReadersOptions {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly run: RunCommand
}

type Limit = Parameters<CardReaders['list']>[0]

/** The readers of this workstation by the means of its system, none of which needs a native module. */
export function cardReaders({platform, env, run}: CardReadersOptions): CardReaders {
  if (platform === 'linux')
    return {
      list: (limit) => askPcscd({env, ...limit}),
      watch: (onChange, signal) => watchPcscd({env, signal}, onChange),
      usb: () => readSysfsUsb(),
    }
  if (platform === 'win32') return windowsReaders(run, env['SystemRoot'] ?? 'C:\\Windows')
  if (platform === 'darwin') return macReaders(run)
  return {
    list: async () => ({kind: 'failed', backend: 'none', reason: 'unavailable', detail: platform}),
    usb: async () => ({kind: 'untold', reason: 'unavailable'}),
  }
}

/** `-silent`: certutil opens no window for a PIN. Programs are named by their full path: the PATH decides nothing. */
function windowsReaders(run: RunCommand, systemRoot: string): CardReaders {
  const system = `${systemRoot}\\System32`
  const script =
    '[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-PnpDevice -Class SmartCardReader -PresentOnly' +
    ' -ErrorAction SilentlyContinue | Select-Object FriendlyName,Status,InstanceId | ConvertTo-Json -Compress'
  return {
    list: async (limit) =>
      inventoryOf(
        'certutil',
        await run(`${system}\\certutil.exe`, ['-scinfo', '-silent'], limit),
        readCertutil,
      ),
    usb: async (limit) =>
      usbOf(
        await run(
          `${system}\\WindowsPowerShell\\v1.0\\powershell.exe`,
          ['-NoProfile', '-NonInteractive', '-Command', script],
          limit,
        ),
        readPnpDevices,
      ),
  }
}

function macReaders(run: RunCommand): CardReaders {
  const profiler = '/usr/sbin/system_profiler'
  return {
    list: async (limit: Limit) =>
      inventoryOf(
        'system_profiler',
        await run(profiler, ['SPSmartCardsDataType'], limit),
        readSystemProfiler,
      ),
    usb: async (limit) => usbOf(await run('/usr/sbin/ioreg', ['-p', 'IOUSB', '-l', '-w0'], limit), readIoreg),
  }
}

/** What a command said before it had to be stopped is read too: certutil lists readers first, and hangs later. */
function inventoryOf(
  backend: ReaderBackend,
  outcome: CommandOutcome,
  read: (text: string, ending: 'done' | 'cut') => ReaderInventory,
): ReaderInventory {
  switch (outcome.kind) {
    case 'done':
      return read(`${outcome.stdout}\n${outcome.stderr}`, 'done')
    case 'timeout':
    case 'too-long':
      return read(outcome.stdout, 'cut')
    case 'missing':
      return {kind: 'failed', backend, reason: 'unavailable', detail: outcome.detail}
    case 'failed':
      return {kind: 'failed', backend, reason: 'unreadable', detail: outcome.detail}
  }
}

function usbOf(
  outcome: CommandOutcome,
  read: (text: string) => ReturnType<typeof readPnpDevices>,
): UsbInventory {
  if (outcome.kind !== 'done') return {kind: 'untold', reason: outcome.kind}
  const devices = read(outcome.stdout)
  return devices === undefined ? {kind: 'untold', reason: 'unreadable'} : {kind: 'listed', devices}
}
