import type {TextOutput} from './outputs.ts'

/** A receiver of syslog over TLS (RFC 5425), and how it is known. */
export interface SyslogTarget {
  /** Name that its certificate must bear, or address. */
  readonly host: string
  readonly port: number
  /** PEM or DER file of the only authorities that may vouch for it; those of the runtime when absent. */
  readonly caFile?: string | undefined
  /** PEM files of a certificate of ours, where the receiver wants one. */
  readonly certificateFile?: string | undefined
  readonly keyFile?: string | undefined
  /** File of the passphrase of that key; asked for at the terminal when absent and needed. */
  readonly passphraseFile?: string | undefined
}

/**
 * The line to a receiver, as an output: `write` waits while the receiver does not read, `finish` ends the connection in
 * order and waits for the other end to do so too, `discard` cuts it. Syslog confirms nothing: that a line ended in order
 * says that the receiver read to the end, not that it kept what it read.
 */
export interface SyslogLines {
  /**
   * TLS 1.2 or later, certificate and name of the receiver verified.
   * @throws DmpError DMP_SYSLOG {address, reason, case: unreachable, tls, cut}; those of key and certificate files
   */
  open(target: SyslogTarget, signal: AbortSignal): Promise<TextOutput>
}
