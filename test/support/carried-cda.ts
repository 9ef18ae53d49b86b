/** Finished CDA documents of an invented patient, as a hospital's software would have written them. */
import {buildLevel1} from '../../src/lib/cda/build-level1.ts'
import type {Level1Input} from '../../src/lib/cda/level1-input.ts'
import {sampleInput, withBody} from '../unit/cda/sample-level1.ts'

export interface CarriedCda {
  readonly input: Level1Input
  readonly bytes: Buffer
}

/** Document `serial` of a first version, or of a new version of document `replaces`. */
export function carriedCda(
  serial: number,
  {replaces, ...changes}: Partial<Omit<Level1Input, 'replaces'>> & {readonly replaces?: number} = {},
  edit: (xml: string) => string = (xml) => xml,
): CarriedCda {
  const root = '1.2.250.1.999.1.1.77.4'
  const {replaces: _, ...first} = sampleInput
  const input: Level1Input = {
    ...first,
    id: `${root}.${serial}`,
    setId: {root: `1.2.250.1.999.1.1.77.5.${replaces ?? serial}`},
    versionNumber: replaces === undefined ? 1 : 2,
    ...(replaces === undefined ? {} : {replaces: {root: `${root}.${replaces}`}}),
    ...changes,
  }
  const plain = withBody(buildLevel1(input), Buffer.from(`Document ${serial}\n`))
  return {input, bytes: Buffer.from(edit(plain.toString('utf8')))}
}
