import {DmpError} from '../../errors/dmp-error.ts'
import type {DirectoryEntry} from '../../stats/directory.ts'
import {folded} from '../../stats/indicator-match.ts'
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

const FINESS = /^(?:\d{9}|2[AB]\d{7})$/

type Bench = Pick<Workbench, 'files' | 'signal'>

const plain = (header: string) =>
  folded(header)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/**
 * A directory of sites: a CSV with the columns `EG` and `EJ`, and where wanted the name, the site it is declared under and
 * the site it works for. A number that lost its leading zeros is given them back.
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
  for await (const block of table.records())
    for (const {cells, line, fault: broken} of block) {
      if (broken) throw fault(String(line), 'csv')
      if (cells.every((cell) => cell.trim() === '')) continue
      const cell = (field: keyof DirectoryEntry) => cells[places.get(field) ?? -1]?.trim() ?? ''
      const finess = (field: keyof DirectoryEntry) => finessOf(cell(field))
      for (const field of ['eg', 'ej', 'declaredUnder', 'worksFor'] as const) {
        const optional = field !== 'eg' && field !== 'ej'
        if (!(optional && cell(field) === '') && !FINESS.test(finess(field))) throw fault(String(line), field)
      }
      entries.push({
        eg: finess('eg'),
        ej: finess('ej'),
        ...(cell('name') ? {name: cell('name')} : {}),
        ...(cell('declaredUnder') ? {declaredUnder: finess('declaredUnder')} : {}),
        ...(cell('worksFor') ? {worksFor: finess('worksFor')} : {}),
      })
    }
  return entries
}

function finessOf(cell: string): string {
  const digits = cell.replace(/^="?|"$|^'/g, '').replace(/\s+/g, '')
  return /^\d{7,8}$/.test(digits) ? digits.padStart(9, '0') : digits.toUpperCase()
}
