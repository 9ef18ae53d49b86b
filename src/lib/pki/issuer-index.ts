import type {Certificate} from './certificate.ts'

/** Deeper than any chain is followed. */
const maxDepth = 6
/** Candidates of one certificate: there are two or three of one name where authorities cross-sign. */
const maxCandidates = 100
/** Over all certificates of a source: each candidate may cost a signature. */
const maxInAll = 20_000

/**
 * The certificates of a source by their names, so that each finds those that may be above it without looking at all:
 * a file may hold thousands. Of many that bear one name, the one of the right key id and those that last longest come
 * first, and only so many are looked at.
 */
export class IssuerIndex {
  private readonly byName = new Map<string, Certificate[]>()
  private readonly most: number

  constructor(certificates: readonly Certificate[]) {
    const distinct = new Map(certificates.map((one) => [one.sha256.hex, one]))
    for (const certificate of distinct.values()) {
      if (!certificate.isCa) continue
      const name = certificate.subject.derHex
      const namesakes = this.byName.get(name)
      if (namesakes) namesakes.push(certificate)
      else this.byName.set(name, [certificate])
    }
    for (const namesakes of this.byName.values()) namesakes.sort((a, b) => b.notAfter - a.notAfter)
    this.most = Math.max(2, Math.min(maxCandidates, Math.floor(maxInAll / Math.max(1, distinct.size))))
  }

  /** A pool for `buildChain`: whoever bears the name of its issuer, and so on upwards. */
  above(certificate: Certificate): readonly Certificate[] {
    const pool = new Set<Certificate>()
    const names = new Set<string>()
    let level: readonly Certificate[] = [certificate]
    for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
      const next: Certificate[] = []
      for (const child of level) {
        const name = child.issuer.derHex
        if (names.has(name) || name === child.subject.derHex) continue
        names.add(name)
        next.push(...this.named(name, child.authorityKeyId))
      }
      for (const one of next) pool.add(one)
      level = next
    }
    return [...pool]
  }

  private named(name: string, keyId: string | undefined): readonly Certificate[] {
    const namesakes = this.byName.get(name) ?? []
    if (namesakes.length <= this.most) return namesakes
    const right = keyId === undefined ? undefined : namesakes.find((one) => one.subjectKeyId === keyId)
    const first = namesakes.slice(0, this.most)
    return right && !first.includes(right) ? [right, ...first] : first
  }
}
