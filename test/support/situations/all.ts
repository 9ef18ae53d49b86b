import {cpsSituations} from './cps.ts'
import {otherSystems} from './facts.ts'
import {networkSituations} from './network.ts'
import {readerSituations} from './readers.ts'
import type {Section} from './situation.ts'

export const sections: readonly Section[] = [readerSituations, cpsSituations, networkSituations, otherSystems]
