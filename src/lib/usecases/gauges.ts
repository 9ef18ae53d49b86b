export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A series of gauges drawn from one result. */
export interface Gauge<From> {
  readonly name: string
  readonly help: string
  samples(from: From): readonly Sample[]
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

function sampleLine(name: string, {labels, value}: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}{${pairs.join(',')}} ${value}`
}

/** Text exposition format of Prometheus (version 0.0.4). A series stands once, whatever was found twice. */
export function gaugesText<From>(gauges: readonly Gauge<From>[], results: readonly From[]): string {
  return gauges
    .map(({name, help, samples}) => {
      const lines = new Set(results.flatMap((result) => samples(result)).map((one) => sampleLine(name, one)))
      return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines, ''].join('\n')
    })
    .join('')
}
