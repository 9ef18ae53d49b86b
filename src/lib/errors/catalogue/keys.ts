import type {ErrorDefinitions} from '../definition.ts'

/** Errors of keys, certificates, tokens and secrets. `problem` in their params is a stable technical word. */
export const keysErrors = {
  DMP_KEY_FILE_UNREADABLE: {exit: 'localMeans', retry: 'never'},
  DMP_KEY_FILE_EXPOSED: {exit: 'localMeans', retry: 'never'},
  DMP_KEY_PASSPHRASE_WRONG: {exit: 'localMeans', retry: 'never'},
  DMP_KEY_PIN_REFUSED: {exit: 'localMeans', retry: 'never'},
  DMP_KEY_TOKEN_UNAVAILABLE: {exit: 'localMeans', retry: 'later'},
  DMP_KEY_TOKEN_TLS_UNSUPPORTED: {exit: 'configuration', retry: 'never'},
  DMP_SECRET_UNAVAILABLE: {exit: 'localMeans', retry: 'never'},
  DMP_CERTIFICATE_UNFIT: {exit: 'localMeans', retry: 'never'},
} as const satisfies ErrorDefinitions
