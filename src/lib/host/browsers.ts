import {readFile, stat} from 'node:fs/promises'
import type {LookLimit} from '../ports/host-facts.ts'
import type {Browser, Browsers} from '../workstation/browsers.ts'
import type {RunCommand} from './run-command.ts'
import {windowsProgram} from './windows-program.ts'

type Find = readonly [name: Browser['name'], path: string]

const linuxFirefox = ['/usr/lib/firefox', '/usr/lib/firefox-esr', '/usr/lib64/firefox', '/opt/firefox']
const linuxOthers: readonly Find[] = [
  ['Chrome', '/opt/google/chrome/chrome'],
  ['Edge', '/opt/microsoft/msedge/msedge'],
  ['Chromium', '/usr/lib/chromium/chromium'],
]
const macApplications: readonly Find[] = [
  ['Firefox', '/Applications/Firefox.app/Contents/Info.plist'],
  ['Chrome', '/Applications/Google Chrome.app/Contents/Info.plist'],
  ['Edge', '/Applications/Microsoft Edge.app/Contents/Info.plist'],
]
/** Where each says its version in the registry. */
const registryKeys: readonly (readonly [name: Browser['name'], key: string, value: string])[] = [
  ['Firefox', 'HKLM\\SOFTWARE\\Mozilla\\Mozilla Firefox', 'CurrentVersion'],
  ['Chrome', 'HKCU\\Software\\Google\\Chrome\\BLBeacon', 'version'],
  ['Edge', 'HKCU\\Software\\Microsoft\\Edge\\BLBeacon', 'version'],
]

/** Browsers by what their installation says of itself; none of them is started. */
export async function lookForBrowsers(
  platform: NodeJS.Platform,
  run: RunCommand,
  limit: LookLimit,
): Promise<Browsers> {
  if (platform === 'win32') return onWindows(run, limit)
  if (platform === 'darwin') return {found: (await Promise.all(macApplications.map(fromPlist))).flat()}
  const firefox = await Promise.all(linuxFirefox.map(fromApplicationIni))
  const others = await Promise.all(linuxOthers.map(fromPath))
  const module = await isThere('/usr/lib64/mozilla/pkcs11-modules/cps3.json')
  const found = [...firefox.flat(), ...others.flat()]
  return found.some(({name}) => name === 'Firefox') ? {found, firefoxModule: module} : {found}
}

async function fromApplicationIni(folder: string): Promise<readonly Browser[]> {
  const text = await readFile(`${folder}/application.ini`, 'utf8').catch(() => undefined)
  if (text === undefined) return []
  const version = /^Version=([\w.]{1,30})\r?$/m.exec(text)?.[1]
  return [{name: 'Firefox', by: 'application.ini', ...(version === undefined ? {} : {version})}]
}

async function fromPath([name, path]: Find): Promise<readonly Browser[]> {
  return (await isThere(path)) ? [{name, by: path}] : []
}

async function fromPlist([name, path]: Find): Promise<readonly Browser[]> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return []
  const version = /<key>CFBundleShortVersionString<\/key>\s*<string>([\w.]{1,30})<\/string>/.exec(text)?.[1]
  return [{name, by: 'Info.plist', ...(version === undefined ? {} : {version})}]
}

async function onWindows(run: RunCommand, {timeoutMs, signal}: LookLimit): Promise<Browsers> {
  const limits = {timeoutMs, ...(signal ? {signal} : {})}
  const ask = async (key: string, value?: string) => {
    const outcome = await run(windowsProgram('reg'), ['query', key, ...(value ? ['/v', value] : [])], limits)
    return outcome.kind === 'done' ? outcome : undefined
  }
  const found: Browser[] = []
  for (const [name, key, value] of registryKeys) {
    const version = registryValue((await ask(key, value))?.stdout ?? '', value)
    if (version !== undefined) found.push({name, version, by: key.split('\\')[0] ?? key})
  }
  const module = await ask('HKLM\\SOFTWARE\\Mozilla\\PKCS11Modules\\cps3')
  const ccm = await run(
    windowsProgram('tasklist'),
    ['/fi', 'IMAGENAME eq CCM.exe', '/fo', 'csv', '/nh'],
    limits,
  )
  return {
    found,
    ...(module ? {firefoxModule: module.exit === 0} : {}),
    ...(ccm.kind === 'done' ? {ccmRunning: /^"CCM\.exe",/im.test(ccm.stdout)} : {}),
  }
}

/** `    version    REG_SZ    130.0.1`: names of types are not localised. */
export function registryValue(text: string, name: string): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^\s+(\S+)\s+REG_SZ\s+(\S.{0,80}?)\s*$/.exec(line) ?? []
    if (key?.toLowerCase() === name.toLowerCase()) return value
  }
  return undefined
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
