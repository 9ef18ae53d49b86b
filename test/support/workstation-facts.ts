/** Facts of a workstation on which everything is well, and changes to them, so that one situation is one line. */
import type {Around, DoctorSettings, Judgement} from '../../src/lib/workstation/check.ts'
import {judges} from '../../src/lib/workstation/checks/judges.ts'
import type {FactName, FactValues, Known, WorkstationFacts} from '../../src/lib/workstation/facts.ts'
import {judgeAll} from '../../src/lib/workstation/judge-all.ts'
import {type Check, judgeKnown} from '../../src/lib/workstation/judge-known.ts'
import type {SeenTarget} from '../../src/lib/workstation/reach.ts'
import {type CheckId, checkIds, registry} from '../../src/lib/workstation/registry.ts'
import type {Wanted} from '../../src/lib/workstation/wanted.ts'

export const NOW = Date.parse('2026-03-02T10:00:00Z')
export const CPS3 = '3BAC00402A001225006480000310009000'
export const CPS4 = '3BDC18FF00001225006480000401009000'
export const VITALE2 = '3B7513000046' + '09EA9000'

/** Facts of other groups are added by whoever judges them; one without a value here is not gathered. */
/** A server of the profile on whose road nothing is wrong. */
export function reachedWell(host = 'dmp.example'): SeenTarget {
  const shaken = {
    state: 'done',
    durationMs: 9,
    protocol: 'TLSv1.2',
    cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    chain: [new Uint8Array([48])],
    sha256: '00',
  } as const
  return {
    target: {host, port: 443, kind: 'dmp', essential: true},
    report: {
      dns: {state: 'done', durationMs: 3, by: 'resolver', addresses: ['192.0.2.7']},
      tcp: {state: 'done', durationMs: 4, address: '192.0.2.7'},
      tls: shaken,
      tlsUnnamed: shaken,
      date: {state: 'done', durationMs: 5, skewMs: 400, roundTripMs: 5},
    },
    chain: {
      issuer: {kind: 'igc-sante', name: 'ACI-EL-ORG'},
      faults: [],
      subject: host,
      shown: 2,
      notAfter: NOW + 90 * 86_400_000,
    },
    verified: {state: 'authorised'},
    presented: {state: 'done', asked: true, http: {state: 'answered', status: 404}},
  }
}

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
  cpsFiles: {
    platform: 'win32',
    files: [
      {
        path: 'C:\\Windows\\System32\\cps3_pkcs11_w64.dll',
        family: 'current',
        found: {state: 'read', header: {kind: 'library', format: 'pe', machines: ['x64']}},
      },
    ],
    installed: {state: 'told', version: '5.2.6', by: 'HKLM'},
  },
  cpsModule: {
    path: 'C:\\Windows\\System32\\cps3_pkcs11_w64.dll',
    expected: 'test',
    meanwhile: 'still',
    stand: null,
    probe: {
      state: 'answered',
      identity: {
        description: 'CPS3 PKCS#11 WINDOWS',
        manufacturer: 'ANS',
        version: '3.1',
        cryptoki: '2.20',
      },
      slots: {
        state: 'listed',
        list: [
          {
            description: 'SCM Microsystems Inc. SCR 355 0',
            token: {
              state: 'read',
              label: 'CPS3v3-3100000001',
              model: 'IAS ECC',
              manufacturer: 'Fabricant fictif',
              serial: '310000000',
              flags: 0x40d,
              minPin: 4,
              maxPin: 8,
              certificates: {
                state: 'read',
                list: [
                  {
                    state: 'read',
                    use: 'auth',
                    notBefore: NOW - 86_400_000,
                    notAfter: NOW + 700 * 86_400_000,
                    issuer: 'TEST AC IGC-SANTE FICTIVE',
                    environment: 'test',
                    product: 'CARD_AUTH',
                    proof: {state: 'proved', by: 'anchor', authority: 'ACI-EL-PP-TEST'},
                    holder: 'C=FR, CN=…',
                    cardType: 'cps',
                    allowed: [],
                  },
                ],
              },
            },
          },
        ],
      },
    },
  },
  pinTest: {outcome: 'accepted', after: 'clear'},
  proxies: {exceptions: false, nodeFollows: false, system: {state: 'told', by: 'HKCU', script: false}},
  network: {targets: [reachedWell()]},
  profileFiles: {
    state: 'looked',
    files: [
      {setting: 'lps.homologation', need: 'feeding', result: 'good', path: '/etc/dmp/homologation'},
      {setting: 'journal.path', need: 'feeding', result: 'good', path: '/var/lib/dmp/journal.sqlite'},
    ],
  },
  certificates: {
    state: 'checked',
    profile: 'hospital',
    environment: 'test',
    revocation: 'warn',
    asked: 'known',
    findings: [],
    passed: 30,
    skipped: 5,
    unproved: [],
    daysLeft: 400,
    meanwhile: 'not-loaded',
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
