import type {ErrorDefinitions} from '../definition.ts'

export const documentErrors = {
  DMP_XML_REFUSED: {exit: 'invalidInput', retry: 'never'},
  DMP_CDA_UNREADABLE: {exit: 'invalidInput', retry: 'never'},
  DMP_CDA_INPUT_INVALID: {exit: 'invalidInput', retry: 'never'},
  DMP_DOCUMENT_INVALID: {exit: 'invalidInput', retry: 'never'},
  DMP_VALUESET_UNUSABLE: {exit: 'configuration', retry: 'never'},
  DMP_SCHEMA_PACK_UNUSABLE: {exit: 'configuration', retry: 'never'},
  /** The file is not a manifest at all. params: file, reason */
  DMP_MANIFEST_UNREADABLE: {exit: 'invalidInput', retry: 'never'},
  /** One line of it. params: file, line, field, reason */
  DMP_MANIFEST_LINE: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
