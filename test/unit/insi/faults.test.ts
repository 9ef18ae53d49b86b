import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {withoutPerson} from '../../../src/lib/usecases/ins/hide-person.ts'
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

const echo = {
  birthName: "D'ESSAI-ECHO",
  givenNames: ['LEA'],
  sex: 'F',
  birthDate: '1985-05-17',
} as const

describe('a label', () => {
  it('loses the person that it repeats, and nothing else', () => {
    const told = (label: string, traits: typeof echo | undefined) =>
      withoutPerson({kind: 'result', code: '01', label}, traits).label
    expect(told("Aucune identite pour D'ESSAI-ECHO LEA 2 85 05 2A 004 018 14 né le 17/05/1985", echo)).toBe(
      'Aucune identite pour *** *** *** né le ***',
    )
    expect(told('Aucune identite pour ESSAI-ECHO', undefined)).toBe('Aucune identite pour ***')
    for (const label of ['OK', 'Aucune identite trouvee', 'Plusieurs identites trouvees'])
      expect([told(label, echo), told(label, undefined)]).toEqual([label, label])
  })

  it.each([
    [
      "Plusieurs identites: D'ESSAI-ECHO LEA née le 17/05/1985; DURAND ZOE née le 18 mai 1985 à Ajaccio, 1 62 04 2B 033 207 46",
      'Plusieurs identites: *** *** née le ***; *** *** née le *** à ***, ***',
    ],
    ['Plusieurs : Durand Zoé, née le 18.05.85', 'Plusieurs : *** ***, née le ***'],
    ['plusieurs : durand zoé, née en mai 1985', 'plusieurs : *** ***, née en ***'],
    ['Plusieurs : Le Goff Anne-Marie (1er août 1985)', 'Plusieurs : Le *** *** (***)'],
    ['Plusieurs : O\u2019Brien, n. 18-5-85, 1985/05/18', 'Plusieurs : ***, n. ***, ***'],
  ])('loses other people than the one asked for: %s', (label, left) => {
    for (const traits of [echo, undefined])
      expect(withoutPerson({kind: 'result', code: '02', label}, traits).label).toBe(left)
  })

  it('and a code are without a number', () => {
    const answer = {kind: 'result', code: '285052A00401814', label: 'OK'} as const
    expect(withoutPerson(answer, echo).code).toBe('***')
    expect(withoutPerson({...answer, code: '07'}, echo).code).toBe('07')
  })
})

describe('an answer that is no result', () => {
  it.each([
    [503, 'DMP_INSI_BUSY', 'after:PT30S'],
    [429, 'DMP_INSI_BUSY', 'after:PT30S'],
    [403, 'DMP_INSI_REFUSED', 'after:PT30S'],
  ])('HTTP %i is %s', (status, code, retry) => {
    const error = answerFault({kind: 'http', status, retryAfterSeconds: 30}, [])
    expect([error.code, error.retry, error.params['code']]).toEqual([code, retry, `HTTP_${status}`])
  })

  it('does not repeat a name that the service echoes', () => {
    const fault = {
      text: 'ESSAI-ECHO LEA inconnue le 1985-05-17',
      technical: 'Essai-Echo, née le 17/05/1985, essai écho, ESSAIECHO, 2 85 05 2A 004 018 14',
      ofSender: true,
      code: '285052A00401814',
      severity: 'LEA',
      family: 'siram_100',
      messageId: 'ESSAI-ECHO',
    }
    const error = answerFault(withoutPerson({kind: 'fault', fault}, echo), [])
    expect(JSON.stringify([error.params, error.details])).not.toMatch(/essai|[eé]cho|LEA|1985|2A/i)
    expect(error.params).toMatchObject({family: 'siram_100', code: '***'})
    expect(error.params['text']).toContain('inconnue')
  })

  it('keeps its code and its message id to be given to the support', () => {
    const messageId = 'uuid:6f0f2f3e-1985-4000-8000-198505170004'
    const fault = {
      text: 't',
      technical: 'u',
      ofSender: true,
      code: 'desir_560',
      severity: 'erreur',
      messageId,
    }
    expect(withoutPerson({kind: 'fault', fault}, echo)).toEqual({kind: 'fault', fault})
  })

  it('is without a name where no trait is known', () => {
    const fault = {
      text: "La personne D'ESSAI-FICTIF LEA née le 17/05/1985 est inconnue",
      technical: 'tech 285052A00401814',
      ofSender: true,
    }
    const {fault: hidden} = withoutPerson({kind: 'fault', fault}, undefined)
    expect(hidden).toMatchObject({text: 'La personne *** *** née le *** est inconnue', technical: 'tech ***'})
  })

  it('is without the name of another person, in whatever letters', () => {
    const fault = {
      text: 'Le format du champ sexe est incorrect pour Durand Zoé, homonyme de martin paul, 18 mai 1985',
      technical: 'SAXParseException: connexion au pool perdue (siram_900), reprise 3',
      ofSender: true,
    }
    for (const traits of [echo, undefined]) {
      const {fault: hidden} = withoutPerson({kind: 'fault', fault}, traits)
      expect(hidden.text).toBe('Le format du champ sexe est incorrect pour *** ***, *** de *** ***, ***')
      expect(hidden.technical).toBe(fault.technical)
    }
  })

  it('of the service itself may be asked again, unless the table says otherwise', () => {
    const fault = {text: 't', technical: 'u', ofSender: false, code: 'siram_900'}
    expect(answerFault({kind: 'fault', fault}, []).code).toBe('DMP_INSI_BUSY')
    const advice = {cause: 'c', remedy: 'r'}
    const codes = [{code: 'SIRAM_900', kind: 'request', fr: advice, en: advice}] as const
    expect(answerFault({kind: 'fault', fault}, codes).code).toBe('DMP_INSI_REFUSED')
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
