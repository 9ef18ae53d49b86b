import {UnsupportedAlgorithm} from '../keys/pkcs12-crypto.ts'

/** Rounds of key derivation that one source may still ask for: a hostile one must not keep the program busy. */
export class Effort {
  private left: number
  constructor(rounds: number) {
    this.left = rounds
  }

  /** @throws UnsupportedAlgorithm when the source asks for more than is left */
  spend(rounds: number): void {
    this.left -= rounds
    if (this.left < 0) throw new UnsupportedAlgorithm(`iterations:${rounds}`)
  }
}
