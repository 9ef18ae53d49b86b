import {describe, expect, it} from 'vitest'
import type {Journal, JournalEntry} from '../../../src/lib/ports/journal.ts'
import type {Profile, VihfUser} from '../../../src/lib/profile/profile.ts'
import type {ActorTrace} from '../../../src/lib/traces/trace-fields.ts'
import {actedBy} from '../../../src/wiring/acted-by.ts'
import {actorOf} from '../../../src/wiring/actor-of.ts'

const person = {kind: 'named', id: 'USR-42', family: 'FICTIF', given: 'Jeanne', professionCode: '10'} as const
const actor = (user: VihfUser) =>
  actorOf({
    vihf: {user},
    structure: {finessEj: '990000001', finessEg: '990000019', name: 'CH'},
    lps: {name: 'dmp', version: '1'},
  } as unknown as Profile).user

describe('who acts, as the profile knows them', () => {
  it('has the specialty, the names apart and the RPPS number beside the id of the establishment', () => {
    expect(actor({...person, specialtyCode: 'SM26', rpps: '899700000005'})).toEqual({
      id: 'USR-42',
      idType: 'local',
      rpps: '99700000005',
      name: 'FICTIF Jeanne',
      family: 'FICTIF',
      given: 'Jeanne',
      role: '10',
      specialty: 'SM26',
    })
  })

  it('tells the kind of a national number that is the id itself', () => {
    expect(actor({...person, id: '899700000005'})).toMatchObject({idType: 'RPPS', rpps: '99700000005'})
    expect(actor({...person, id: '0991234567'})).toMatchObject({idType: 'ADELI'})
    expect(actor({kind: 'automate', responsibleId: 'RESP0001'})).toBeUndefined()
  })
})

describe('a journal that says who acts', () => {
  const by: ActorTrace = {os: {account: 'op', host: 'h'}}

  it('signs acts and what they begin with, holds and keys, and leaves results and named actors alone', async () => {
    const calls: unknown[] = []
    const journal = {
      record: async (entries: readonly JournalEntry[]) => {
        calls.push(...entries.map(({event}) => event.data['actor']))
        return []
      },
      hold: async (_holds: unknown, who: unknown) => void calls.push(who),
      liftHold: async (_kind: unknown, _value: unknown, who: unknown) => calls.push(who) > 0,
      rotateKeys: async (who: unknown) => calls.push(who),
    } as unknown as Journal
    const own = actedBy(journal, () => by)
    const event = {operation: 'trace-export', occurredAt: 1}
    await own.record([
      {event: {...event, phase: 'event', data: {}}},
      {event: {...event, phase: 'intent', data: {}}},
      {event: {...event, phase: 'result', data: {}}},
      {event: {...event, phase: 'intent', data: {actor: 'other'}}},
    ])
    await own.hold([])
    await own.liftHold('unit', 'PSY')
    await own.rotateKeys()
    expect(calls).toEqual([by, by, undefined, 'other', by, by, by])
  })
})
