import type {Scheme} from '../containers/pkcs12-structure.ts'
import {costOf} from '../containers/schemes.ts'
import {UnsupportedAlgorithm} from '../keys/pkcs12-crypto.ts'

/** Rounds of key derivation that one source may still ask for: a hostile one must not keep the program busy. */
export class Effort {
  private left: number
  constructor(rounds: number) {
    this.left = rounds
  }

  /** @throws UnsupportedAlgorithm when the source asks for more than is left */
  spendOn(scheme: Scheme, atLeast = 1): void {
    const rounds = Math.max(atLeast, costOf(scheme))
    this.left -= rounds
    if (this.left < 0) throw new UnsupportedAlgorithm(`iterations:${rounds}`)
  }
}
