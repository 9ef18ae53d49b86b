/** What readers of inputs ask of the world, with real files and the real reader of CDA. */
import {localFiles} from '../../src/lib/files/local-files.ts'
import {buildProfile} from '../../src/lib/profile/build-profile.ts'
import type {Environment, Profile} from '../../src/lib/profile/profile.ts'
import {resolveValues} from '../../src/lib/profile/resolve-values.ts'
import type {RawValue} from '../../src/lib/profile/setting.ts'
import type {Candidate, CandidateSource} from '../../src/lib/usecases/batch/candidate.ts'
import type {InputBench} from '../../src/lib/usecases/batch/inputs/input-options.ts'
import {createCdaReader} from '../../src/lib/xml/cda-reader.ts'

const least: Readonly<Record<string, RawValue>> = {
  'endpoints.base': 'https://127.0.0.1:8443/services',
  'structure.finessEj': '990000002',
  'structure.finessEg': '990000002',
  'structure.name': 'HOPITAL FICTIF',
  'structure.kind': 'es',
  'structure.legalStatus': 'public',
  'structure.sector': 'SA01',
  'structure.ippOid': '1.2.250.1.999.1.1.8',
  'certificates.auth.path': '/keys/auth.p12',
  'certificates.sign.path': '/keys/sign.p12',
  'ids.oidRoot': '1.2.250.1.999.1',
}

export function profileWith(
  stated: Readonly<Record<string, RawValue>> = {},
  environment: Environment = 'test',
): Profile {
  const origin = {kind: 'profile', where: 'p.yaml'} as const
  const layer = new Map(
    Object.entries({environment, ...least, ...stated}).map(([key, raw]) => [key, {raw, origin}] as const),
  )
  const {values} = resolveValues([layer], {
    product: {name: 'dmp', version: '1.0'},
    journalPath: '/journal',
    place: (value) => value,
  })
  return buildProfile('sample', values)
}

export function inputBench(profile = profileWith()): InputBench {
  return {
    files: localFiles,
    cdaReader: createCdaReader(),
    profile: async () => profile,
    signal: new AbortController().signal,
  }
}

export async function allOf(source: CandidateSource): Promise<Candidate[]> {
  const found: Candidate[] = []
  for await (const one of source) found.push(one)
  return found
}

export const visible = {
  hiddenFromProfessionals: false,
  hiddenFromPatient: false,
  hiddenFromLegalRepresentatives: false,
} as const
