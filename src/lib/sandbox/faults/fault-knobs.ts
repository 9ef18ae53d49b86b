import {concerns, type FaultedService, type FaultKind, type FaultSpec} from './fault-spec.ts'

/** The faults that strike one call, by kind. */
export type StruckFaults = ReadonlyMap<FaultKind, FaultSpec['value']>

interface Armed {
  readonly spec: FaultSpec
  left: number
  draw: () => number
}

/** The faults that are armed, and which of them strike the next call. */
export class FaultKnobs {
  #armed: Armed[] = []

  constructor(initial: readonly FaultSpec[] = []) {
    this.replace(initial)
  }

  replace(specs: readonly FaultSpec[]): void {
    this.#armed = []
    for (const spec of specs) this.add(spec)
  }

  add(spec: FaultSpec): void {
    this.#armed.push({spec, left: spec.times ?? Number.POSITIVE_INFINITY, draw: seededDraw(spec.seed ?? 1)})
  }

  /** What is still armed, with the times left. */
  list(): FaultSpec[] {
    return this.#armed.map(({spec, left}) => (spec.times === undefined ? spec : {...spec, times: left}))
  }

  /** Draws the faults of one call; each `times` is counted down. The certificate is drawn per handshake instead. */
  strike(service: FaultedService): StruckFaults {
    return this.#take((spec) => spec.kind !== 'expired-certificate' && concerns(spec, service))
  }

  /** True when the next handshake shall show the expired certificate. */
  strikeHandshake(): boolean {
    return this.#take(({kind}) => kind === 'expired-certificate').size > 0
  }

  get expiredCertificateArmed(): boolean {
    return this.#armed.some(({spec}) => spec.kind === 'expired-certificate')
  }

  #take(concerned: (spec: FaultSpec) => boolean): StruckFaults {
    const struck = new Map<FaultKind, FaultSpec['value']>()
    for (const armed of this.#armed) {
      const {spec} = armed
      if (!concerned(spec) || (spec.rate !== undefined && armed.draw() >= spec.rate)) continue
      armed.left -= 1
      struck.set(spec.kind, spec.value)
    }
    this.#armed = this.#armed.filter(({left}) => left > 0)
    return struck
  }
}

/** mulberry32: small and repeatable, so that a run can be played again from its seed. */
function seededDraw(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
