import type {TraceFormat} from '../../../src/lib/traces/export/trace-format.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {translator} from '../../../src/lib/ui/translate.ts'

const t = translator('fr')
const sheets = () => {
  throw new Error('no sheets')
}

/** What a format writes of these records, and what it says of it. */
export async function written(
  format: TraceFormat,
  records: readonly TraceRecord[],
  choices: Readonly<Record<string, string | boolean>> = {},
): Promise<{readonly text: string; readonly messages: number | undefined}> {
  const parts: Buffer[] = []
  const sink = {
    write(content: string | Uint8Array) {
      parts.push(Buffer.from(content))
      return undefined
    },
  }
  async function* feed() {
    yield* records
  }
  const about = {t, raw: false, sheets: sheets as never, facts: [], ending: () => [], choices}
  const done = await format.write(feed(), sink, about)
  return {text: Buffer.concat(parts).toString('utf8'), messages: done?.messages}
}
