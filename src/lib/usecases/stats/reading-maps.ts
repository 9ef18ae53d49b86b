import {mappingFault} from '../../mapping/mapping-tree.ts'
import type {Side} from '../../stats/reading/figures.ts'
import {presetNamed, presetsOf} from '../../stats/reading/presets.ts'
import {readReadingMap, withColumnFlags} from '../../stats/reading/read-reading-map.ts'
import type {ReadingMap} from '../../stats/reading/reading-map.ts'
import {withStays} from '../../stats/reading/stays.ts'
import type {ReadingBench, ReadingWish} from './reading-bench.ts'

const MAX_BYTES = 1024 * 1024

/**
 * The maps to try on the files of a side: the one of a mapping file, the preset that was asked for, or all presets; each
 * with the columns that flags name.
 * @throws DmpError DMP_MAPPING_INVALID, DMP_FILE_UNREADABLE
 */
export async function readingMaps(
  {files}: ReadingBench,
  side: Side,
  {mapping, preset, columns = [], stays}: ReadingWish,
): Promise<readonly ReadingMap[]> {
  const flag = stays?.flag ?? `--${side}-column`
  const named = preset === undefined ? undefined : presetNamed(preset)
  if (preset !== undefined && !named) throw mappingFault('--preset', preset.slice(0, 80), 'value')
  const given = mapping === undefined ? undefined : await mapOf({files}, mapping, side)
  const maps = given ? [given] : named ? [named] : stays ? presetsOf[side].map(withStays) : presetsOf[side]
  return maps.map((map) => withColumnFlags(map, columns, flag))
}

async function mapOf({files}: Pick<ReadingBench, 'files'>, path: string, side: Side): Promise<ReadingMap> {
  const bytes = await files.read(path, {maxBytes: MAX_BYTES})
  const map = readReadingMap(new TextDecoder().decode(bytes), path, side)
  if (!map) throw mappingFault(path, side === 'elastic' ? 'elastic' : 'osis', 'map')
  return map
}
