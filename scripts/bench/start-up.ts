import {join} from 'node:path'
import {takeTurns} from './child-cpu.ts'
import {type Place, schemaPackFolder, validateArguments, writeText} from './place.ts'
import type {Measured} from './row.ts'

interface Taken {
  readonly measures: readonly Measured[]
  readonly left: readonly string[]
}

/** CPU of whole processes: an empty Node, the program's quick answers, one document checked. */
export function measureStartUp(place: Place, rounds: number): Taken {
  const {program} = place
  const validate = [program, ...validateArguments(place, writeText(place, 'validate.txt', 50_000))]
  const inspect = [program, 'cert', 'inspect', join(place.box, 'main-sign.p12')]
  const commands = [
    ['-e', '0'],
    [program, '--version'],
    [program, '--help'],
    [program, 'version'],
    validate,
    inspect,
    [program, 'ins', 'check', '265059999900141'],
    [program, 'doctor', '--offline'],
  ]
  const [
    node = [],
    version = [],
    help = [],
    empty = [],
    checked = [],
    inspected = [],
    number = [],
    doctor = [],
  ] = takeTurns(commands, place.env, rounds)
  const base = {group: 'start-up', unit: 'ms CPU'} as const
  const called = validate[2] === 'validate' ? '`dmp document validate`' : '`dmp document submit --dry-run`'
  const measures: Measured[] = [
    {...base, name: '`dmp --version`', reference: '`node -e 0`', ours: version, theirs: node, atMost: 1.5},
    {...base, name: '`dmp --help`', reference: '`node -e 0`', ours: help, theirs: node, atMost: 4},
    {...base, name: '`dmp version` (empty command)', reference: '`node -e 0`', ours: empty, theirs: node},
    {
      ...base,
      name: `${called}, 50 kB of text`,
      reference: '`dmp version`',
      ours: checked,
      theirs: empty,
      atMost: 1.5,
    },
    {
      ...base,
      name: '`dmp cert inspect`, a .p12 of three certificates',
      reference: '`dmp version`',
      ours: inspected,
      theirs: empty,
      atMost: 1.3,
    },
    {
      ...base,
      name: '`dmp ins check` of one number',
      reference: '`dmp version`',
      ours: number,
      theirs: empty,
      atMost: 1.3,
    },
    {
      ...base,
      name: '`dmp doctor --offline`, certificates of a profile included',
      reference: '`dmp version`',
      ours: doctor,
      theirs: empty,
      atMost: 2,
    },
  ]
  const pack = schemaPackFolder(place.root)
  if (!pack) return {measures, left: ['validation with the schema pack (no pack: set DMP_SHARED_DATA)']}
  try {
    const env = {...place.env, DMP_SCHEMA_PACK: pack}
    const few = Math.min(3, rounds)
    const [alone = [], packed = []] = takeTurns([[program, 'version'], validate], env, few)
    const withPack = {...base, name: `${called}, with the schema pack`, reference: '`dmp version`'}
    return {measures: [...measures, {...withPack, ours: packed, theirs: alone}], left: []}
  } catch (error) {
    return {measures, left: [`validation with the schema pack (${(error as Error).message})`]}
  }
}
