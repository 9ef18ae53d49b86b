import type {DocumentUniqueId} from '../../../src/lib/ids/identifiers.ts'
import type {CountLine} from '../../../src/lib/stats/count-line.ts'
import type {DocumentFact} from '../../../src/lib/stats/document-fact.ts'
import type {
  Figure,
  FigureKey,
  Figures,
  IncompleteSign,
  Side,
} from '../../../src/lib/stats/reading/figures.ts'
import {visible} from '../../../src/lib/visibility/visibility.ts'

export type Told = FigureKey & {readonly value: CountLine['value'] | number}

/** Figures as a reader would hand them over, without a file. */
export function figuresOf(
  side: Side,
  lines: readonly Told[],
  signs: readonly IncompleteSign[] = [],
): Figures {
  const figures = lines.map(({value, ...key}, at): Figure => {
    const told = typeof value === 'number' ? ({state: 'count', count: value} as const) : value
    return {
      ...key,
      value: told,
      cells: {
        counted: told.state === 'count' ? 1 : 0,
        notFilled: told.state === 'not-filled' ? 1 : 0,
        unreadable: told.state === 'unreadable' ? 1 : 0,
      },
      place: {file: `${side}.csv`, line: at + 2, column: 4},
    }
  })
  const balance = {
    read: lines.length,
    used: lines.length,
    skipped: 0,
    cells: lines.length,
    reasons: {},
    unlisted: 0,
  }
  return {
    side,
    table: {size: figures.length, values: () => figures.values()},
    files: [],
    balance,
    skipped: [],
    signs,
    notices: [],
  }
}

let number = 0

/** A document of 2026-01-15 that was accepted the same day, unless something else is said. */
export function factOf(given: Partial<DocumentFact> = {}): DocumentFact {
  number += 1
  const day = Date.UTC(2026, 0, 15, 9)
  const createdAt = given.createdAt ?? day
  const taken = given.state === undefined || given.state === 'accepted'
  return {
    itemId: `item-${number}`,
    action: 'submit',
    documentUniqueId: `1.2.250.1.999.${number}` as DocumentUniqueId,
    typeCode: '11490-0',
    finessEj: '010000024',
    finessEg: '010000032',
    patientRef: 'hmac-sha256:00',
    environment: 'production',
    createdAt,
    plannedAt: createdAt,
    submittedAt: createdAt,
    ...(taken ? {acceptedAt: given.submittedAt ?? createdAt} : {}),
    state: 'accepted',
    refusals: [],
    attempts: 1,
    wasUnknown: false,
    visibility: visible,
    ...given,
  }
}
