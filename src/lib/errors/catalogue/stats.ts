import type {ErrorDefinitions} from '../definition.ts'

/** Errors about figures: what a file or an endpoint counts, and what is compared. */
export const statsErrors = {
  /** A file of figures cannot be read at all. params: file, reason, line */
  DMP_STATS_UNREADABLE: {exit: 'invalidInput', retry: 'never'},
  /** Its columns are not recognised, or two fit one field. params: file, reason, field, columns */
  DMP_STATS_COLUMNS: {exit: 'invalidInput', retry: 'never'},
  /** Its numbers read in two ways. params: file, text, line, column */
  DMP_STATS_NUMBERS: {exit: 'invalidInput', retry: 'never'},
  /** Two files of one side give one figure. params: file, other, key, line, column */
  DMP_STATS_TWICE: {exit: 'invalidInput', retry: 'never'},
  /** An endpoint of Elasticsearch does not answer, or not as one. params: host, reason */
  DMP_STATS_ENDPOINT: {exit: 'temporary', retry: 'later'},
  /** It cannot be asked: address, key or authority. params: field, reason */
  DMP_STATS_ENDPOINT_SETTING: {exit: 'usage', retry: 'never'},
} as const satisfies ErrorDefinitions
