import {Flags} from '@oclif/core'

/** The version to replace, as the hospital knows it; the plain names are taken by the new document. */
export const replaceTargetFlags = {
  'replaces-cda': Flags.string({summary: 'flag.reference-cda', helpGroup: 'reference', helpValue: 'FILE'}),
  'replaces-hl7': Flags.string({summary: 'flag.reference-hl7', helpGroup: 'reference', helpValue: 'FILE'}),
  'replaces-source-id': Flags.string({summary: 'flag.reference-source-id', helpGroup: 'reference'}),
  'replaces-ipp': Flags.string({
    summary: 'flag.reference-ipp',
    helpGroup: 'reference',
    helpValue: '@FILE|-|IPP',
  }),
  'replaces-venue': Flags.string({summary: 'flag.reference-venue', helpGroup: 'reference'}),
}
