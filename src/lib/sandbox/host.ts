/**
 * The embedded DMP as a whole: makes its folder, runs gate and registry together, looks into a registry. This is what
 * `dmp sandbox` calls; gate (`sandbox.ts`) and registry (`registry/dmp-backend.ts`) do not know each other.
 *
 * A sandbox folder holds the test PKI, an invented homologation number, the control token and, unless told otherwise,
 * the registry's data. It does not run in the background and does not survive the process.
 */
import {randomBytes} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {readPemCertificates} from './certificate/certificate.ts'
import {type ExportedFigures, type ExportWish, exportFigures} from './figures/export-figures.ts'
import type {InsiOptions} from './insi/insi.ts'
import {type InsiPerson, peopleOfPatients, readInsiPeople} from './insi/person.ts'
import {readPatients} from './patients/patient-list.ts'
import {writePrivately} from './pki/certificate-files.ts'
import {type InsiFiles, makeInsiFiles, readInsiFiles} from './pki/insi-certificates.ts'
import {structureIdOfFiness} from './pki/structure-id.ts'
import {makeTestPki, readTestPki, type TestPki} from './pki/test-pki.ts'
import {openDmpBackend} from './registry/dmp-backend.ts'
import {type Inspection, inspectStore} from './registry/inspection.ts'
import type {RegistrySettings} from './registry/settings.ts'
import {
  parseFaultSpec,
  type RunningSandbox,
  type SandboxClock,
  startSandbox,
  writeReadyFile,
} from './sandbox.ts'
import {verifyLotSignature} from './signature/lot-signature.ts'
import {RegistryStore} from './store/registry-store.ts'

export interface SandboxFolder {
  readonly folder: string
  readonly pki: TestPki
  /** What INSi needs; undefined in a folder of an earlier version. */
  readonly insi: InsiFiles | undefined
  readonly homologationFile: string
  readonly controlTokenFile: string
  /** Port that the profiles name and that a start takes unless told another. */
  readonly port: number
}

export interface StartRequest {
  readonly folder: string
  /** Folder of the registry; `data` inside the sandbox folder by default. */
  readonly dataFolder?: string | undefined
  readonly port?: number | undefined
  readonly readyFile?: string | undefined
  readonly faults?: readonly string[] | undefined
  /** Feeding calls accepted in a sliding second, per establishment. */
  readonly perSecond?: number | undefined
  readonly settings?: Partial<RegistrySettings>
  readonly log?: (line: string) => void
}

export interface HostSurroundings {
  /** The program's own data: value sets and patients. */
  readonly programData: string
  readonly clock: SandboxClock
}

const INDEX = 'sandbox.json'
const HOMOLOGATION = 'homologation.txt'
const TOKEN = 'control-token.txt'

/** Port of a sandbox that was told none. */
const USUAL_PORT = 18_443

/** Makes a sandbox folder. @throws DmpError DMP_SANDBOX_FOLDER_TAKEN */
export async function initSandboxFolder(path: string, port: number = USUAL_PORT): Promise<SandboxFolder> {
  const folder = resolve(path)
  const pki = await makeTestPki(folder)
  const token = randomBytes(24).toString('base64url')
  await writePrivately(folder, HOMOLOGATION, 'BAC-A-SABLE-0000\n')
  await writePrivately(folder, TOKEN, `${token}\n`)
  await writePrivately(folder, INDEX, `${JSON.stringify({port})}\n`)
  return places(folder, pki, await makeInsiFiles(pki), port)
}

/**
 * Gives a sandbox folder another port, adds what a folder of an earlier version lacks and keeps all else: new
 * certificates would break the profiles that name the present ones. Makes the folder when there is none. @throws DmpError DMP_SANDBOX_FOLDER_TAKEN when it is damaged
 */
export async function movedSandboxFolder(path: string, port: number | undefined): Promise<SandboxFolder> {
  const found = await readSandboxFolder(path).catch((error: unknown) => {
    if (error instanceof DmpError && error.code === 'DMP_SANDBOX_NOT_INITIALISED') return undefined
    throw error
  })
  if (!found) return initSandboxFolder(path, port)
  const insi = found.insi ?? (await makeInsiFiles(found.pki))
  const moved = {...found, insi, port: port ?? found.port}
  await writePrivately(moved.folder, INDEX, `${JSON.stringify({port: moved.port})}\n`)
  return moved
}

function places(folder: string, pki: TestPki, insi: InsiFiles | undefined, port: number): SandboxFolder {
  return {
    folder,
    pki,
    insi,
    port,
    homologationFile: join(folder, HOMOLOGATION),
    controlTokenFile: join(folder, TOKEN),
  }
}

/** Reads a sandbox folder. @throws DmpError DMP_SANDBOX_NOT_INITIALISED */
export async function readSandboxFolder(path: string): Promise<SandboxFolder> {
  const folder = resolve(path)
  const pki = await readTestPki(folder)
  try {
    const {port} = JSON.parse(await readFile(join(folder, INDEX), 'utf8')) as {port: number}
    return places(folder, pki, await readInsiFiles(folder), port)
  } catch (cause) {
    throw new DmpError('DMP_SANDBOX_NOT_INITIALISED', {
      params: {folder},
      cause,
    })
  }
}

