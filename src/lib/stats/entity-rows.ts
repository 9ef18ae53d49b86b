/**
 * What the rows of a legal entity are beside those of its sites. In one table they may sum up the sites or stand for
 * documents of their own; added in the first case every document counts twice. The table as a whole tells: where most
 * rows of entities are the sum of their sites, they are sub-totals. A row that then differs, and in a declaration one
 * that could be a sub-total with a fault, is neither added nor left out: its figure cannot be read.
 */
import type {Directory} from './directory.ts'
import type {Figure, FigureTable, Side} from './reading/figures.ts'

/** `own`: documents of the entity itself; `subtotal`: those of its sites again; `doubtful`: no telling. */
export type EntityRow = 'own' | 'subtotal' | 'doubtful'

interface Beside {
  own: number
  sites: number
  hasSites: boolean
}

const keyOf = (entity: string, figure: Figure) => {
  const {month = '', typeCode = '', indicator = '', software = '', environment = ''} = figure
  return [entity, month, typeCode, indicator, software, environment].join('|')
}

/** Tells what a row of a legal entity is; `own` for every other row. */
export function entityRows(
  table: FigureTable,
  {directory, side}: {readonly directory: Directory; readonly side: Side},
): (figure: Figure) => EntityRow {
  const entityOf = ({finess}: Figure) => (finess === undefined ? undefined : directory.entityOf(finess))
  const isOwn = (figure: Figure, entity: string) => figure.finess === entity && !directory.isBoth(entity)
  const known = new Map<string, Beside>()
  for (const figure of table.values()) {
    const entity = entityOf(figure)
    const {value} = figure
    if (entity === undefined || value.state !== 'count' || !isOwn(figure, entity)) continue
    const key = keyOf(entity, figure)
    const beside = known.get(key) ?? {own: 0, sites: 0, hasSites: false}
    beside.own += value.count
    known.set(key, beside)
  }
  if (known.size === 0) return () => 'own'
  for (const figure of table.values()) {
    const entity = entityOf(figure)
    if (entity === undefined || isOwn(figure, entity)) continue
    const beside = known.get(keyOf(entity, figure))
    if (!beside) continue
    beside.hasSites = true
    if (figure.value.state === 'count') beside.sites += figure.value.count
  }
  const both = [...known.values()].filter(({hasSites}) => hasSites)
  const filled = both.filter(({own, sites}) => own + sites > 0)
  // Noughts agree with noughts: they tell nothing beside other figures.
  const telling = filled.length > 0 ? filled : both
  const exact = telling.filter(({own, sites}) => own === sites).length
  const areSums = exact > 0 && exact * 2 >= telling.length
  return (figure) => {
    const entity = entityOf(figure)
    if (entity === undefined || figure.value.state !== 'count' || !isOwn(figure, entity)) return 'own'
    const beside = known.get(keyOf(entity, figure))
    return beside ? judged(beside, areSums, side) : 'own'
  }
}

function judged({own, sites, hasSites}: Beside, areSums: boolean, side: Side): EntityRow {
  if (!hasSites) return 'own'
  if (areSums && own === sites) return 'subtotal'
  if (own === 0) return 'own'
  if (areSums) return 'doubtful'
  // A measure counts each document once; people who declare write sub-totals, and not always right ones.
  return side === 'declared' && sites > 0 && own * 2 >= sites ? 'doubtful' : 'own'
}
