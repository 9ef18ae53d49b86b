/** Numbers by text, without the texts: the caller tells which text a number stands for. About 8 bytes an entry. */
export class TextTable {
  #slots = new Int32Array(2048)
  #hashes = new Uint32Array(2048)
  #count = 0

  add(text: string, value: number): void {
    if ((this.#count + 1) * 3 > this.#slots.length * 2) this.#grow()
    this.#insert(hashOf(text), value)
    this.#count += 1
  }

  /** The first value of this text that fits. */
  find(
    text: string,
    fits: (value: number) => boolean,
    textOf: (value: number) => string,
  ): number | undefined {
    const hash = hashOf(text)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] ?? 0
      if (entry === 0) return undefined
      const value = entry - 1
      if (this.#hashes[slot] === hash && textOf(value) === text && fits(value)) return value
    }
  }

  #insert(hash: number, value: number): void {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = value + 1
    this.#hashes[slot] = hash
  }

  #grow(): void {
    const [slots, hashes] = [this.#slots, this.#hashes]
    this.#slots = new Int32Array(slots.length * 2)
    this.#hashes = new Uint32Array(slots.length * 2)
    for (const [slot, entry] of slots.entries()) if (entry !== 0) this.#insert(hashes[slot] ?? 0, entry - 1)
  }
}

/** FNV-1a over the units of a text, its bits mixed so that numbers in a row spread. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
