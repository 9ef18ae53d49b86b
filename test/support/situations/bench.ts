/**
 * The workstation of the situations: pcscd with a virtual reader of two slots, virtual cards, modules compiled on the spot,
 * the embedded DMP, all of them real processes; only the place differs from one situation to the next.
 */
import {chmodSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {createServer, type Server} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {compileFakeModules, type FakeModules} from '../fake-modules.ts'
import {type PcscBench, startPcscd} from '../pcscd.ts'
import {runDmp} from '../program.ts'
import {type SandboxUnderTest, startSandbox} from '../running-sandbox.ts'
import {type CardCertificates, makeCardCertificates} from './card-certificates.ts'
import {runInPlace} from './place.ts'
import {openRoad} from './roads.ts'
import type {RealSituation, Seen, Stage} from './situation.ts'

export const READER = 'Virtual PCD'
export const CPS3 = '3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00'
export const CPS4 = '3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44'
export const CPS_OTHER = '3B AC 00 40 2A 00 12 25 00 64 80 00 02 10 00 90 00'
export const VITALE = '3B 75 13 00 00 45 09 EA 90 00'
export const BANK = '3B 65 13 00 01 02 03 04 05'

export interface SituationBench {
  look(situation: RealSituation): Promise<Seen>
  stop(): Promise<void>
}

export async function startSituationBench(): Promise<SituationBench> {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-situations-'))
  const modules = compileFakeModules()
  const cards = makeCardCertificates()
  const sandbox = await startSandbox()
  await vouchFor(cards, sandbox)
  const pcscd = await startPcscd({device: READER})
  const bare = await startPcscd({device: null})
  const silent = await silentSocket(join(folder, 'silent.comm'))
  return {
    async look({wanted, stage}) {
      const undo = await arrange(stage, pcscd)
      const road = await openRoad(stage.road ?? 'straight', sandbox)
      try {
        const ran = await runInPlace(
          {
            clock: 'kept',
            ...(stage.service === 'no-rights' ? {as: 'nobody'} : {}),
            ...road.place,
            ...stage.place,
            ...moduleOf(stage, modules),
          },
          ['doctor', '--for', wanted, '--json', ...road.arguments, ...(stage.arguments ?? [])],
          {
            ...homeOf(stage, sandbox, folder),
            ...serviceOf(stage, {pcscd, bare, folder}),
            ...tokenOf(stage, cards),
          },
        )
        return readAnswer(ran.stdout, ran.stderr)
      } finally {
        await road.close()
        await undo()
      }
    },
    async stop() {
      silent.close()
      await pcscd.stop()
      await bare.stop()
      await sandbox.remove()
      modules.remove()
      cards.remove()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}

/** The authorities of the cards are vouched for on this machine, as those of real cards would be. */
export async function vouchFor(
  {authorities}: CardCertificates,
  {env}: {readonly env: Readonly<Record<string, string>>},
) {
  for (const {certificatePath, certificate} of authorities) {
    const word = ['--yes', '--confirm', certificate.sha256.hex]
    const {code, stderr} = await runDmp(['cert', 'trust', 'add', certificatePath, ...word], {env})
    if (code !== 0) throw new Error(stderr)
  }
}

/** Without a road there is no profile either. */
function homeOf(
  {road, service}: Stage,
  {env}: SandboxUnderTest,
  folder: string,
): Readonly<Record<string, string>> {
  if (road !== 'none') return env
  const home = join(folder, 'home')
  mkdirSync(home, {recursive: true})
  // The account that may not speak to pcscd needs a home of its own.
  if (service === 'no-rights') for (const path of [folder, home]) chmodSync(path, 0o777)
  return {...env, HOME: home, DMP_CONFIG_DIR: join(home, 'config'), DMP_STATE_DIR: join(home, 'state')}
}

async function arrange(stage: Stage, pcscd: PcscBench): Promise<() => Promise<void>> {
  const {cards = [CPS3], held} = stage
  for (const [slot, card] of cards.entries()) if (card) await pcscd.insert(slot, card)
  const release = held === undefined ? undefined : await pcscd.hold(held)
  return async () => {
    await release?.()
    for (const [slot, card] of cards.entries()) if (card) await pcscd.remove(slot)
  }
}

interface Services {
  readonly pcscd: PcscBench
  readonly bare: PcscBench
  readonly folder: string
}

function serviceOf(
  {service = 'up'}: Stage,
  {pcscd, bare, folder}: Services,
): Readonly<Record<string, string>> {
  switch (service) {
    case 'up':
    case 'no-rights':
      return pcscd.env
    case 'no-reader':
      return bare.env
    case 'silent':
      return {PCSCLITE_CSOCK_NAME: join(folder, 'silent.comm')}
    case 'down':
      return {PCSCLITE_CSOCK_NAME: join(folder, 'nobody.comm')}
  }
}

const SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so'
export const OPENSC = '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so'

function moduleOf({module = 'fake'}: Stage, modules: FakeModules) {
  if (module === null) return {module: null}
  if (module === 'broken-link') return {brokenLink: true}
  const installed = {softhsm: SOFTHSM, opensc: OPENSC}
  return {module: module === 'softhsm' || module === 'opensc' ? installed[module] : modules[module]}
}

/** What the module shows: both slots, and a token where a CPS is in the first and nobody keeps it. */
function tokenOf(stage: Stage, certificates: CardCertificates): Readonly<Record<string, string>> {
  const {cards = [CPS3], held, token = {}} = stage
  const at = cards.findIndex((card) => card === CPS3 || card === CPS4)
  const four = cards[at] === CPS4
  // The fake shows its token in the first slot that it lists.
  const slots = at === 1 ? [1, 0] : [0, 1]
  const seen: Record<string, string> = {
    READER: slots.map((slot) => `${READER} 00 0${slot}`).join('|'),
    ...(at < 0 || held === at
      ? {}
      : {LABEL: four ? 'CPS4v1-3100000001' : 'CPS3v3-3100000001', MODEL: four ? 'ChipDoc' : 'IAS ECC'}),
    CERTS: certificates.of[stage.certificates ?? 'test'].join('|'),
    ...token,
  }
  return Object.fromEntries(Object.entries(seen).map(([name, value]) => [`FAKE_P11_${name}`, value]))
}

function readAnswer(stdout: string, stderr: string): Seen {
  try {
    const {data, error} = JSON.parse(stdout) as {data: Seen | null; error: unknown}
    if (data) return data
    throw new Error(JSON.stringify(error))
  } catch (cause) {
    throw new Error(`no diagnosis: ${stdout}\n${stderr}`, {cause})
  }
}

/** Takes every call and says nothing. */
function silentSocket(path: string): Promise<Server> {
  const server = createServer(() => {})
  return new Promise((listening) => server.listen(path, () => listening(server)))
}
