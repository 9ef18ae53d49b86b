import {stringify} from 'yaml'
import type {TableFacts} from '../tabular/tabular.ts'
import type {Draft} from './draft.ts'

/**
 * A draft as the text of a mapping file: plain YAML, every word of it read back as it stands. That of an identities file
 * is the section `identities` of the mapping that a plan is given.
 */
export function draftYaml(draft: Draft, facts: TableFacts, ofIdentities = false): string {
  const columns = Object.fromEntries(
    [...draft.columns].map(([column, name]) => [
      column,
      column === 'ins' && draft.insKey !== undefined ? {column: name, key: draft.insKey} : plainName(name),
    ]),
  )
  const whole = {
    ...sourceOf(facts),
    columns,
    ...(draft.dates.size > 0
      ? {dates: {zone: 'Europe/Paris', columns: Object.fromEntries(draft.dates)}}
      : {}),
    ...(draft.words.size > 0
      ? {
          words: Object.fromEntries(
            [...draft.words].map(([column, words]) => [column, Object.fromEntries(words)]),
          ),
        }
      : {}),
    ...(draft.types.length > 0 ? {types: Object.fromEntries(draft.types.map(([label]) => [label, '']))} : {}),
    ...(draft.statuses.length > 0
      ? {status: {accept: [], hold: draft.statuses.map(([word]) => word), refuse: []}}
      : {}),
    ...(draft.strip === undefined ? {} : {paths: {strip: [draft.strip]}}),
  }
  return stringify(ofIdentities ? {version: '1', identities: whole} : {version: '1', ...whole}, {
    lineWidth: 0,
    defaultStringType: 'PLAIN',
  })
}

/** A name with braces would be a text made of columns. */
function plainName(name: string): string | {column: string} {
  return /[{}]/.test(name) ? {column: name} : name
}

function sourceOf({encoding, delimiter, headerLine, sheet, kind}: TableFacts) {
  if (kind === 'ndjson') return {}
  if (kind === 'xlsx') return {source: {sheet: sheet ?? '', header: String(headerLine)}}
  return {
    source: {
      encoding: encoding ?? 'utf-8',
      delimiter: delimiter === '\t' ? 'tab' : (delimiter ?? ';'),
      header: String(headerLine),
    },
  }
}
