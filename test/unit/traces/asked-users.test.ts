import {describe, expect, it} from 'vitest'
import {AskedUsers} from '../../../src/lib/traces/asked-users.ts'
import {traceRecord} from './a-record.ts'

const jeanne = traceRecord({
  actor: {
    user: {
      id: 'USR-42',
      idType: 'local',
      rpps: '99700000005',
      name: 'LE FICTIF Éléonore-Ève',
      family: 'LE FICTIF',
      given: 'Éléonore-Ève',
    },
    os: {account: 'svc-dmp', host: 'poste'},
  },
  assertion: {id: '_a1', subject: '3990000002/USR-42'},
})
const automate = traceRecord({
  actor: {os: {account: 'root', host: 'h'}},
  assertion: {id: '_a2', subject: '30B0000014/RESP0001'},
})
const earlier = traceRecord({actor: {user: {id: 'USR-7', name: 'FICTIF Jeanne'}}})

describe('persons asked for', () => {
  it.each([
    'USR-42',
    'usr-42',
    '899700000005',
    '99700000005',
    '3990000002/USR-42',
    'le fictif',
    'LE FICTIF eleonore eve',
    'Éléonore-Ève Le Fictif',
    'svc-dmp',
  ])('finds a named person by %s', (asked) => {
    const users = new AskedUsers([asked])
    expect(users.matches(jeanne)).toBe(true)
    expect(users.matches(automate)).toBe(false)
    expect(users.unknown).toBeUndefined()
  })

  it.each(['Éléonore-Ève', 'LE', 'FICTIF', 'USR-4', 'poste', ' ', '_a1'])(
    'does not take %j for her',
    (asked) => {
      expect(new AskedUsers([asked]).matches(jeanne)).toBe(false)
    },
  )

  it.each(['RESP0001', '30B0000014/RESP0001', 'root'])('finds an automate by %s', (asked) => {
    expect(new AskedUsers([asked]).matches(automate)).toBe(true)
  })

  it.each(['FICTIF', 'Jeanne FICTIF', 'fictif jeanne'])(
    'finds %s in traces that have the name in one',
    (asked) => {
      expect(new AskedUsers([asked]).matches(earlier)).toBe(true)
    },
  )

  it('tells who occurs where nobody goes by the name, and how many traces name no person', () => {
    const users = new AskedUsers(['899799999999', 'root'])
    for (const record of [automate, jeanne, automate]) users.matches(record)
    expect(users.unknown).toEqual({
      users: ['899799999999'],
      occurring: [
        '30B0000014/RESP0001',
        'root',
        'LE FICTIF Éléonore-Ève, USR-42, RPPS 99700000005',
        '3990000002/USR-42',
        'svc-dmp',
      ],
      more: false,
      withoutPerson: 2,
    })
  })
})
