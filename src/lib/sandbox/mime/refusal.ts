/** Why a request body was not read. `status` is the HTTP status to answer with. */
export class BodyRefusal extends Error {
  override readonly cause: string
  readonly status: 400 | 413 | 415

  constructor(status: 400 | 413 | 415, cause: string, text: string) {
    super(text)
    this.name = 'BodyRefusal'
    this.status = status
    this.cause = cause
  }
}