/** Starts the embedded DMP of a folder. @throws DmpError DMP_SANDBOX_* */
export async function startSandboxHost(
  request: StartRequest,
  around: HostSurroundings,
): Promise<RunningSandbox> {
  const faults = (request.faults ?? []).map(parseFaultSpec)
  const sandbox = await readSandboxFolder(request.folder)
  const {pki} = sandbox
  const insChange = request.settings?.insChange
  const data = resolve(request.dataFolder ?? join(sandbox.folder, 'data'))
  const text = (path: string): Promise<string> => readFile(path, 'utf8')
  const ca = await text(pki.caFile)
  const authorities = readPemCertificates(ca)
  const backend = await openDmpBackend({
    folder: data,
    dataFolder: around.programData,
    now: () => around.clock.now(),
    verifyLot: (signature, expected, at) =>
      verifyLotSignature(signature, expected, {authorities, at}, {digest: 'any'}),
    ...(request.settings ? {settings: request.settings} : {}),
  })
  const identity = async ({key, certificate}: TestPki['server']) => ({
    key: await text(key),
    cert: await text(certificate),
  })
  try {
    const running = await startSandbox({
      port: request.port ?? sandbox.port,
      tls: {...(await identity(pki.server)), ca},
      expiredTls: await identity(pki.expiredServer),
      backend,
      clock: around.clock,
      faults,
      ...(sandbox.insi
        ? {insi: await insiOptions(sandbox.insi, around, peopleOfPatients(backend.patients, insChange))}
        : {}),
      vihf: {sites: declaredSites(pki)},
      ...(request.perSecond === undefined ? {} : {quota: {perSecond: request.perSecond, perDay: 1_000_000}}),
      controlToken: (await text(sandbox.controlTokenFile)).trim(),
      spoolDir: join(data, 'spool'),
      ...(request.log ? {log: request.log} : {}),
    })
    if (request.readyFile !== undefined) await announce(request.readyFile, running)
    return running
  } catch (error) {
    await backend.close()
    throw error
  }
}

/** The identities of the list, then the patients of the DMP. */
async function insiOptions(
  {caFile, idamFile}: InsiFiles,
  {programData}: HostSurroundings,
  patients: readonly InsiPerson[],
): Promise<InsiOptions> {
  const [ca, idam, listed] = await Promise.all([
    readFile(caFile, 'utf8'),
    readFile(idamFile, 'utf8'),
    readInsiPeople(programData),
  ])
  return {ca, idam: idam.trim(), people: [...listed, ...patients]}
}

async function announce(readyFile: string, running: RunningSandbox): Promise<void> {
  const {url, port, insiUrl, controlUrl} = running
  try {
    await writeReadyFile(readyFile, {url, port, insi: insiUrl, control: controlUrl, pid: process.pid})
  } catch (error) {
    await running.close()
    throw error
  }
}

export interface InspectRequest extends Pick<StartRequest, 'folder' | 'dataFolder'> {
  readonly showPatients: boolean
}

/**
 * What the registry of a sandbox holds; `started: false` when it is empty because the sandbox never ran, its patients
 * then being those of a first start today. @throws DmpError DMP_SANDBOX_NOT_INITIALISED
 */
export async function inspectSandbox(
  {showPatients, ...place}: InspectRequest,
  around: HostSurroundings,
): Promise<Inspection & {readonly started: boolean}> {
  const {store, started} = await lookInto(place, around)
  try {
    const patients = await readPatients(around.programData, store.firstUse())
    return {...inspectStore(store, patients, showPatients), started}
  } finally {
    store.close()
  }
}

export interface ExportRequest extends Pick<StartRequest, 'folder' | 'dataFolder'> {
  readonly wish: ExportWish
}

/** The registry's own figures; none of a sandbox that never ran. @throws DmpError DMP_SANDBOX_NOT_INITIALISED */
export async function exportSandbox(
  {wish, ...place}: ExportRequest,
  around: HostSurroundings,
): Promise<ExportedFigures & {readonly started: boolean}> {
  const {store, started} = await lookInto(place, around)
  try {
    return {...exportFigures(store.counted(), wish), started}
  } finally {
    store.close()
  }
}

/** The registry of a folder, to be read while a sandbox may be running on it. */
async function lookInto(
  {folder, dataFolder}: Pick<StartRequest, 'folder' | 'dataFolder'>,
  {clock}: HostSurroundings,
): Promise<{readonly store: RegistryStore; readonly started: boolean}> {
  const data = resolve(dataFolder ?? join(folder, 'data'))
  const found = RegistryStore.look(data)
  if (found) return {store: found, started: true}
  if (dataFolder !== undefined)
    throw new DmpError('DMP_SANDBOX_NOT_INITIALISED', {
      params: {folder: data, case: 'registry'},
    })
  await readSandboxFolder(folder)
  return {store: RegistryStore.empty(clock.now()), started: false}
}

/** Sites that each legal entity of the PKI declares, as Struct_IdNat. */
function declaredSites({establishments}: TestPki): Record<string, string[]> {
  return Object.fromEntries(
    Object.values(establishments).map(({unit, finessEg}) => [unit, [structureIdOfFiness(finessEg)]]),
  )
}
