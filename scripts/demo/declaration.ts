/** What the hospital of the demo declares: the documents that left its software for the DMP, counted by type. */
import type {Outcome} from './outcome.ts'
import {SITE} from './ready-cda.ts'

const INDICATORS = [
  {id: 'CONS', label: 'Consultations', type: '11488-4'},
  {id: 'CRH', label: 'Comptes rendus de séjour', type: '34112-3'},
  {id: 'BIO', label: 'Examens biologiques', type: '11502-2'},
  {id: 'LDL', label: 'Lettres de liaison', type: '11490-0'},
  {id: 'IMG', label: 'Imagerie', type: '18748-4'},
] as const

export const indicatorIds = INDICATORS.map(({id}) => id)
export type IndicatorId = (typeof INDICATORS)[number]['id']

/** The catalogue file: every document handed over counts, in the month in which it was sent. */
export const catalogueFile = JSON.stringify({
  version: 1,
  dated: '2026-03-02',
  source: 'dmp demo',
  measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
  windows: [],
  indicators: INDICATORS.map(({id, label, type}) => ({
    ...{id, label, programme: 'demo', typeCodes: [type], alsoAccept: [], source: 'dmp demo'},
    ...{counts: 'produced', dateBasis: 'submission', target: null},
  })),
})

/** Counted from what was handed over, not from the traces: new versions too, whatever became of a document later. */
export function declaredCounts(
  documents: readonly Outcome[],
  newVersions: readonly string[],
): ReadonlyMap<IndicatorId, number> {
  const sent = documents.filter(({state}) => !['invalid', 'duplicate', 'absent'].includes(state))
  const types = [...sent.map(({type}) => type), ...newVersions]
  return new Map(INDICATORS.map(({id, type}) => [id, types.filter((one) => one === type).length]))
}

/** Civil month of Paris. */
function monthOf(instant: number): string {
  const form = {timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit'} as const
  return new Intl.DateTimeFormat('en-CA', form).format(instant)
}

/** The table as it would be typed: semicolons, UTF-8 with its mark. */
export function declaredFile(counts: ReadonlyMap<IndicatorId, number>, at: number): string {
  const finess = SITE.structureId.slice(1)
  const rows = [...counts].map(([id, count]) => `${finess};${monthOf(at)};${id};${count}`)
  return `\ufeff${['N° FINESS;Mois;Indicateur;Nombre de documents déclarés', ...rows].join('\r\n')}\r\n`
}
