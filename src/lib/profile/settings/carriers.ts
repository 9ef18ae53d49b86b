import {type Setting, setting} from '../setting.ts'

/** How documents that others finished are judged: HL7 messages, XDM archives, folders of CDA. */
export const carrierSettings: readonly Setting[] = [
  // A feed labels an identity VALI whether or not INSi qualified it: only the hospital knows what its own means.
  setting('hl7.valiMeansQualified', {kind: 'boolean'}, {scope: 'own-layers', default: () => false}),
  setting('documents.idExtension', {kind: 'choice', values: ['hold', 'send']}, {default: () => 'hold'}),
]
