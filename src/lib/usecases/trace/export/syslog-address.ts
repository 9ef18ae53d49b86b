import {DmpError} from '../../../errors/dmp-error.ts'
import type {SyslogTarget} from '../../../ports/syslog.ts'
import {isMessageId} from '../../../traces/syslog-frame.ts'

/** The port of syslog over TLS (RFC 5425). */
const PORT = 6514

/** @throws DmpError DMP_USAGE for anything but `tls://host[:port]`: traces leave under TLS or not at all */
export function syslogPlace(text: string): Pick<SyslogTarget, 'host' | 'port'> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const bare =
    url && ['', '/'].includes(url.pathname) && `${url.username}${url.password}${url.search}${url.hash}` === ''
  if (url?.protocol !== 'tls:' || !bare || url.hostname === '' || url.port === '0')
    throw new DmpError('DMP_USAGE', {params: {problem: '--syslog tls://host:6514'}})
  return {
    host: decodeURIComponent(url.hostname).replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? PORT : Number(url.port),
  }
}

/** How a receiver is named in the journal and in answers. */
export const placeOf = ({host, port}: Pick<SyslogTarget, 'host' | 'port'>): string =>
  `tls://${host.includes(':') ? `[${host}]` : host}:${port}`

/** @throws DmpError DMP_USAGE when it is no word of printable ASCII, 32 characters at most (RFC 5424) */
export function requireMessageId(text: string | undefined): void {
  if (text !== undefined && !isMessageId(text))
    throw new DmpError('DMP_USAGE', {params: {problem: '--syslog-msgid'}})
}
