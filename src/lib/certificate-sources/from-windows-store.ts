import {execFile} from 'node:child_process'
import type {Container} from '../containers/container.ts'
import {readContainer, unreadableSource} from '../containers/read-container.ts'

const form = /^windows:(CurrentUser|LocalMachine)[\\/]([A-Za-z]{1,40})$/
const timeoutMs = 30_000
const maxBytes = 64 << 20

/** What PowerShell is asked, here and in the captures that a user brings from another machine. */
export function storeScript(place: string, store: string): string {
  return [
    `Get-ChildItem 'Cert:\\${place}\\${store}' | ForEach-Object {`,
    '$k = $_.PrivateKey.CspKeyContainerInfo;',
    '[pscustomobject]@{PSParentPath=$_.PSParentPath; Thumbprint=$_.Thumbprint; FriendlyName=$_.FriendlyName;',
    'Subject=$_.Subject; HasPrivateKey=$_.HasPrivateKey; Exportable=$k.Exportable; Provider=$k.ProviderName;',
    'KeyContainer=$k.UniqueKeyContainerName; RawData=[Convert]::ToBase64String($_.RawData)} }',
    '| ConvertTo-Json -Depth 3 -Compress',
  ].join(' ')
}

/**
 * A certificate store of this Windows machine, through PowerShell; elsewhere a capture is read instead.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE
 */
export async function fromWindowsStore(name: string, signal: AbortSignal | undefined): Promise<Container> {
  const [, place, store] = form.exec(name) ?? []
  if (place === undefined || store === undefined) throw unreadableSource(name, 'windows-store-name')
  if (process.platform !== 'win32') throw unreadableSource(name, 'windows-only')
  const text = await printed(storeScript(place, store), name, signal)
  if (text.trim() === '') throw unreadableSource(name, 'no-certificate')
  return readContainer(Buffer.from(text, 'utf8'), name)
}

function printed(script: string, name: string, signal: AbortSignal | undefined): Promise<string> {
  const args = ['-NoProfile', '-NonInteractive', '-Command', script]
  const options = {timeout: timeoutMs, maxBuffer: maxBytes, windowsHide: true, ...(signal ? {signal} : {})}
  return new Promise((resolve, reject) => {
    execFile('powershell.exe', args, options, (error, stdout) => {
      if (error) reject(unreadableSource(name, 'windows-store', error))
      else resolve(stdout)
    })
  })
}
