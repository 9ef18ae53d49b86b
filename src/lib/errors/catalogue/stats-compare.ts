import type {ErrorDefinitions} from '../definition.ts'

/** Errors of comparing figures: of what is compared by. */
export const statsCompareErrors = {
  /** A catalogue of indicators or a directory is not one (`kind`). params: file, kind, at, expected */
  DMP_STATS_SETTING: {exit: 'configuration', retry: 'never'},
} as const satisfies ErrorDefinitions
