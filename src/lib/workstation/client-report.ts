import type {Report} from './report.ts'

/**
 * What a diagnosis said on the workstation in front of which the person sits, while this one runs in the remote session.
 * Read from its `--json` answer.
 */
export interface ClientReport {
  readonly at: string
  readonly readers: 'seen' | 'not-seen' | 'untold'
  readonly card: 'seen' | 'not-seen' | 'untold'
}

/** What matters of a report of the other side: does it see a reader, and a card of a professional? */
export function clientReportOf({at, checks}: Report): ClientReport {
  const seen = (id: string) => {
    const status = checks.find((one) => one.id === id)?.status
    if (status === 'ok') return 'seen'
    return status === 'error' || status === 'warn' ? 'not-seen' : 'untold'
  }
  const noReader = ['pcsc.service', 'pcsc.readers'].some(
    (id) => checks.find((one) => one.id === id)?.status === 'error',
  )
  return {at, readers: noReader ? 'not-seen' : seen('pcsc.readers'), card: seen('card.cps')}
}
