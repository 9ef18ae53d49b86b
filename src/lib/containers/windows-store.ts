import type {StoreEntry} from './container.ts'
import type {Parts} from './parts.ts'

/**
 * What Windows says of a certificate store, captured on the machine that has it. Two captures are read: the JSON of
 * PowerShell's `Cert:` drive, which holds the certificates, and the text of `certutil -store -v`, French or English,
 * which only describes them.
 */
export function isWindowsStore(text: string): boolean {
  const head = text.slice(0, 4096).trimStart()
  if (/^[[{]/.test(head)) return /"(Thumbprint|RawData)"/i.test(text)
  return /^={8,} ?[^=\n]{1,60} ?={8,}[ \t\r]*$/m.test(head)
}

export function addWindowsStore(parts: Parts, text: string): void {
  if (/^\s*[[{]/.test(text)) addPowerShell(parts, text)
  else addCertutil(parts, text)
}

type Facts = Readonly<Record<string, unknown>>

function addPowerShell(parts: Parts, text: string): void {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    parts.problem('store', 'windows:json')
    return
  }
  const wrapped = isFacts(parsed) && Array.isArray(parsed['value']) ? parsed['value'] : parsed
  const list: readonly unknown[] = Array.isArray(wrapped) ? wrapped : [wrapped]
  list.forEach((item, index) => {
    const part = `certificate ${index + 1}`
    if (isFacts(item)) addEntry(parts, item, part)
    else parts.problem(part, 'windows:entry')
  })
}

function addEntry(parts: Parts, item: Facts, part: string): void {
  const der = bytesOf(item['RawData'])
  const friendlyName = textOf(item['FriendlyName'])
  const at = der && parts.certificate(der, part, friendlyName)
  const own = facts(facts(item['PrivateKey'])['CspKeyContainerInfo'])
  const keyFacts = {...own, ...item}
  const hasPrivateKey = typeof item['HasPrivateKey'] === 'boolean' ? item['HasPrivateKey'] : undefined
  const exportable = [keyFacts['Exportable'], own['Exportable']].find((value) => typeof value === 'boolean')
  const provider = textOf(keyFacts['Provider']) || textOf(keyFacts['ProviderName'])
  const container = textOf(keyFacts['KeyContainer']) || textOf(keyFacts['KeyContainerName'])
  const readers = Array.isArray(item['Readers'])
    ? item['Readers'].filter((one) => typeof one === 'string')
    : undefined
  const certificate = at === undefined ? undefined : parts.certificates[at]
  const thumbprint =
    certificate?.sha1.hex ??
    textOf(item['Thumbprint'])
      .replace(/[^0-9a-f]/gi, '')
      .toLowerCase()
  parts.storeEntries.push({
    store: storeName(textOf(item['PSParentPath'])),
    thumbprint,
    ...(friendlyName ? {friendlyName} : {}),
    ...(textOf(item['Subject']) ? {subject: textOf(item['Subject'])} : {}),
    ...(hasPrivateKey === undefined ? {} : {hasPrivateKey}),
    ...(typeof exportable === 'boolean' ? {exportable} : {}),
    ...(provider ? {provider} : {}),
    ...(readers ? {readers} : {}),
  })
  if (hasPrivateKey)
    parts.keys.push({
      form: 'windows-store',
      encrypted: true,
      ...(provider ? {encryption: provider} : {}),
      ...(container ? {alias: container} : {}),
      ...(at === undefined ? {} : {certificate: at}),
    })
}

/** `Microsoft.PowerShell.Security\Certificate::LocalMachine\My` → `LocalMachine\My`. */
function storeName(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1)
}

/** Base64, or the list of numbers that `ConvertTo-Json` makes of bytes. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return new Uint8Array(Buffer.from(value, 'base64'))
  // PowerShell 5 wraps a list that it made itself
  const list = isFacts(value) ? value['value'] : value
  return Array.isArray(list) ? Uint8Array.from(list.map(Number)) : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function facts(value: unknown): Facts {
  return isFacts(value) ? value : {}
}

const sections = /^={8,} ?[^=\n]{1,60} ?={8,}[ \t\r]*$/m
// the console writes accents in a code page of its own: they are passed over
const lines = {
  thumbprint: /\(sha1\)[ \t]*:[ \t]*([0-9a-f][0-9a-f ]{39,60})/i,
  subject: /^(?:Subject|Objet|Sujet)[ \t]*:[ \t\r\n]{1,20}(\S.*)$/m,
  provider: /^[ \t]*(?:Provider|Fournisseur)[ \t]*=[ \t]*(\S.*)$/m,
  container: /^[ \t]*(?:Unique container name|Key Container|Conteneur de cl\S{1,3})[ \t]*[:=][ \t]*(\S.*)$/m,
  friendlyName: /^[ \t]*CERT_FRIENDLY_NAME_PROP_ID\(11\):[ \t\r\n]{1,20}(\S.*)$/m,
  notExportable:
    /private key is not exportable|cl\S{1,3} priv\S{1,3}e[^\n]{0,30}(?:pas|non)[^\n]{0,20}export/i,
  exportable: /private key is exportable|cl\S{1,3} priv\S{1,3}e[^\n]{0,40}export/i,
}

function addCertutil(parts: Parts, text: string): void {
  const [head = '', ...chunks] = text.split(sections)
  const store = /^(\S{1,80})(?: ".*")?[ \t\r]*$/m.exec(head)?.[1] ?? ''
  for (const [index, chunk] of chunks.entries()) {
    const thumbprint = lines.thumbprint.exec(chunk)?.[1]?.replaceAll(' ', '').toLowerCase()
    if (thumbprint === undefined) {
      parts.problem(`certificate ${index + 1}`, 'windows:no-thumbprint')
      continue
    }
    const entry = describedBy(chunk, store, thumbprint)
    const container = found(chunk, 'container')
    parts.storeEntries.push(entry)
    if (entry.hasPrivateKey)
      parts.keys.push({
        form: 'windows-store',
        encrypted: true,
        ...(entry.provider ? {encryption: entry.provider} : {}),
        ...(container ? {alias: container} : {}),
      })
  }
}

function describedBy(chunk: string, store: string, thumbprint: string): StoreEntry {
  const subject = found(chunk, 'subject')
  const provider = found(chunk, 'provider')
  const friendlyName = found(chunk, 'friendlyName')
  const locked = lines.notExportable.test(chunk)
  return {
    store,
    thumbprint,
    ...(friendlyName ? {friendlyName} : {}),
    ...(subject ? {subject} : {}),
    hasPrivateKey: provider !== undefined || found(chunk, 'container') !== undefined,
    ...(locked || lines.exportable.test(chunk) ? {exportable: !locked} : {}),
    ...(provider ? {provider} : {}),
  }
}

function found(
  chunk: string,
  name: 'subject' | 'provider' | 'container' | 'friendlyName',
): string | undefined {
  return lines[name].exec(chunk)?.[1]?.trim()
}
