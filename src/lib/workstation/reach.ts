/**
 * How far the road to a server goes: name, connection, TLS, date, each a stage of its own. A stage that was not tried
 * says nothing of the road; of what a server answers over HTTP its `Date` is read; the answer itself is judged where
 * our certificate was shown.
 */
export type Stage<Done, Reason extends string> =
  | (Done & {readonly state: 'done'; readonly durationMs: number})
  | {
      readonly state: 'failed'
      readonly reason: Reason
      /** Technical, e.g. `ECONNREFUSED`; nothing personal. */
      readonly detail?: string
      readonly durationMs: number
      /** Time that the stage had, ms. */
      readonly limitMs: number
    }
  | {readonly state: 'not-tried'}

/**
 * `unknown-name`: the name is not in the DNS; `no-address`: it is, without an address; `server-failed`: the DNS server
 * could not find out (SERVFAIL); `server-refused`; `no-answer`: the DNS server is silent; `no-server`: nothing listens
 * where the DNS server should be; `system`: the DNS knows it and the system's own look-up does not; `slow`: the
 * system's look-up was not done in time, and nothing is proved wrong, whether the DNS knows the name or not.
 */
export type DnsReason =
  | 'unknown-name'
  | 'no-address'
  | 'server-failed'
  | 'server-refused'
  | 'no-answer'
  | 'no-server'
  | 'system'
  | 'slow'
  | 'other'

/** Those after `proxy-`: the connection to the proxy stands, and it does not lead on. */
export type TcpReason =
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'reset'
  | 'proxy-authentication'
  | 'proxy-forbidden'
  | 'proxy-gateway'
  | 'proxy-status'
  | 'proxy-timeout'
  | 'proxy-closed'
  | 'proxy-not-http'
  | 'proxy-tls'
  | 'other'

/**
 * `old-version`: nothing from TLS 1.2 on; `no-common`: no suite or version in common; `name-refused`: the server knows no
 * such name; `not-tls`: what answers speaks something else; `reset` and `closed`: cut before any certificate was shown.
 */
export type TlsReason =
  | 'timeout'
  | 'reset'
  | 'closed'
  | 'not-tls'
  | 'old-version'
  | 'no-common'
  | 'name-refused'
  | 'alert'
  | 'other'

export interface Resolved {
  /** `literal`: the address itself was given. `resolver`: the system's look-up, DNS as a rule. */
  readonly by: 'resolver' | 'hosts-file' | 'literal'
  readonly addresses: readonly string[]
}

export interface Connected {
  readonly address: string
  /** Code of the proxy's answer to CONNECT. */
  readonly proxyStatus?: number
}

export interface Handshaken {
  /** e.g. `TLSv1.3`. */
  readonly protocol: string
  readonly cipher: string
  /** As the server showed them, its own first. */
  readonly chain: readonly Uint8Array[]
  readonly sha256: string
  /** The server broke off after its certificate: for want of ours (`wanted`), or without a word (`cut`). */
  readonly clientCertificate?: 'wanted' | 'cut'
  readonly alert?: string
}

export interface Dated {
  /** Server's clock minus ours, ms, half of the round trip removed. */
  readonly skewMs: number
  readonly roundTripMs: number
}

export interface ReachReport {
  readonly dns: Stage<Resolved, DnsReason>
  readonly tcp: Stage<Connected, TcpReason>
  /** With the name announced, as this program always does. */
  readonly tls: Stage<Handshaken, TlsReason>
  /** Without it; only tried where there is a name to announce. */
  readonly tlsUnnamed: Stage<Handshaken, TlsReason>
  readonly date: Stage<Dated, 'absent' | 'unreadable' | 'timeout' | 'closed' | 'not-http' | 'other'>
  /** Version that the server speaks, where it is one that this program refuses. */
  readonly oldProtocol?: string
}

