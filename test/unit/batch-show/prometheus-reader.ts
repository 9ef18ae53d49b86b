/** A reader of the text exposition format 0.0.4 that accepts nothing it does not know. */
export interface Series {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  for (let rest = text; rest !== ''; ) {
    const found = LABEL.exec(rest)
    if (!found) throw new Error(`labels: ${text}`)
    const [whole, name = '', value = ''] = found
    if (name in labels) throw new Error(`label twice: ${name}`)
    labels[name] = value.replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll('\\\\', '\\')
    rest = rest.slice(whole.length)
  }
  return labels
}

const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|NaN|[+-]Inf)$`)

function readSample(line: string, metric: string): Series {
  const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? []
  if (value === undefined || name !== metric) throw new Error(`line: ${line}`)
  return {name, labels: readLabels(labels), value: Number(value)}
}

/** HELP then TYPE, once for each metric. */
class Heads {
  readonly #seen = new Set<string>()
  #current = ''
  #typed = false

  /** Takes a line of comment. */
  take(line: string): void {
    const [, word, name = ''] = new RegExp(`^# (HELP|TYPE) (${NAME}) \\S.*$`).exec(line) ?? []
    if (word === 'HELP' && !this.#seen.has(name)) {
      this.#seen.add(name)
      this.#current = name
      this.#typed = false
    } else if (
      word === 'TYPE' &&
      name === this.#current &&
      !this.#typed &&
      / (?:gauge|counter)$/.test(line)
    ) {
      this.#typed = true
    } else throw new Error(`comment: ${line}`)
  }

  /** The metric whose samples may follow. */
  get open(): string {
    return this.#typed ? this.#current : ''
  }
}

/** Every series, once; metrics are introduced by HELP then TYPE and their lines stay together. */
export function readExposition(text: string): Series[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  const series = new Map<string, Series>()
  const heads = new Heads()
  for (const line of text.slice(0, -1).split('\n')) {
    if (line.startsWith('#')) {
      heads.take(line)
      continue
    }
    const one = readSample(line, heads.open)
    const key = `${one.name} ${JSON.stringify(Object.entries(one.labels).sort())}`
    if (series.has(key)) throw new Error(`series twice: ${line}`)
    series.set(key, one)
  }
  return [...series.values()]
}
