import type {ErrorDefinitions} from '../definition.ts'

/** Errors of the contextual access to the web access for professionals. */
export const webpsErrors = {
  /** No such page, or a patient for a page that takes none (`case` no-patient). params: page, pages, case */
  DMP_WEBPS_PAGE: {exit: 'usage', retry: 'never'},
  /** No host is set (`case` missing), or what is set is no address of the Web-PS (`case` form). params: case, reason */
  DMP_WEBPS_ADDRESS: {exit: 'configuration', retry: 'never'},
  /** The address could not be opened here. params: program, reason (missing, no-screen, failed), detail */
  DMP_WEBPS_NOT_OPENED: {exit: 'localMeans', retry: 'later'},
} as const satisfies ErrorDefinitions
