import type {Workbench} from '../ports.ts'
import type {Rendering} from './rendering.ts'
import type {Finding} from './submission-report.ts'

/** Above this size the official pack is not applied in process: it would hold the document several times over. */
const PACK_MAX_BYTES = 8 * 1024 * 1024

/** What the official schemas and rules say of a document, when a pack is configured (EX_2.1-1090). */
export async function packFindings(
  bench: Pick<Workbench, 'schemaPack' | 'signal'>,
  name: string,
  {source, size}: Rendering,
): Promise<readonly Finding[]> {
  const pack = await bench.schemaPack()
  if (!pack) return []
  if (size > PACK_MAX_BYTES) return [notApplied('xsd', 'size'), notApplied('schematron', 'size')]
  const chunks: Uint8Array[] = []
  for await (const chunk of source.open(bench.signal)) chunks.push(Uint8Array.from(chunk))
  const [verdict] = await pack.checkCda([{name, bytes: Buffer.concat(chunks)}], bench.signal)
  const refused = (verdict?.findings ?? []).map(
    ({layer, severity, line, text}): Finding => ({
      rule: layer === 'xsd' ? 'PACK-XSD' : 'PACK-SCHEMATRON',
      severity: severity ?? 'error',
      ...(line === undefined ? {} : {line}),
      params: {text},
    }),
  )
  return [...refused, ...(verdict?.unavailable ?? []).map(({layer, reason}) => notApplied(layer, reason))]
}

function notApplied(layer: string, reason: string): Finding {
  return {rule: 'PACK-NOT-APPLIED', severity: 'warning', params: {layer, reason}}
}
