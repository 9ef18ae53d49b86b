/** The system and the session in which the program runs. */
export interface HostFacts {
  readonly platform: NodeJS.Platform
  /** As the system says it, e.g. `Windows 11 Pro 10.0.22631`. */
  readonly system: string
  /** Of the machine where it can be told, e.g. `arm64` under an emulated x64 Node. */
  readonly machineArch: string
  readonly nodeArch: string
  /** e.g. `24.21.0`. */
  readonly nodeVersion: string
  readonly elevated: boolean | 'untold'
  readonly session: Session
}

/** Where the person sits: at the machine, or far from it. */
export interface Session {
  /** `remote`: a session of Windows that is neither the console nor one of the protocols known by name. */
  readonly kind: 'console' | 'rdp' | 'citrix' | 'remote' | 'ssh' | 'untold'
  /** What says so, e.g. `SESSIONNAME`; never its value, which may name a person's machine. */
  readonly by?: string
  /** Number of the session, where it is told: GALSS and CCM are troubles of one session. */
  readonly id?: string
}
