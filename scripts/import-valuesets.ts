/**
 * Converts published code tables into our own format: `node scripts/import-valuesets.ts SOURCE_FOLDER`.
 * Source files are `{name, oid, version, source, use, concepts: [{code, codeSystem, displayName}]}` named
 * `<id>_<anything>.json`; ASS_X16 lists `{typeCode, typeCodeSystem, classCode, classCodeSystem}`.
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {ValueSetTable} from '../src/lib/valuesets/value-sets.ts'

interface Published {
  readonly name: string
  readonly oid: string
  readonly version: string
  readonly source: string
  readonly use: string
  readonly concepts: readonly Readonly<Record<string, string>>[]
}

const target = join(dirname(fileURLToPath(import.meta.url)), '../data/valuesets')

function idOf(file: string): string {
  const id = /^(J\d+|ASS_X\d+|HL7_[a-z]+)/i.exec(file)?.[1]
  if (!id) throw new Error(`no table id in the file name ${file}`)
  return id
}

function convert(id: string, given: Published): ValueSetTable {
  const {name, oid, version, source, use} = given
  const cell = (row: Readonly<Record<string, string>>, key: string) => {
    const value = row[key]
    if (value === undefined) throw new Error(`${id}: a row without ${key}`)
    return value
  }
  if (id.startsWith('ASS_'))
    return {
      ...{id, name, oid, version, source, use, codes: []},
      map: given.concepts.map((row) => [
        cell(row, 'typeCode'),
        cell(row, 'typeCodeSystem'),
        cell(row, 'classCode'),
        cell(row, 'classCodeSystem'),
      ]),
    }
  return {
    ...{id, name, oid, version, source, use},
    codes: given.concepts.map((row) => [
      cell(row, 'code'),
      cell(row, 'codeSystem'),
      cell(row, 'displayName'),
    ]),
  }
}

/** One row a line, so that a new version of a table reads as a diff of its codes. */
function print(table: ValueSetTable): string {
  const {codes, map, ...head} = table
  const rows = (list: readonly (readonly string[])[]) =>
    list.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
  const fields = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  )
  fields.push(codes.length > 0 ? `  "codes": [\n${rows(codes)}\n  ]` : '  "codes": []')
  if (map) fields.push(`  "map": [\n${rows(map)}\n  ]`)
  return `{\n${fields.join(',\n')}\n}\n`
}

const source = process.argv[2]
if (source === undefined) throw new Error('usage: node scripts/import-valuesets.ts SOURCE_FOLDER')
for (const file of readdirSync(source).filter((name) => name.endsWith('.json'))) {
  const id = idOf(file)
  const table = convert(id, JSON.parse(readFileSync(join(source, file), 'utf8')) as Published)
  writeFileSync(join(target, `${id}.json`), print(table))
  console.log(`${id}\t${table.codes.length || table.map?.length}\t${table.version}`)
}
