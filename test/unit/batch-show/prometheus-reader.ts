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

/** Every series, once; metrics are introduced by HELP then TYPE and their lines stay together. */
export function readExposition(text: string): Series[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  const series: Series[] = []
  const seen = new Set<string>()
  const done = new Set<string>()
  let current = ''
  let typed = false
  for (const line of text.slice(0, -1).split('\n')) {
    const help = new RegExp(`^# HELP (${NAME}) \\S.*$`).exec(line)
    const type = new RegExp(`^# TYPE (${NAME}) (?:gauge|counter)$`).exec(line)
    if (help) {
      current = help[1] ?? ''
      if (done.has(current)) throw new Error(`metric twice: ${current}`)
      done.add(current)
      typed = false
    } else if (type) {
      if (type[1] !== current || typed) throw new Error(`type out of place: ${line}`)
      typed = true
    } else {
      const one = readSample(line, typed ? current : '')
      const key = `${one.name} ${JSON.stringify(Object.entries(one.labels).sort())}`
      if (seen.has(key)) throw new Error(`series twice: ${line}`)
      seen.add(key)
      series.push(one)
    }
  }
  return series
}
