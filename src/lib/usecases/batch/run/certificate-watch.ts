import {DmpError} from '../../../errors/dmp-error.ts'
import type {KeySource} from '../../../profile/profile.ts'
import type {RunPause} from './run-observer.ts'
import type {RunBench} from './run-wish.ts'

const LOOK_EVERY_MS = 5000

function filesOf(source: KeySource): readonly string[] {
  switch (source.kind) {
    case 'pkcs12':
      return [source.path]
    case 'pem':
      return [source.certificatePath, source.keyPath]
    case 'pkcs11':
      return []
  }
}

/**
 * The certificates of a run that lasts for weeks. New key files put in place, or named by the profile instead, are taken
 * as soon as they are whole (both open and match); until then the ones at hand serve on. When one has ended, nothing
 * leaves until new ones are there.
 */
export class CertificateWatch {
  readonly #bench: RunBench
  readonly #waitMs: number
  #seen: string | undefined
  #lookedAt = Number.NEGATIVE_INFINITY
  #endedAt: number | undefined
  #validUntil: number | undefined
  #problem: DmpError | undefined
  #told = false

  constructor(bench: RunBench, waitMs: number) {
    this.#bench = bench
    this.#waitMs = waitMs
  }

  /** True when other files lie in their place than those in use. Looked at every few seconds at most. */
  async changed(): Promise<boolean> {
    const {clock} = this.#bench
    if (clock.monotonic() - this.#lookedAt < LOOK_EVERY_MS) return false
    this.#lookedAt = clock.monotonic()
    const now = await this.#mark()
    const changed = this.#seen !== undefined && now !== this.#seen
    this.#seen ??= now
    // Copied one after the other they do not fit for a moment; what still does not at the next look is to be told.
    if (!changed) this.#tell()
    return changed
  }

  /** Opens the new files; half a pair, or one that does not fit, leaves the one in use. Nothing must be under way. */
  async renew(): Promise<boolean> {
    const mark = await this.#mark()
    try {
      await this.#bench.relink?.()
    } catch (error) {
      if (!(error instanceof DmpError)) throw error
      // Copied one after the other: the next look tries again once something moved.
      this.#problem = error
      this.#told = false
      this.#seen = mark
      return false
    }
    this.#problem = undefined
    this.#seen = mark
    this.#endedAt = undefined
    return true
  }

  /** The pause of an ended certificate; `stop` once new ones have been waited for long enough. */
  async ended(): Promise<{readonly pause: RunPause; readonly stop?: DmpError} | undefined> {
    const {clock} = this.#bench
    const {validUntil} = await this.#bench.link()
    this.#validUntil = validUntil
    const now = clock.now()
    if (validUntil === undefined || now < validUntil) return undefined
    this.#endedAt ??= now
    const end = new Date(validUntil).toISOString().slice(0, 10)
    const until = this.#endedAt + this.#waitMs
    const code = 'DMP_CERTIFICATE_ENDED'
    const {name} = await this.#bench.profile()
    const params = {end, profile: name, problem: this.#problem?.code ?? '-'}
    const pause: RunPause = {at: now, reason: 'certificate', until, profile: name, code, params}
    return now < until ? {pause} : {pause, stop: new DmpError(code, {params})}
  }

  /** Whether the certificates in use had ended when they were last looked at, or have since. */
  get isOver(): boolean {
    return this.#validUntil !== undefined && this.#bench.clock.now() >= this.#validUntil
  }

  #tell(): void {
    if (!this.#problem || this.#told) return
    this.#told = true
    const {code, params} = this.#problem
    this.#bench.warn({code: 'certificate-not-taken', params: {...params, code}})
  }

  async #mark(): Promise<string> {
    const {files} = this.#bench
    const certificates = (await this.#bench.keySources?.()) ?? (await this.#bench.profile()).certificates
    const marks: string[] = []
    for (const path of [...filesOf(certificates.auth), ...filesOf(certificates.sign)]) {
      const facts = await files.facts(path).catch(() => undefined)
      marks.push(facts ? `${path} ${facts.size} ${facts.modifiedMs}` : `${path} -`)
    }
    return marks.join('\n')
  }
}
