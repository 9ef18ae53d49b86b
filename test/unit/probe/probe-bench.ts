/** A probe on this machine's loopback: real sockets, a profile and a clock that are made up. */
import {readFileSync} from 'node:fs'
import type {LocalAct} from '../../../src/lib/ports/local-acts.ts'
import type {OwnMaterial} from '../../../src/lib/ports/reachability.ts'
import {reachability} from '../../../src/lib/reachability/reachability.ts'
import type {NameMeans} from '../../../src/lib/reachability/resolve.ts'
import type {ProbeBench} from '../../../src/lib/usecases/probe/ports.ts'
import type {ProbeWish} from '../../../src/lib/usecases/probe/probe-dmp.ts'
import type {Issued} from '../../support/test-keys.ts'

export interface BenchPlan {
  readonly base: string
  readonly caFile: string
  readonly own: Issued
  readonly kept?: 'token' | 'secret' | 'unusable'
  readonly proxy?: string
  readonly environment?: 'test' | 'sandbox'
  readonly names?: Partial<NameMeans>
  readonly signal?: AbortSignal
  readonly sleep?: () => Promise<void>
}

export function probeBench(plan: BenchPlan) {
  const acts: LocalAct[] = []
  const files = new Map<string, string>()
  const profile = {
    name: 'essai',
    environment: plan.environment ?? 'test',
    endpoints: {base: plan.base},
    trust: {caFiles: [plan.caFile]},
    certificates: {auth: {}, sign: {}},
    ...(plan.proxy === undefined ? {} : {proxy: plan.proxy}),
  }
  const material: OwnMaterial | {kept: 'token' | 'secret' | 'unusable'} = plan.kept
    ? {kept: plan.kept}
    : {
        cert: readFileSync(plan.own.certificatePath, 'utf8'),
        key: readFileSync(plan.own.keyPath, 'utf8'),
      }
  const road = reachability({
    platform: 'linux',
    env: {},
    run: async () => ({kind: 'absent'}) as never,
    now: Date.now,
    ...(plan.names ? {names: plan.names} : {}),
  })
  const bench = {
    clock: {now: Date.now, monotonic: () => performance.now(), sleep: plan.sleep ?? (async () => undefined)},
    signal: plan.signal ?? new AbortController().signal,
    workstation: {reachability: async () => road},
    loadedProfile: async () => ({profile, warnings: []}),
    profiles: {list: async () => [profile.name]},
    trustStore: {list: async () => []},
    certificateSources: {},
    files: {
      read: async (path: string) => new Uint8Array(readFileSync(path)),
      resolve: (path: string) => path,
    },
    outputs: {
      replace: async (path: string, text: string) => {
        files.set(path, text)
      },
    },
    authMaterial: async () => material,
    recordAct: async (act: LocalAct) => {
      acts.push(act)
    },
  } as unknown as ProbeBench
  return {bench, acts, files}
}

export const probeWish = (more: Partial<ProbeWish> = {}): ProbeWish => ({
  format: 'text',
  output: undefined,
  witnesses: [],
  timeoutMs: 6_000,
  slowMs: 5_000,
  journal: true,
  watch: false,
  intervalMs: 60_000,
  ...more,
})
