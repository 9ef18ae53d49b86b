import {type Column, columns as manifest} from '../manifest/columns.ts'

const text: Column = {type: 'text'}

const NAMES = [
  'ipp',
  'ins',
  'ins_oid',
  'identity_status',
  'birth_name',
  'first_given',
  'given_names',
  'birth_date',
  'sex',
  'birth_place',
  'used_name',
  'used_given',
] as const

const named = (name: string): Column => manifest[name] ?? text

/** Columns of an identities file; `oid` and `status` are short for `ins_oid` and `identity_status`. */
export const identityColumns: Readonly<Record<string, Column>> = Object.assign(Object.create(null), {
  ...Object.fromEntries(NAMES.map((name) => [name, named(name)])),
  oid: named('ins_oid'),
  status: text,
  as_of: named('reveal_due'),
  ins_history: {type: 'text', several: true},
  deceased: text,
  merged_into: text,
})
