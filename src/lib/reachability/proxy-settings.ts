import type {ProxyFacts} from '../workstation/proxies.ts'

type Told = Extract<ProxyFacts['system'], {state: 'told'}>

const ADDRESS = /^(?:https?:\/\/)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]{1,253}):(\d{1,5})\/?$/

/**
 * `reg query` of the Internet settings: names and types of values are not localised. `ProxyServer` is one address, or one
 * for each protocol (`http=…;https=…`).
 */
export function readInternetSettings(text: string): Told {
  const values = registryValues(text)
  const enabled = Number(values.get('proxyenable') ?? 0) === 1
  const user = enabled ? httpsAddress(values.get('proxyserver') ?? '') : undefined
  return {
    state: 'told',
    by: 'HKCU',
    ...(user === undefined ? {} : {user}),
    script: (values.get('autoconfigurl') ?? '') !== '',
  }
}

/**
 * `WinHttpSettings`: a block of bytes. After its size and a counter stand the flags (2: a proxy is named), the length of
 * the address and the address itself, in ASCII. Anything else is not guessed at.
 */
export function readWinHttp(text: string): string | undefined {
  const hex = registryValues(text).get('winhttpsettings') ?? ''
  if (!/^(?:[0-9A-Fa-f]{2}){12,}$/.test(hex)) return undefined
  const bytes = Buffer.from(hex, 'hex')
  if (bytes.length < 16 || (bytes.readUInt32LE(8) & 2) === 0) return undefined
  const length = bytes.readUInt32LE(12)
  return length <= bytes.length - 16
    ? httpsAddress(bytes.subarray(16, 16 + length).toString('latin1'))
    : undefined
}

/** `scutil --proxy`: `  HTTPSProxy : proxy.example`, one a line, not localised. */
export function readScutil(text: string): Told {
  const value = (name: string) =>
    new RegExp(`^\\s{0,20}${name} : (\\S{1,300})\\s*$`, 'm').exec(text)?.[1] ?? ''
  const named = value('HTTPSEnable') === '1' ? `${value('HTTPSProxy')}:${value('HTTPSPort')}` : ''
  const user = httpsAddress(named)
  return {
    state: 'told',
    by: 'scutil',
    ...(user === undefined ? {} : {user}),
    script: value('ProxyAutoConfigEnable') === '1' || value('ProxyAutoDiscoveryEnable') === '1',
  }
}

/** `    ProxyServer    REG_SZ    proxy:8080`; numbers as `0x1`. Names in lower case. */
function registryValues(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const line of text.slice(0, 1_048_576).split(/\r?\n/)) {
    const [, name, value = ''] =
      /^\s+(\w{1,80})\s+REG_(?:SZ|EXPAND_SZ|DWORD|BINARY)(?:\s+(\S.{0,8000}?))?\s*$/.exec(line) ?? []
    if (name !== undefined) found.set(name.toLowerCase(), value)
  }
  return found
}

function httpsAddress(text: string): string | undefined {
  const parts = text
    .split(/[;\s]+/)
    .map((one) => one.trim())
    .filter(Boolean)
  const chosen =
    parts.find((one) => /^https=/i.test(one))?.slice('https='.length) ??
    parts.find((one) => !one.includes('='))
  const [, host, port] = ADDRESS.exec(chosen ?? '') ?? []
  return host === undefined || Number(port) > 65_535 ? undefined : `${host}:${Number(port)}`
}
