import type {ErrorDefinitions} from '../definition.ts'

/** Errors of looking an identity up at INSi. */
export const insiErrors = {
  /** params: names (settings that lack), profile */
  DMP_INSI_NOT_CONFIGURED: {exit: 'configuration', retry: 'never'},
  /** The certificate is not one for INSi; nothing was sent. params: case (the fault), found, expected… */
  DMP_INSI_CERTIFICATE: {exit: 'localMeans', retry: 'never'},
  /** A trait that INSi cannot take. params: trait, fault, character */
  DMP_INSI_TRAIT: {exit: 'invalidInput', retry: 'never'},
  /** A fault. params: code, family, text, technical, messageId */
  DMP_INSI_REFUSED: {exit: 'refused', retry: 'never'},
  /** Not now. params as above */
  DMP_INSI_BUSY: {exit: 'temporary', retry: 'later'},
  /** An answer that is not one; a search changes nothing and may be made again. params: reason, at */
  DMP_INSI_UNREADABLE: {exit: 'temporary', retry: 'later'},
} as const satisfies ErrorDefinitions
