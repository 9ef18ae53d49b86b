/**
 * The code tables by which the registry accepts or refuses metadata: the value sets the DMP publishes (J57–J62, J66)
 * and the association of type to class (ASS_X16), read from `data/valuesets` by the sandbox's own reader.
 *
 * It does not know the wider CI-SIS tables: a document may be conformant there and still not acceptable here.
 */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'

export type TableId = 'J57' | 'J58' | 'J59' | 'J60' | 'J61' | 'J62' | 'J66'

const TABLES: readonly TableId[] = ['J57', 'J58', 'J59', 'J60', 'J61', 'J62', 'J66']

export interface CodeTables {
  /** Whether `code` of `system` is in the table. */
  has(table: TableId, code: string, system: string): boolean
  /** `code|system` of the class that ASS_X16 gives to a type. */
  classOf(typeCode: string, typeSystem: string): string | undefined
}

interface TableFile {
  readonly codes: readonly (readonly string[])[]
  readonly map?: readonly (readonly string[])[]
}

/** Reads the tables of `<dataFolder>/valuesets`. */
export async function loadCodeTables(dataFolder: string): Promise<CodeTables> {
  const read = async (id: string): Promise<TableFile> =>
    JSON.parse(await readFile(join(dataFolder, 'valuesets', `${id}.json`), 'utf8')) as TableFile
  const known = new Map(
    await Promise.all(
      TABLES.map(async (id): Promise<[TableId, Set<string>]> => {
        const {codes} = await read(id)
        return [id, new Set(codes.map(([code, system]) => `${code}|${system}`))]
      }),
    ),
  )
  const association = await read('ASS_X16')
  const classes = new Map(
    (association.map ?? []).map(([type, typeSystem, code, system]) => [
      `${type}|${typeSystem}`,
      `${code}|${system}`,
    ]),
  )
  return {
    has: (table, code, system) => known.get(table)?.has(`${code}|${system}`) ?? false,
    classOf: (typeCode, typeSystem) => classes.get(`${typeCode}|${typeSystem}`),
  }
}
