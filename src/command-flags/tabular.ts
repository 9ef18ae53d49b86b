import {Flags} from '@oclif/core'

/** How the columns of a table are read. */
export const tabularFlags = {
  mapping: Flags.string({summary: 'flag.map-mapping', helpValue: 'FILE'}),
  column: Flags.string({summary: 'flag.map-column', helpValue: 'NAME=SOURCE', multiple: true}),
  sheet: Flags.string({summary: 'flag.map-sheet', helpValue: 'NAME'}),
}
