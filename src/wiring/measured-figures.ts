import type {MeasuredFigures} from '../lib/ports/measured-figures.ts'

/** Elasticsearch, loaded by the first question: most comparisons read files. */
export function measuredFigures(env: Readonly<Record<string, string | undefined>>): MeasuredFigures {
  return {
    async *pages(request, signal) {
      const {elasticsearchFigures} = await import('../lib/elasticsearch/measured-figures.ts')
      yield* elasticsearchFigures(env).pages(request, signal)
    },
  }
}
