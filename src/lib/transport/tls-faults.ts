import {DmpError} from '../errors/dmp-error.ts'
import {ConnectFault} from './connector.ts'

/** Fatal alerts by which a server ends a handshake: it has processed nothing (RFC 8446 §6.2). */
const HANDSHAKE_ALERT =
  /^ERR_SSL_(?:TLSV1|TLSV13|SSLV3)_ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_\w+|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|PROTOCOL_VERSION|INSUFFICIENT_SECURITY|UNRECOGNIZED_NAME|DECRYPT_ERROR|NO_APPLICATION_PROTOCOL)$|^ERR_SSL_TLSV1_UNRECOGNIZED_NAME$/

const OUR_REFUSAL =
  /^(?:CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH)/

export interface FaultPlace {
  readonly host: string
  /** True once a byte of the request may have left. */
  readonly sent: boolean
  /** True once all of the request was handed to the connection. */
  readonly complete: boolean
}

/** The system's word for an error, through the wrappers of the HTTP client. */
export function reasonOf(error: unknown): string {
  for (let here: unknown = error, depth = 0; here instanceof Error && depth < 6; here = here.cause, depth++) {
    const code = (here as NodeJS.ErrnoException).code
    if (here instanceof AggregateError && here.errors.length > 0) return reasonOf(here.errors[0])
    if (typeof code === 'string' && !(code === 'UND_ERR_ABORTED' && here.cause)) {
      if (code === 'UND_ERR_SOCKET' && here.cause instanceof Error) continue
      return code
    }
  }
  return error instanceof Error ? error.name : 'unknown'
}

/** Turns a failure of the network into the project's errors, once, at the boundary. */
export function transportError(error: unknown, place: FaultPlace): DmpError {
  const inner = error instanceof ConnectFault ? error.cause : error
  const reason = reasonOf(error)
  const {host} = place
  const sent = place.sent && !(error instanceof ConnectFault)
  const complete = sent && place.complete
  if (inner instanceof DmpError) return withPlace(inner, sent, complete)
  if (HANDSHAKE_ALERT.test(reason) || (!sent && (OUR_REFUSAL.test(reason) || isTls(reason)))) {
    return new DmpError('DMP_TLS_REFUSED', {
      params: {host, reason},
      details: {host, reason, sent: false, complete: false},
      cause: error,
    })
  }
  if (!sent) {
    return new DmpError('DMP_CONNECTION_FAILED', {
      params: {host, reason},
      details: {host, reason, sent, complete},
      cause: error,
    })
  }
  return new DmpError('DMP_NO_ANSWER', {
    params: {host, reason},
    details: {host, reason, sent, complete},
    cause: error,
  })
}

/** An error of our own (a source that fails, an interruption) keeps its code and says how far the request went. */
function withPlace(error: DmpError, sent: boolean, complete: boolean): DmpError {
  if ('sent' in error.details) return error
  return new DmpError(error.code, {
    params: error.params,
    details: {...error.details, sent, complete},
    retry: error.retry,
    cause: error,
  })
}

function isTls(reason: string): boolean {
  return reason.startsWith('ERR_SSL_') || reason === 'EPROTO'
}
