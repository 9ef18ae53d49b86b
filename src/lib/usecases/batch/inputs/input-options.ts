import type {Ins} from '../../../ins/patient-identity.ts'
import type {Visibility} from '../../../visibility/visibility.ts'
import type {Workbench} from '../../ports.ts'

/** What readers of finished documents ask of the world. */
export type InputBench = Pick<Workbench, 'files' | 'cdaReader' | 'profile' | 'signal'>

/** What the operator states once for a whole input, because its records do not. A record that states its own keeps it. */
export interface InputOptions {
  readonly visibility?: Visibility | undefined
  /** Word of the hospital for every identity: `QUALIFIEE`. */
  readonly identityStatus?: string | undefined
  /** Word of the identities file for one patient, undefined when it does not know him. */
  readonly statusOf?:
    | ((patient: {readonly ins: Ins; readonly ipp?: string}) => string | undefined)
    | undefined
}
