/** Where a proxy is told, on this machine; addresses without credentials. */
export interface ProxyFacts {
  /** `HTTPS_PROXY` or `https_proxy`; `unreadable`: it names no address. */
  readonly variable?: {readonly name: string; readonly address: string | 'unreadable'}
  /** `NO_PROXY` is set. */
  readonly exceptions: boolean
  /** `NODE_USE_ENV_PROXY`, by which Node itself follows the variables. */
  readonly nodeFollows: boolean
  /** `NODE_EXTRA_CA_CERTS`: whether the file it names can be read. */
  readonly extraAuthorities?: 'readable' | 'unreadable'
  /** Of the session's user (browsers), and of services (WinHTTP); Windows and macOS alone tell them. */
  readonly system:
    | {readonly state: 'untold'; readonly reason: 'other-system' | 'timeout' | 'unreadable'}
    | {
        readonly state: 'told'
        readonly by: string
        /** `host:port`, in use. */
        readonly user?: string
        /** A script chooses (PAC): which proxy, for which address, is not known here. */
        readonly script: boolean
        readonly services?: string
      }
}
