import {DmpError} from '../../errors/dmp-error.ts'
import {findWanted, type Wanted} from '../../habilitation/find-wanted.ts'
import type {HabilitationMatrix} from '../../habilitation/matrix.ts'
import type {Workbench} from '../ports.ts'

export type Kinds = readonly Wanted['kind'][]

/** A word of the command line: never a long text, and never a number of a patient. */
const shown = (word: string) => {
  const masked = word.replace(/\d(?:[ .]?\d){12,}/g, '…')
  return masked.length > 80 ? `${masked.slice(0, 80)}…` : masked
}

/** @throws DmpError DMP_HABILITATION_WORD where nothing, or several things, are called so */
export async function findNamed(
  bench: Pick<Workbench, 'valueSets'>,
  matrix: HabilitationMatrix,
  word: string,
  kinds: Kinds,
): Promise<Wanted> {
  const valueSets = await bench.valueSets()
  const words = {matrix, types: valueSets.list('J66'), professions: valueSets.list('J01')}
  const found = findWanted(words, word, kinds)
  if (found.kind === 'one') return found.wanted
  const like = found.like.map(({code, name}) => `${code} (${name})`).join(', ')
  const wanted = kinds.length > 1 ? 'any' : (kinds[0] ?? 'any')
  throw new DmpError('DMP_HABILITATION_WORD', {
    params: {
      case: found.kind === 'several' ? 'several' : like === '' ? 'strange' : 'none',
      word: shown(word),
      like,
      kind: wanted,
    },
    details: {kind: wanted, like: found.like.map(({code}) => code)},
  })
}
