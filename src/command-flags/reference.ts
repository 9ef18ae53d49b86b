import {Flags} from '@oclif/core'

/** A document as the hospital knows it, wherever a uniqueId is asked for. */
export const referenceFlags = {
  cda: Flags.string({summary: 'flag.reference-cda', helpGroup: 'reference', helpValue: 'FILE'}),
  hl7: Flags.string({summary: 'flag.reference-hl7', helpGroup: 'reference', helpValue: 'FILE'}),
  'source-id': Flags.string({
    summary: 'flag.reference-source-id',
    helpGroup: 'reference',
    helpValue: '@FILE|-|ID',
  }),
  ipp: Flags.string({summary: 'flag.reference-ipp', helpGroup: 'reference', helpValue: '@FILE|-|IPP'}),
  venue: Flags.string({summary: 'flag.reference-venue', helpGroup: 'reference', helpValue: '@FILE|-|VISIT'}),
}
