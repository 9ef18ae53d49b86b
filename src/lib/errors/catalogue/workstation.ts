import type {ErrorDefinitions} from '../definition.ts'

/** Errors of the diagnosis of a workstation; what is wrong with the workstation is no error but a finding. */
export const workstationErrors = {
  DMP_WORKSTATION_REPORT_UNREADABLE: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
