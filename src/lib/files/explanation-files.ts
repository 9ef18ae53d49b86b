import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {type ExplanationTable, tableFault} from '../explanations/tables.ts'

/**
 * The tables of `data/explanations`, by name of file.
 * @throws DmpError DMP_VALUESET_UNUSABLE
 */
export function loadExplanationTables(folder: string): readonly ExplanationTable[] {
  const names = namesIn(folder)
  if (names.length === 0) throw unusable(folder, '*.json')
  return names.map((name) => readTable(join(folder, name)))
}

const unusable = (file: string, part: string, cause?: unknown) =>
  new DmpError('DMP_VALUESET_UNUSABLE', {params: {file, part}, cause})

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
  } catch (cause) {
    throw unusable(folder, '*.json', cause)
  }
}

function readTable(file: string): ExplanationTable {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw unusable(file, 'JSON', cause)
  }
  const fault = tableFault(value)
  if (fault) throw unusable(file, fault)
  return value as ExplanationTable
}
