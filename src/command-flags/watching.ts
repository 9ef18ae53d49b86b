import {Flags} from '@oclif/core'

/** How a run is followed from outside while it works. */
export const watchingFlags = {
  events: Flags.string({summary: 'flag.events', helpGroup: 'watching', helpValue: 'FILE'}),
  metrics: Flags.string({summary: 'flag.metrics', helpGroup: 'watching', helpValue: 'FILE'}),
}
