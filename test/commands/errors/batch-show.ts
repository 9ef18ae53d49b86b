import type {Scenarios} from './stage.ts'

/** Errors of looking at bulk runs. */
export const batchShow: Scenarios = {
  DMP_BATCH_NOT_FOUND: (stage) => stage.desk().attempt(['batch', 'status', '20260302-none']),
}
