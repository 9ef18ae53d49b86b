import {DmpError} from '../errors/dmp-error.ts'
import type {SupportFolder} from '../ports/support-folder.ts'

export interface JournalPart {
  readonly profile: string
  /** `ok`, `faults`, `absent`, or the error code that opening it gave. */
  readonly state: string
  readonly events: number
  /** Items by state; those in no state are left out. */
  readonly items: Readonly<Record<string, number>>
  /** Kinds of fault, once each time met. */
  readonly faults: readonly string[]
  readonly signaturesChecked: boolean
}

const nothing = {events: 0, items: {}, faults: [], signaturesChecked: false}

/** Counts of a journal and what its check finds, never what is in it. */
export async function journalPart(
  support: SupportFolder,
  profile: string,
  path: string,
): Promise<JournalPart> {
  try {
    const health = await support.journal(path)
    if (!health) return {profile, state: 'absent', ...nothing}
    const items = Object.entries(health.items).filter(([, count]) => count > 0)
    const faults = health.findings.map(({kind}) => kind)
    return {
      profile,
      state: faults.length === 0 ? 'ok' : 'faults',
      events: health.events,
      items: Object.fromEntries(items),
      faults,
      signaturesChecked: health.signaturesChecked,
    }
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return {profile, state: error.code, ...nothing}
  }
}
