import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {
  type TableFrom,
  tableFault,
  type ValueSets,
  type ValueSetTable,
  valueSetsOf,
} from '../valuesets/value-sets.ts'

async function readTable(folder: string, name: string): Promise<TableFrom> {
  const path = join(folder, name)
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new DmpError('DMP_VALUESET_UNUSABLE', {params: {file: path, part: 'JSON'}, cause})
  }
  const fault = tableFault(value)
  if (fault) throw new DmpError('DMP_VALUESET_UNUSABLE', {params: {file: path, part: fault}})
  return {table: value as ValueSetTable, origin: folder}
}

async function readFolder(folder: string): Promise<readonly TableFrom[]> {
  let names: readonly string[]
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  } catch (cause) {
    throw new DmpError('DMP_VALUESET_UNUSABLE', {params: {file: folder, part: '-'}, cause})
  }
  return Promise.all(names.map((name) => readTable(folder, name)))
}

/**
 * The code tables of the program and, over them, those a user put in a folder of their own: the newer version
 * of each table answers, `tables()` says which.
 * @param packaged `data/valuesets` of the program
 * @throws DmpError DMP_VALUESET_UNUSABLE
 */
export async function loadValueSets(packaged: string, user?: string): Promise<ValueSets> {
  const folders = user === undefined ? [packaged] : [packaged, user]
  return valueSetsOf((await Promise.all(folders.map(readFolder))).flat())
}
