import type {RecordedAnswer} from '../../evidence/evidence.ts'
import {unpackSignature} from '../../evidence/kept-signature.ts'
import type {JournalItem, RecordedEvent} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

export interface DepositEvents {
  readonly sentAt: string | null
  readonly messageId: string | null
  /** Undefined for what was sent before signatures were kept. */
  readonly signature?: Uint8Array | undefined
  readonly answer: RecordedAnswer | null
}

const KEPT: readonly unknown[] = ['success', 'warning']

/**
 * The sending that the DMP kept, else the last one. Documents of one lot travelled together: the events stand with
 * the first of them.
 */
export async function depositEvents(
  bench: Pick<Workbench, 'journal'>,
  item: JournalItem,
): Promise<DepositEvents> {
  const journal = await bench.journal()
  const lot = await journal.items({submissionSetUniqueId: item.submissionSetUniqueId})
  const intents: RecordedEvent[] = []
  const results = new Map<string, RecordedEvent>()
  for (const {id} of lot) {
    for await (const event of journal.events({itemId: id})) {
      if (event.operation !== 'submit' && event.operation !== 'replace') continue
      if (event.phase === 'intent') intents.push(event)
      else if (event.phase === 'result' && event.intentId) results.set(event.intentId, event)
    }
  }
  const mine = intents.filter(
    ({data}) => wordOf(data['submissionSet'], 'uniqueId') === item.submissionSetUniqueId,
  )
  const sent = mine.find(({id}) => KEPT.includes(results.get(id)?.outcome)) ?? mine.at(-1)
  if (!sent) return {sentAt: null, messageId: null, answer: null}
  return {
    sentAt: new Date(sent.occurredAt).toISOString(),
    messageId: wordOf(sent.data['transaction'], 'messageId') ?? null,
    signature: unpackSignature(sent.data['lotSignature']),
    answer: answerOf(results.get(sent.id)),
  }
}

/** Texts of the DMP stay in the journal: codes alone cannot name a patient. */
function answerOf(result: RecordedEvent | undefined): RecordedAnswer | null {
  if (!result) return null
  const status = (result.data['status'] ?? {}) as Readonly<Record<string, unknown>>
  const {http, errors} = status
  return {
    at: new Date(result.endedAt ?? result.occurredAt).toISOString(),
    outcome: result.outcome ?? 'unknown',
    http: typeof http === 'number' ? http : null,
    registryStatus: wordOf(status, 'registryStatus') ?? null,
    codes: Array.isArray(errors) ? errors.slice(0, 100).flatMap((one) => wordOf(one, 'code') ?? []) : [],
  }
}

function wordOf(part: unknown, name: string): string | undefined {
  const value =
    typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}
