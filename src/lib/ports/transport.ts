import type {ByteSource} from './byte-source.ts'

/** Whom a message is for: a service of the DMP, or INSi on a link of its own. */
export type DmpService = 'repository' | 'registry' | 'patients' | 'insi'

export interface OutboundMessage {
  readonly service: DmpService
  readonly contentType: string
  readonly body: ByteSource
  /** Called as the first byte is about to leave, on a connection that is ready: the instant that a pace counts. */
  readonly onLeaving?: () => void
}

export interface InboundMessage {
  readonly httpStatus: number
  readonly contentType: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Mutual TLS to the DMP. An error says whether the first byte may have left: `details.sent` is true when the
 * outcome of the call is unknown. @throws DmpError DMP_TLS_*, DMP_CONNECTION_*, DMP_NO_ANSWER
 */
export interface Transport {
  send(message: OutboundMessage, signal?: AbortSignal): Promise<InboundMessage>
  /** A plain GET on the same trust and proxy settings, for param-lps. */
  get(url: string, signal?: AbortSignal): Promise<InboundMessage>
  /** The URL that `wsa:To` names for a service. */
  address(service: DmpService): string
  close(): Promise<void>
}
