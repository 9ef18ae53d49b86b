import type {KeyFiles} from '../ports/key-files.ts'
import type {Machine} from '../ports/machine.ts'
import type {Profiles} from '../ports/profiles.ts'
import type {Revocation} from '../ports/revocation.ts'
import type {TrustStore} from '../ports/trust-store.ts'
import type {Workbench} from './ports.ts'

/** What `dmp config` asks of the world. */
export interface ConfigPorts extends Pick<Workbench, 'clock' | 'random' | 'files' | 'prompter' | 'warn'> {
  readonly profiles: Profiles
  readonly keyFiles: KeyFiles
  readonly machine: Machine
  /** What this machine already knows of revocation and whom it trusts; left out where nobody can say. */
  readonly revocation?: Revocation
  readonly trustStore?: Pick<TrustStore, 'list'>
}

/** Text of a question in the user's language, by message key. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string
