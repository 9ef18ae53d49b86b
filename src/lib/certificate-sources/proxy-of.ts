/** A proxy for HTTPS as the environment names it; undefined when the host is to be reached directly. */
export function proxyOf(host: string, env: NodeJS.ProcessEnv): URL | undefined {
  const named = env['HTTPS_PROXY'] || env['https_proxy']
  if (!named || isExempt(host, env['NO_PROXY'] || env['no_proxy'] || '')) return undefined
  try {
    return new URL(named.includes('://') ? named : `http://${named}`)
  } catch {
    return undefined
  }
}

/** `NO_PROXY`: `*`, a host, or the end of one, with or without a leading dot. */
function isExempt(host: string, list: string): boolean {
  return list
    .split(/[,\s]+/)
    .filter(Boolean)
    .map((one) => one.replace(/^\*?\./, '').replace(/:\d+$/, ''))
    .some((one) => one === '*' || host === one || host.endsWith(`.${one}`))
}
