import {DmpError} from '../../errors/dmp-error.ts'
import type {DirectoryEntry} from '../../stats/directory.ts'
import {folded} from '../../stats/indicator-match.ts'
import {readFiness} from '../../stats/reading/finess.ts'
import {openCsv} from '../../tabular/open-csv.ts'
import type {Workbench} from '../ports.ts'

/** Names that the columns of a directory go by, without accents and signs. */
const COLUMNS = {
  eg: ['eg', 'finess eg', 'finess geographique', 'finess', 'site'],
  ej: ['ej', 'finess ej', 'finess juridique', 'entite juridique', 'legal entity'],
  name: ['nom', 'name', 'libelle', 'raison sociale'],
  declaredUnder: ['declare sous', 'declared under', 'remplace par'],
  worksFor: ['travaille pour', 'works for', 'sous traitant de', 'subcontractor of'],
} as const satisfies Record<keyof DirectoryEntry, readonly string[]>

type Bench = Pick<Workbench, 'files' | 'signal'>

const plain = (header: string) =>
  folded(header)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/**
 * A directory of sites: a CSV with the columns `EG` and `EJ`, and where wanted the name, the site it is declared under and
 * the site it works for. A number is read as those of the figures are, and a site belongs to one entity alone.
 * @throws DmpError DMP_STATS_SETTING, DMP_FILE_UNREADABLE
 */
export async function readDirectory(
  {files, signal}: Bench,
  path: string | undefined,
): Promise<readonly DirectoryEntry[]> {
  if (path === undefined) return []
  const file = files.resolve(path)
  const fault = (at: string, expected: string) =>
    new DmpError('DMP_STATS_SETTING', {params: {file, kind: 'directory', at, expected}})
  const table = await openCsv(await files.source(file), {}, signal)
  const headers = table?.header.map(plain) ?? []
  const places = new Map<string, number>(
    Object.entries(COLUMNS).map(([field, names]) => [
      field,
      headers.findIndex((header) => (names as readonly string[]).includes(header)),
    ]),
  )
  const lacking = (['eg', 'ej'] as const).find((field) => (places.get(field) ?? -1) < 0)
  if (!table || lacking) throw fault('1', lacking === 'ej' ? 'column-ej' : 'column-eg')
  const entries: DirectoryEntry[] = []
  const entities = new Map<string, string>()
  for await (const block of table.records())
    for (const {cells, line, fault: broken} of block) {
      if (broken) throw fault(String(line), 'csv')
      if (cells.every((cell) => cell.trim() === '')) continue
      const cell = (field: keyof DirectoryEntry) => cells[places.get(field) ?? -1]?.trim() ?? ''
      const finess = (field: keyof DirectoryEntry) => finessOf(cell(field))
      for (const field of ['eg', 'ej', 'declaredUnder', 'worksFor'] as const) {
        const optional = field !== 'eg' && field !== 'ej'
        if (!(optional && cell(field) === '') && finess(field) === '') throw fault(String(line), field)
      }
      const [eg, ej] = [finess('eg'), finess('ej')]
      if ((entities.get(eg) ?? ej) !== ej) throw fault(String(line), 'one-entity')
      entities.set(eg, ej)
      entries.push({
        eg,
        ej,
        ...(cell('name') ? {name: cell('name')} : {}),
        ...(cell('declaredUnder') ? {declaredUnder: finess('declaredUnder')} : {}),
        ...(cell('worksFor') ? {worksFor: finess('worksFor')} : {}),
      })
    }
  return entries
}

/** Empty when it is none. */
function finessOf(cell: string): string {
  const read = readFiness(cell)
  return read.state === 'finess' ? read.finess : ''
}
