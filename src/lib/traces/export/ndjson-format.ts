import {ExportChain} from './export-chain.ts'
import type {TraceFormat} from './trace-format.ts'

/** The records as they are, one canonical JSON object a line, each tied to the line before: the form that is verified. */
export const ndjsonFormat: TraceFormat = {
  extension: 'ndjson',
  chained: true,
  async write(records, sink, {after}) {
    const chain = new ExportChain(after)
    for await (const record of records) {
      const written = sink.write(`${chain.line(record)}\n`)
      if (written) await written
    }
    return {chain}
  },
}