/** What came back for one request of the head of `/`, over the connection on which our certificate was shown. */
export type HttpAnswer =
  /** `elsewhere`: host to which it leads on, where it is another one. */
  | {readonly state: 'answered'; readonly status: number; readonly elsewhere?: string}
  | {readonly state: 'silent'; readonly limitMs: number}
  | {readonly state: 'closed' | 'not-http'}

/** A handshake with the certificate of the profile, as commands make it. */
export type Presented =
  /** `asked`: the server wanted a certificate of ours; one that wants none proves nothing of it. */
  | {
      readonly state: 'done'
      readonly asked: boolean
      readonly http: HttpAnswer
      /** Time that the request took. */
      readonly httpMs?: number
      readonly dated?: Dated
    }
  | {readonly state: 'refused'; readonly alert: string}
  /** It asked for our certificate and ended without a word when it was shown. */
  | {readonly state: 'cut'}
  | {readonly state: 'untold'}
  /** Nobody was asked for a PIN or a passphrase; `unusable`: the key could not be opened. */
  | {readonly state: 'kept'; readonly because: 'token' | 'secret' | 'unusable'}

/** A proxy on the way. */
export interface ProxyOnTheWay {
  /** May hold credentials: never shown. */
  readonly url: string
  readonly from: 'profile' | 'environment' | 'system'
}

export interface ReachTarget {
  readonly host: string
  readonly port: number
  /** Name for SNI where it is not `host`. */
  readonly serverName?: string
  readonly proxy?: ProxyOnTheWay
  /** What stands there: it decides whom the server's certificate may come from. */
  readonly kind: 'dmp' | 'insi' | 'web' | 'named'
  /** What is wanted cannot work without it. */
  readonly essential: boolean
  /** Named by the person, and not known for a server of the DMP: its faults count, that it is well proves nothing else. */
  readonly unknown?: boolean
}

/** What TLS itself, with the authorities that commands believe, says of a server's chain. */
export type Verified =
  | {readonly state: 'authorised'}
  /** OpenSSL's code, e.g. `INVALID_PURPOSE`. */
  | {readonly state: 'refused'; readonly code: string}
  | {readonly state: 'untold'}

/** What the certificates shown are worth; none of it by name alone. */
export interface ServerChain {
  /** `public`: an authority of the public list; `not-shown`: its issuer was not sent and is known to nobody here. */
  readonly issuer: {
    readonly kind: 'igc-sante' | 'configured' | 'public' | 'self-signed' | 'foreign' | 'forged' | 'not-shown'
    /** Common name of the topmost authority named. */
    readonly name: string
  }
  readonly faults: readonly {
    readonly kind: 'expired' | 'not-yet' | 'wrong-name' | 'incomplete' | 'not-trusted'
    readonly params: Readonly<Record<string, string | number>>
  }[]
  /** Where an IGC-Santé or public authority is to be expected, it ends at one that the configuration adds. */
  readonly added?: boolean
  /** It ends at one that the configuration calls public and that the public list does not have. */
  readonly vouched?: boolean
  /** Common name of the server's own certificate. */
  readonly subject: string
  readonly shown: number
  /** Of the server's own certificate, ms since 1970. */
  readonly notAfter: number
}

export interface SeenTarget {
  readonly target: ReachTarget
  readonly report: ReachReport
  /** Absent where no certificate was shown; `unreadable` where what was shown is none. */
  readonly chain?: ServerChain | 'unreadable'
  /** Absent where it was not asked: the chain had faults already, or none was shown. */
  readonly verified?: Verified
  /** Absent where our certificate was not shown: not feeding, or a server that is not proved to be the one meant. */
  readonly presented?: Presented
}

export interface Reached {
  readonly targets: readonly SeenTarget[]
  /** Why the profile, which may hold the addresses, was not read: the code of its error. */
  readonly profileUnread?: string
}

/** `host:port`, as it is shown. */
export function placeOf({host, port}: Pick<ReachTarget, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
