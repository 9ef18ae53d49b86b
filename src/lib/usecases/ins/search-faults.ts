import {DmpError} from '../../errors/dmp-error.ts'
import type {InsiAnswer} from '../../insi/insi.ts'
import {type KnownCodes, knownFault} from '../../insi/known-codes.ts'

const NOT_TRUSTED = /^(?:UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/
const NOT_ITS_NAME = /ALTNAME|HOSTNAME|^SERVER_NAME$/
const REFUSES_US =
  /ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|DECRYPT_ERROR)|^ERR_TLS_CLOSED$/

/** Which side refused whom; sentences `error.<CODE>.what.<case>`. */
function caseOf({code, params}: DmpError): string {
  const reason = String(params['reason'])
  if (code === 'DMP_CONNECTION_FAILED') return reason.startsWith('PROXY_') ? 'insi-proxy' : 'insi'
  if (code !== 'DMP_TLS_REFUSED') return 'insi'
  if (NOT_ITS_NAME.test(reason)) return 'insi-name'
  if (NOT_TRUSTED.test(reason)) return 'insi-server'
  return REFUSES_US.test(reason) ? 'insi-client' : 'insi'
}

/** An error of the line in words about INSi: a search changes nothing, so it may always be made again. */
export function lineError(error: DmpError): DmpError {
  if (!/^DMP_(?:TLS_REFUSED|CONNECTION_FAILED|NO_ANSWER)$/.test(error.code)) return error
  const {code, params, details, retry} = error
  return new DmpError(code, {
    params: {...params, case: caseOf(error)},
    details: {...details, service: 'insi'},
    retry: code === 'DMP_NO_ANSWER' ? 'later' : retry,
    cause: error,
  })
}

const LATER: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])

/**
 * The error that an answer other than a result is; INSi's own code and both its texts stay in it as they came.
 * @param answer its texts without a person (`hide-person.ts`)
 */
export function answerFault(answer: Exclude<InsiAnswer, {kind: 'result'}>, codes: KnownCodes): DmpError {
  switch (answer.kind) {
    case 'unreadable': {
      const {reason, at = '-'} = answer
      return new DmpError('DMP_INSI_UNREADABLE', {params: {reason, at}, details: {reason, at}})
    }
    case 'http': {
      const {status, retryAfterSeconds: wait} = answer
      const params = {code: `HTTP_${status}`, family: '-', text: '-', technical: '-', messageId: '-'}
      return new DmpError(LATER.has(status) ? 'DMP_INSI_BUSY' : 'DMP_INSI_REFUSED', {
        params,
        details: {code: params.code, httpStatus: status},
        ...(wait === undefined ? {} : {retry: `after:PT${wait}S` as const}),
      })
    }
    case 'fault': {
      const {fault} = answer
      const known = knownFault(codes, fault)
      const later = known ? known.kind === 'later' : !fault.ofSender
      const {text, technical} = fault
      return new DmpError(later ? 'DMP_INSI_BUSY' : 'DMP_INSI_REFUSED', {
        params: {
          code: fault.code ?? fault.family ?? '-',
          family: fault.family ?? '-',
          text: text || '-',
          technical: technical || '-',
          messageId: fault.messageId ?? '-',
        },
        details: {...fault, ...(known ? {advice: {fr: known.fr, en: known.en}} : {})},
      })
    }
  }
}
