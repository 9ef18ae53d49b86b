import type {ErrorDefinitions} from '../definition.ts'

/** Errors of what carries documents: HL7 messages, XDM archives, folders of CDA. */
export const carrierErrors = {
  /** A path given as an input, acknowledgement or opposition file is none. params: file, reason, kinds */
  DMP_INPUT_UNCLEAR: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
