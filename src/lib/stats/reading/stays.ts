import {labelPattern} from './label-pattern.ts'
import type {ReadingMap} from './reading-map.ts'

/** How the column of a denominator is usually headed, beside the names of any count. */
const HEADERS = [
  '/^(?:nombre (?:de |d.)|nb\\.? (?:de )?)?(?:s.jours|sorties|hospitalisations|examens|passages|stays)$/i',
  'D\u00e9nominateur',
  'Denominator',
].map((source) => {
  const made = labelPattern(source)
  if ('fault' in made) throw new Error(`expression of stays ${source}`)
  return made
})

/** A layout of figures as one of stays: `FINESS;Mois;S\u00e9jours`. A column of that name wins over another count. */
export function withStays(map: ReadingMap): ReadingMap {
  const count = map.fields.get('count')
  if (!count) return map
  return {
    ...map,
    fields: new Map(map.fields).set('count', {...count, headers: [...HEADERS, ...count.headers]}),
  }
}
