/**
 * The PKCS#11 module of Cryptolib CPS as this workstation has it: the files that were found, what the module said when
 * it was loaded in a process of its own, and the tokens that it sees.
 *
 * Sources: release notes and specifications of Cryptolib CPS (ansforge/dops-cryptolib); PKCS#11 v2.40.
 * Does not: load anything; a PIN is never part of these facts.
 */
import type {CardCertificate} from './card-certificate.ts'
import type {LibraryHeader} from './library-header.ts'
import type {Meanwhile} from './meanwhile.ts'

/**
 * `current`: where today's installer puts it. `obsolete`: of a Cryptolib that is no longer served. `unconfirmed`: a place
 * named by other programs. `asked`: named by the person.
 */
export type ModuleFamily = 'current' | 'obsolete' | 'unconfirmed' | 'asked'

export interface ModuleFile {
  readonly path: string
  readonly family: ModuleFamily
  readonly found:
    | {readonly state: 'absent'}
    /** A link that leads nowhere. */
    | {readonly state: 'broken-link'}
    | {readonly state: 'not-a-file'}
    | {readonly state: 'unreadable'; readonly code: string}
    | {readonly state: 'read'; readonly header: LibraryHeader}
}

/** Version of Cryptolib as its installer left it; `untold` where nothing on this system says it. */
export type InstalledCryptolib =
  | {readonly state: 'told'; readonly version: string; readonly by: string}
  | {readonly state: 'untold'}

export interface ModuleFiles {
  readonly platform: NodeJS.Platform
  readonly files: readonly ModuleFile[]
  readonly installed: InstalledCryptolib
}

export interface ModuleIdentity {
  readonly description: string
  readonly manufacturer: string
  /** Of the library, not of Cryptolib: `3.1`. */
  readonly version: string
  readonly cryptoki: string
}

/**
 * Why a module did not answer. `late`: stopped after less time than a sound one may need. `hung`, `crashed`, `exited`: what its process did. `missing-dependency`: a library that it
 * needs; `missing-symbol`: that library is of another version. `not-pkcs11`: no `C_GetFunctionList`. `refused`: it
 * loaded and answered with an error of PKCS#11.
 */
export type ModuleProblem =
  | 'late'
  | 'hung'
  | 'crashed'
  | 'exited'
  | 'missing-dependency'
  | 'missing-symbol'
  | 'not-pkcs11'
  | 'not-found'
  | 'wrong-architecture'
  | 'not-a-library'
  | 'no-rights'
  | 'refused'
  | 'failed'

export interface ModuleFailure {
  readonly state: 'failed'
  readonly problem: ModuleProblem
  /** A signal, an exit code, the name of a library, of a symbol or of a return value; nothing personal. */
  readonly detail: string
}

/** A return value of PKCS#11, by name and number. */
export interface ReturnValue {
  readonly name: string
  readonly code: number
}

export interface SeenToken<Certificate, Refusal = ReturnValue> {
  readonly state: 'read'
  readonly label: string
  readonly model: string
  readonly manufacturer: string
  /** The CPS module gives it without its last byte; the label has it whole. */
  readonly serial: string
  /** CK_TOKEN_INFO.flags */
  readonly flags: number
  readonly minPin: number
  readonly maxPin: number
  readonly certificates:
    | {readonly state: 'read'; readonly list: readonly Certificate[]}
    | ({readonly state: 'failed'} & Refusal)
}

export interface SeenSlot<Certificate, Refusal = ReturnValue> {
  /** Name of the PC/SC reader, cut in the middle past 64 characters. */
  readonly description: string
  readonly token:
    | {readonly state: 'absent'}
    /** A token without content, as SoftHSM always shows one more. */
    | {readonly state: 'uninitialised'}
    | ({readonly state: 'failed'} & Refusal)
    | SeenToken<Certificate, Refusal>
}

export type ModuleProbe<Certificate> =
  /** pkcs11js, an optional part of this program, is not there. */
  | {readonly state: 'not-installed'}
  | ModuleFailure
  | {
      readonly state: 'answered'
      readonly identity: ModuleIdentity
      readonly slots:
        | {readonly state: 'listed'; readonly list: readonly SeenSlot<Certificate>[]}
        /** A card came in meanwhile that is not known to be a CPS, and which the module might read. */
        | {readonly state: 'not-asked'}
        | ModuleFailure
    }

/** A certificate as it lies on the card. */
export interface RawCertificate {
  readonly label: string
  readonly der: Uint8Array
}

export interface CpsModule {
  /** The file that was loaded; null when none could be. */
  readonly path: string | null
  readonly probe:
    | ModuleProbe<CardCertificate>
    | {readonly state: 'not-tried'}
    /** A module may read whatever card is in as soon as it is loaded, and one is in that is not known to be a CPS. */
    | {readonly state: 'kept-off'}
    /** Another card came in while it was being loaded or asked: it was ended at once, and what it did by then is not known. */
    | {readonly state: 'stopped'}
  /** What certificates the profile expects; null without a profile. */
  readonly expected: 'production' | 'test' | null
  readonly meanwhile: Meanwhile
  /** How the cards lay when it was loaded, where the system counts them; see `standOf`. */
  readonly stand: string | null
}

/** Why nothing of a module is known that gave no answer. */
export const silenceOf = ({probe}: CpsModule): 'module-stopped' | 'module-not-tried' =>
  probe.state === 'stopped' ? 'module-stopped' : 'module-not-tried'

const byFormat: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'pe',
  darwin: 'mach-o',
  linux: 'elf',
}

/** A library of this system, for the processor that Node runs on. */
export function fitsNode({found}: ModuleFile, platform: NodeJS.Platform, arch: string): boolean {
  if (found.state !== 'read' || found.header.kind !== 'library') return false
  return found.header.format === (byFormat[platform] ?? 'elf') && found.header.machines.includes(arch)
}

const ranks: readonly ModuleFamily[] = ['asked', 'current', 'unconfirmed', 'obsolete']

/** Files that are there, the most trustworthy first; what the person named keeps all others out. */
export function presentFiles({files}: ModuleFiles): readonly ModuleFile[] {
  return files
    .filter(({found}) => found.state !== 'absent')
    .toSorted((a, b) => ranks.indexOf(a.family) - ranks.indexOf(b.family))
}

/** The file to load; undefined when none suits. An obsolete one is never loaded. */
export function moduleToLoad(seen: ModuleFiles, arch: string): ModuleFile | undefined {
  return presentFiles(seen).find((file) => file.family !== 'obsolete' && fitsNode(file, seen.platform, arch))
}

/**
 * Version of the Cryptolib that the module of this file is of: what the installer left counts for the files in its own
 * places, and says nothing of another one.
 */
export function versionOf({files, installed}: ModuleFiles, path: string | null): InstalledCryptolib {
  const loaded = files.find((file) => file.path === path)
  return loaded?.family === 'current' ? installed : {state: 'untold'}
}

/** The module of the ANS, whatever its version, and no other maker's. */
export function isCpsModule({description, manufacturer}: ModuleIdentity): boolean {
  return /^CPS\d?\b/i.test(description) || /^(?:ANS|ASIP)\b/i.test(manufacturer)
}
