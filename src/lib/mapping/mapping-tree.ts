import {isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument} from 'yaml'
import {DmpError} from '../errors/dmp-error.ts'

/** A mapping file of this size holds something else. */
const MAX_CHARACTERS = 1024 * 1024

/** Message `error.DMP_MAPPING_INVALID.reason.<reason>`. */
export type MappingFault =
  | 'yaml'
  | 'size'
  | 'unknown-key'
  | 'text'
  | 'map'
  | 'list'
  | 'column'
  | 'column-absent'
  | 'column-twice'
  | 'template'
  | 'date-form'
  | 'zone'
  | 'length'
  | 'version'
  | 'value'
  | 'twice'
  | 'flag'
  | 'flag-field'
  | 'pattern'
  | 'pattern-heavy'
  | 'pattern-long'

export function mappingFault(file: string, field: string, reason: MappingFault, line = 0): DmpError {
  const params = {file, field, reason, line}
  return new DmpError('DMP_MAPPING_INVALID', {params, details: params})
}

/** A node of the file with the means to say what is wrong with it. All scalars are texts: `0042` keeps its zeros. */
export class Tree {
  readonly #node: unknown
  readonly #file: string
  readonly #lines: LineCounter
  readonly field: string

  constructor(node: unknown, file: string, lines: LineCounter, field: string) {
    this.#node = node
    this.#file = file
    this.#lines = lines
    this.field = field
  }

  fault(reason: MappingFault, field = this.field): DmpError {
    const at = (this.#node as Node | null | undefined)?.range?.[0]
    return mappingFault(this.#file, field, reason, at === undefined ? 0 : this.#lines.linePos(at).line)
  }

  get isText(): boolean {
    return isScalar(this.#node)
  }

  /** @throws DmpError DMP_MAPPING_INVALID unless it is a text */
  text(): string {
    if (!isScalar(this.#node) || typeof this.#node.value !== 'string') throw this.fault('text')
    return this.#node.value
  }

  texts(): string[] {
    return this.list().map((one) => one.text())
  }

  list(): Tree[] {
    if (!isSeq(this.#node)) throw this.fault('list')
    return this.#node.items.map((item, index) => this.#below(item, `${this.field}[${index + 1}]`))
  }

  /** The entries of a map, by name, in order; with `known`, nothing else may stand there. */
  entries(known?: readonly string[]): Map<string, Tree> {
    if (!isMap(this.#node)) throw this.fault('map')
    const found = new Map<string, Tree>()
    for (const {key, value} of this.#node.items as Pair[]) {
      const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined
      if (name === undefined) throw this.fault('text')
      const below = this.#below(value, this.field === '-' ? name : `${this.field}.${name}`)
      if (known && !known.includes(name)) throw below.fault('unknown-key')
      found.set(name, below)
    }
    return found
  }

  #below(node: unknown, field: string): Tree {
    return new Tree(node, this.#file, this.#lines, field)
  }
}

/** Opens the YAML of a mapping: maps, lists and texts; an alias is none of these, a name stands once. @throws DmpError DMP_MAPPING_INVALID */
export function openTree(text: string, file: string): Tree {
  if (text.length > MAX_CHARACTERS) throw mappingFault(file, '-', 'size')
  const lines = new LineCounter()
  const document = parseDocument(text, {schema: 'failsafe', lineCounter: lines, stringKeys: true})
  const [error] = document.errors
  if (error) throw mappingFault(file, '-', 'yaml', lines.linePos(error.pos[0]).line)
  return new Tree(document.contents, file, lines, '-')
}
