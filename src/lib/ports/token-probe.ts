import type {ModuleFiles, ModuleIdentity, ModuleProbe, RawCertificate} from '../workstation/cps-module.ts'
import type {PinTrial} from '../workstation/pin-state.ts'
import type {LookLimit} from './host-facts.ts'

/** Which token of a module is meant. */
export interface TokenWish {
  readonly description: string
  readonly label: string
  readonly serial: string
}

/**
 * The PKCS#11 module of the CPS. Looking for files loads nothing; a module is only ever loaded in a process of its own,
 * which is ended when it does not answer in time. No method rejects but when `signal` aborts.
 */
export interface TokenProbe {
  /**
   * `asked`: a file named by the person, which is then the only one looked at. `filesAlone`: the system is not asked
   * which Cryptolib is installed.
   */
  modules(asked: string | undefined, limit: LookLimit & {readonly filesAlone?: boolean}): Promise<ModuleFiles>
  /**
   * Loads the module, asks who it is, and reads what its tokens show without a PIN; the latter only where `mayRead`, which
   * is told who the module is, allows it: to ask a module for its slots may select and read every card that is in.
   */
  probe(
    path: string,
    limit: LookLimit & {readonly mayRead: (module: ModuleIdentity) => Promise<boolean>},
  ): Promise<ModuleProbe<RawCertificate>>
  /**
   * One login, then out again. The flags of the token are read first: a locked one is not tried, nor one on its last try
   * unless `allowLast`. `pin` undefined: the reader has a keypad of its own.
   */
  tryPin(
    path: string,
    token: TokenWish,
    pin: string | undefined,
    options: LookLimit & {readonly allowLast: boolean},
  ): Promise<PinTrial>
}
