/** Facts of a workstation on which everything is well, and changes to them, so that one situation is one line. */
import type {Around, DoctorSettings, Judgement} from '../../src/lib/workstation/check.ts'
import {judges} from '../../src/lib/workstation/checks/judges.ts'
import type {FactName, FactValues, Known, WorkstationFacts} from '../../src/lib/workstation/facts.ts'
import {judgeAll} from '../../src/lib/workstation/judge-all.ts'
import {type Check, judgeKnown} from '../../src/lib/workstation/judge-known.ts'
import {type CheckId, checkIds, registry} from '../../src/lib/workstation/registry.ts'
import type {Wanted} from '../../src/lib/workstation/wanted.ts'

export const NOW = Date.parse('2026-03-02T10:00:00Z')
export const CPS3 = '3BAC00402A001225006480000310009000'
export const CPS4 = '3BDC18FF00001225006480000401009000'
export const VITALE2 = '3B7513000046' + '09EA9000'

/** Facts of other groups are added by whoever judges them; one without a value here is not gathered. */
export const goodValues = {
  host: {
    platform: 'win32',
    system: 'Windows 11 Pro 10.0.22631',
    machineArch: 'x64',
    nodeArch: 'x64',
    nodeVersion: '24.21.0',
    elevated: 'untold',
    session: {kind: 'console', by: 'SESSIONNAME'},
  },
  clockSync: {state: 'synchronised', by: 'w32tm', lastAt: NOW - 3_600_000},
  localPorts: {state: 'listed', by: 'netstat', listening: []},
  galss: {state: 'absent', dmpConnect: false},
  browsers: {found: [{name: 'Edge', version: '130.0.1', by: 'HKCU'}]},
  readers: {
    kind: 'listed',
    backend: 'certutil',
    readers: [{name: 'SCM Microsystems Inc. SCR 355 0', card: 'present', atr: CPS3, held: 'free'}],
  },
  usb: {kind: 'listed', devices: [{name: 'SCR 355', id: '04e6:5810', by: 'class'}]},
  certificates: {
    state: 'checked',
    profile: 'hospital',
    environment: 'test',
    findings: [],
    passed: 30,
    skipped: 5,
    unproved: [],
    daysLeft: 400,
  },
  client: {at: '2026-03-02T09:00:00Z', readers: 'seen', card: 'seen'},
} as const satisfies Partial<FactValues>

export type Changes = {readonly [Name in FactName]?: FactValues[Name] | Known<FactValues[Name]> | undefined}

export function factsWith(changes: Changes = {}): WorkstationFacts {
  const known = Object.entries({...goodValues, ...changes}).map(([name, value]) => {
    if (value === undefined) return [name, {state: 'not-gathered', because: 'not-asked'}]
    const isFact =
      typeof value === 'object' &&
      'state' in value &&
      ['known', 'failed', 'not-gathered'].includes(value.state as string)
    return [name, isFact ? value : {state: 'known', value, durationMs: 5}]
  })
  const facts = Object.fromEntries(known) as Record<string | symbol, unknown>
  const absent = {state: 'not-gathered', because: 'not-asked'}
  return new Proxy(facts, {get: (all, name) => all[name] ?? absent}) as unknown as WorkstationFacts
}

const settings: DoctorSettings = {now: NOW, offline: false, noCard: false, testPin: false}

export const aroundFor = (use: Wanted['use'], more: Partial<DoctorSettings & Wanted> = {}): Around => ({
  wanted: {use, vitale: more.vitale ?? false},
  settings: {...settings, ...more},
})

/** The CPS module and the network are taken for well: their situations are told where their facts are made. */
export const everyCheck: Readonly<Record<CheckId, Check>> = Object.fromEntries(
  checkIds.map((id) => [
    id,
    ['cps', 'network'].includes(registry[id].group) ? wellCheck() : (judges[id] ?? wellCheck()),
  ]),
) as Record<CheckId, Check>

export function wellCheck(): Check {
  return judgeKnown(
    [],
    [],
    (): Judgement => ({status: 'ok', cause: {code: 'well'}, evidence: [{code: 'seen'}]}),
  )
}

export const judged = (facts: WorkstationFacts, around: Around) => judgeAll(facts, around, everyCheck)

/** Ids and causes of the checks of one status. */
export function told(facts: WorkstationFacts, around: Around, status: string): readonly string[] {
  return judged(facts, around)
    .filter((one) => one.status === status)
    .map(({id, cause}) => `${id} ${cause.code}`)
}

export {checkIds, registry}
