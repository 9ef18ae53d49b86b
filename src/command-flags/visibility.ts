import {Flags} from '@oclif/core'

/** Who may not see the document: stated for each, never assumed (EX_2.1-1050). */
export const visibilityFlags = {
  visible: Flags.boolean({summary: 'flag.visible', helpGroup: 'visibility'}),
  'hide-from-patient': Flags.boolean({summary: 'flag.hide-from-patient', helpGroup: 'visibility'}),
  'hide-from-professionals': Flags.boolean({
    summary: 'flag.hide-from-professionals',
    helpGroup: 'visibility',
  }),
  'hide-from-legal-representatives': Flags.boolean({
    summary: 'flag.hide-from-legal-representatives',
    helpGroup: 'visibility',
  }),
}
