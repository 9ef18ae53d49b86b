import {isServerJournal} from '../../../profile/journal-address.ts'
import {type FeedBench, filterNames, type Reading} from '../open-feeds.ts'
import type {TellSent} from './series-run.ts'

export type Sending = Omit<Reading, 'records'> & {readonly how: {readonly file: string}}

/**
 * That traces are about to leave this machine, before the first byte does. If the journal cannot be written, they stay;
 * where the profile has no journal (others' were read), that is said.
 * @throws DmpError DMP_JOURNAL_UNWRITABLE
 */
export async function announceSending(bench: FeedBench, sending: Sending): Promise<TellSent> {
  const {path} = (await bench.profile()).journal
  if (sending.journals.length === 0 || !(isServerJournal(path) || (await bench.files.exists(path)))) {
    if (sending.journals.length > 0)
      bench.warn({code: 'trace-reading-not-recorded', params: {path, reason: '-'}})
    return async () => undefined
  }
  const {operation, filter, how, ...reading} = sending
  const journal = await bench.journal()
  const record = {operation, occurredAt: bench.clock.now()}
  const [intentId = ''] = await journal.record([
    {event: {...record, phase: 'intent', data: {reading: {...reading, filter: filterNames(filter), ...how}}}},
  ])
  return async (outcome, counts) => {
    await journal.record([
      {
        event: {
          ...record,
          phase: 'result',
          intentId,
          outcome,
          endedAt: bench.clock.now(),
          data: {reading: {...how, ...counts}},
        },
      },
    ])
  }
}
