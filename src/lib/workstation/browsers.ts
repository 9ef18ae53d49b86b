/** A browser that is installed; its version as it says it. */
export interface Browser {
  readonly name: 'Firefox' | 'Chrome' | 'Edge' | 'Chromium'
  readonly version?: string
  /** Where that was read, e.g. `application.ini`. */
  readonly by: string
}

export interface Browsers {
  readonly found: readonly Browser[]
  /** Firefox is told of the module of the CPS for the whole machine; absent where nobody looked. */
  readonly firefoxModule?: boolean
  /** CPS Certificate Manager runs in this session; absent where nobody looked. */
  readonly ccmRunning?: boolean
}
