import type {FileFacts} from '../pki/checks/check.ts'

/** What the system says of a file that holds certificates or keys, beside its content. */
export interface CertificateFiles {
  /** Undefined for what is no file of this machine: the standard input, a server, a token, a store. */
  facts(path: string): Promise<FileFacts | undefined>
}
