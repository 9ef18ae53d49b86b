import type {TrustedAuthority} from '../pki/trusted-authority.ts'

/** Authorities that somebody added on this machine (`dmp cert trust`), kept under the configuration folder. */
export interface TrustStore {
  /** Where it is kept, for messages. */
  path(): Promise<string>
  /** @throws DmpError DMP_TRUST_STORE_UNREADABLE */
  list(): Promise<readonly TrustedAuthority[]>
  /** One of the same fingerprint is replaced. @throws DmpError DMP_TRUST_STORE_UNREADABLE, DMP_FILE_UNWRITABLE */
  add(authorities: readonly TrustedAuthority[]): Promise<void>
  /** @param sha256 whole, hexadecimal, lower case */
  remove(sha256: string): Promise<void>
}
