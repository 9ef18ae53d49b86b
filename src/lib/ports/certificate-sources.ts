import type {Container} from '../containers/container.ts'
import type {SecretSource} from './secrets.ts'

export interface SourceOptions {
  /** Where to take the password. Without it, what it hides stays hidden: `Container.passwordNeeded`. */
  readonly passphrase?: SecretSource
  readonly signal?: AbortSignal
}

/** Opens whatever holds certificates, by the name that the user gave it. */
export interface CertificateSources {
  /**
   * @param name a path, `-` (standard input), `https://host:port`, a `pkcs11:` URI, or a Windows store
   *   (`windows:LocalMachine/My`)
   * @throws DmpError DMP_CERT_SOURCE_UNREADABLE, DMP_CERT_SERVER_UNREACHABLE, DMP_KEY_PASSPHRASE_WRONG,
   *   DMP_KEY_TOKEN_UNAVAILABLE, DMP_KEY_PIN_REFUSED, DMP_SECRET_UNAVAILABLE
   */
  open(name: string, options?: SourceOptions): Promise<Container>
}
