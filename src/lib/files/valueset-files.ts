import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {
  type TableFrom,
  tableFault,
  type ValueSets,
  type ValueSetTable,
  valueSetsRead,
} from '../valuesets/value-sets.ts'

const SUFFIX = '.json'

function unusable(file: string, part: string, cause?: unknown): DmpError {
  return new DmpError('DMP_VALUESET_UNUSABLE', {params: {file, part}, cause})
}

function readTable(folder: string, name: string): TableFrom {
  const path = join(folder, name)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw unusable(path, 'JSON', cause)
  }
  const fault = tableFault(value)
  if (fault) throw unusable(path, fault)
  return {table: value as ValueSetTable, origin: folder}
}

function tableFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(SUFFIX))
      .sort()
  } catch (cause) {
    throw unusable(folder, '-', cause)
  }
}

/**
 * The code tables of the program and, over them, those a user put in a folder of their own: the newer version
 * of each table answers, `tables()` says which. A file of the program is named after its table and read when that
 * is first asked for, since one document meets few of them; the user's files, of any name, are all read here.
 * @param packaged `data/valuesets` of the program
 * @throws DmpError DMP_VALUESET_UNUSABLE, for a file of the program at the question that needs it
 */
export async function loadValueSets(packaged: string, user?: string): Promise<ValueSets> {
  const own = user === undefined ? [] : tableFiles(user).map((name) => readTable(user, name))
  const shipped = tableFiles(packaged).map((name) => name.slice(0, -SUFFIX.length))
  const ids = new Set([...shipped, ...own.map(({table}) => table.id)])
  const ofProgram = (id: string) => {
    if (!shipped.includes(id)) return []
    const found = readTable(packaged, `${id}${SUFFIX}`)
    if (found.table.id !== id) throw unusable(join(packaged, `${id}${SUFFIX}`), 'id')
    return [found]
  }
  return valueSetsRead([...ids], (id) => [...ofProgram(id), ...own.filter(({table}) => table.id === id)])
}
