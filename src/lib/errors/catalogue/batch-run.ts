import type {ErrorDefinitions} from '../definition.ts'

/** Bulk runs at work. */
export const batchRunErrors = {
  /** The run that was named cannot be worked on as it is. params: run, case (planning, planned, kind, profile), profile */
  DMP_BATCH_STATE: {exit: 'usage', retry: 'never'},
  /** The same failure again and again, whatever the document: the rest was left alone. params: cause, count; case refusals: answer */
  DMP_CIRCUIT_OPEN: {exit: 'temporary', retry: 'later'},
  /** A certificate ended while the run worked, and no other was put in its place. params: end, profile, problem */
  DMP_CERTIFICATE_ENDED: {exit: 'localMeans', retry: 'later'},
} as const satisfies ErrorDefinitions
