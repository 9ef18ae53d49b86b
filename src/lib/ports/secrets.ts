/** Where a secret comes from; never its value. */
export type SecretSource =
  | {readonly from: 'none'}
  | {readonly from: 'file'; readonly path: string}
  | {readonly from: 'prompt'}
  | {readonly from: 'fd'; readonly fd: number}
  | {readonly from: 'command'; readonly command: readonly string[]}

export interface Secrets {
  /** `purpose` names the secret in the prompt. @throws DmpError DMP_SECRET_UNAVAILABLE */
  get(source: SecretSource, purpose: string, signal?: AbortSignal): Promise<string>
}
