import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {redactText} from '../../../src/lib/traces/redaction.ts'
import {answerFault, lineError} from '../../../src/lib/usecases/ins/search-faults.ts'
import {givenList, givenOfList} from '../../../src/lib/usecases/ins/search-words.ts'

describe('a failure of the line', () => {
  it.each([
    ['DMP_TLS_REFUSED', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'insi-server'],
    ['DMP_TLS_REFUSED', 'CERT_HAS_EXPIRED', 'insi-server'],
    ['DMP_TLS_REFUSED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'insi-server'],
    ['DMP_TLS_REFUSED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'insi-name'],
    ['DMP_TLS_REFUSED', 'SERVER_NAME', 'insi-name'],
    ['DMP_TLS_REFUSED', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'insi-client'],
    ['DMP_TLS_REFUSED', 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'insi-client'],
    ['DMP_TLS_REFUSED', 'ERR_TLS_CLOSED', 'insi-client'],
    ['DMP_TLS_REFUSED', 'ERR_SSL_WRONG_VERSION_NUMBER', 'insi'],
    ['DMP_CONNECTION_FAILED', 'PROXY_407', 'insi-proxy'],
    ['DMP_CONNECTION_FAILED', 'ENOTFOUND', 'insi'],
    ['DMP_NO_ANSWER', 'UND_ERR_HEADERS_TIMEOUT', 'insi'],
  ] as const)('%s %s is told as %s', (code, reason, told) => {
    const {params, details} = lineError(
      new DmpError(code, {params: {host: 'h', reason}, details: {sent: false}}),
    )
    expect(params['case']).toBe(told)
    expect(details).toMatchObject({sent: false, service: 'insi'})
  })

  it('of another kind stays what it is', () => {
    const error = new DmpError('DMP_INTERRUPTED')
    expect(lineError(error)).toBe(error)
  })
})

describe('an answer that is no result', () => {
  it.each([
    [503, 'DMP_INSI_BUSY', 'after:PT30S'],
    [429, 'DMP_INSI_BUSY', 'after:PT30S'],
    [403, 'DMP_INSI_REFUSED', 'after:PT30S'],
  ])('HTTP %i is %s', (status, code, retry) => {
    const error = answerFault({kind: 'http', status, retryAfterSeconds: 30}, [], (text) => text)
    expect([error.code, error.retry, error.params['code']]).toEqual([code, retry, `HTTP_${status}`])
  })

  it('does not repeat a name that the service echoes', () => {
    const traits = {
      birthName: 'ESSAI-ECHO',
      givenNames: 'LEA',
      firstGiven: 'LEA',
      sex: 'F',
      birthDate: '1985-05-17',
      birthPlace: '',
    } as const
    const fault = {
      text: 'ESSAI-ECHO LEA inconnue le 1985-05-17',
      technical: 'Essai-Echo',
      ofSender: true,
      code: 'x',
    }
    const error = answerFault({kind: 'fault', fault}, [], (text) => redactText(text, undefined, traits))
    expect(JSON.stringify([error.params, error.details])).not.toMatch(/essai-echo|LEA|1985/i)
    expect(error.params['text']).toContain('inconnue')
  })

  it('of the service itself may be asked again, unless the table says otherwise', () => {
    const fault = {text: 't', technical: 'u', ofSender: false, code: 'siram_900'}
    expect(answerFault({kind: 'fault', fault}, [], (text) => text).code).toBe('DMP_INSI_BUSY')
    const advice = {cause: 'c', remedy: 'r'}
    const codes = [{code: 'SIRAM_900', kind: 'request', fr: advice, en: advice}] as const
    expect(answerFault({kind: 'fault', fault}, codes, (text) => text).code).toBe('DMP_INSI_REFUSED')
  })
})

describe('given names as somebody types them', () => {
  it.each([
    ['LEA MARIE-ANGE', ['LEA', 'MARIE-ANGE']],
    ['Jean Pierre, Paul', ['Jean Pierre', 'Paul']],
    [' LEA ', ['LEA']],
    ['', []],
  ])('“%s” are %j', (text, names) => {
    expect(givenList(text)).toEqual(names)
  })

  it.each([
    ['JEAN PIERRE', 'JEAN PIERRE PAUL', ['JEAN PIERRE', 'PAUL']],
    ['JEAN-PIERRE', 'JEAN PIERRE PAUL', ['JEAN PIERRE', 'PAUL']],
    ['JEAN', 'JEANNE PAUL', ['JEANNE', 'PAUL']],
    ['A.*', 'A.* B', ['A.*', 'B']],
    [undefined, 'LEA ANNE', ['LEA', 'ANNE']],
    ['LEA', undefined, ['LEA']],
  ])('first %s of list %s', (first, list, names) => {
    expect(givenOfList(first, list)).toEqual(names)
  })
})
