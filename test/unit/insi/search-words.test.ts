import {describe, expect, it} from 'vitest'
import type {SearchTraits} from '../../../src/lib/insi/insi.ts'
import {readSearchTraits} from '../../../src/lib/insi/search-traits.ts'
import type {Prompter} from '../../../src/lib/ports/prompter.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {moreForSeveral, statedTraits} from '../../../src/lib/usecases/ins/search-words.ts'

interface Asked {
  readonly question: string
  readonly refused: readonly (true | string)[]
}

/** Gives each answer in turn; an answer that its question refuses is followed by the next one. */
function person(answers: readonly string[]) {
  const asked: Asked[] = []
  const left = [...answers]
  const never = () => Promise.reject(new Error('not asked here'))
  const prompter: Prompter = {
    available: true,
    confirm: never,
    secret: never,
    choose: never,
    text: async (question, {validate} = {}) => {
      const refused: (true | string)[] = []
      for (;;) {
        const answer = left.shift()
        if (answer === undefined) throw new Error(`no answer to ${question}`)
        const found = validate?.(answer) ?? true
        if (found === true) {
          asked.push({question, refused})
          return answer
        }
        refused.push(found)
      }
    },
  }
  return {asked, prompter}
}

const files = {} as Parameters<typeof statedTraits>[0]['files']
const marthe: SearchTraits = {
  birthName: 'ESSAI-HOMONYME',
  givenNames: ['MARTHE'],
  sex: 'F',
  birthDate: '1967-07-07',
}

describe('questions at the terminal', () => {
  it('are put again where nothing, or no sex, was typed', async () => {
    const {asked, prompter} = person(['', 'ESSAI', ' ', 'LEA', 'x', 'f', '1985-05-17'])
    const stated = await statedTraits({files, prompter}, {})
    expect(stated).toEqual({birthName: 'ESSAI', givenNames: ['LEA'], sex: 'f', birthDate: '1985-05-17'})
    expect(asked.map(({refused}) => refused)).toEqual([
      ['ask.insi.needed'],
      ['ask.insi.needed'],
      ['ask.insi.sex.form'],
      [],
    ])
  })

  it('after several people ask for other given names, then for the place, each once', async () => {
    const more = person(['ANNE', '99999'])
    expect(await moreForSeveral(more, 'givenNames', marthe)).toEqual({givenNames: ['MARTHE', 'ANNE']})
    const list = {...marthe, givenNames: ['MARTHE', 'ANNE']}
    expect(await moreForSeveral(more, 'givenNames', list)).toBeUndefined()
    expect(await moreForSeveral(more, 'birthPlace', list)).toEqual({birthPlace: '99999'})
    expect(await moreForSeveral(more, 'birthPlace', {...list, birthPlace: '99999'})).toBeUndefined()
    expect(more.asked).toHaveLength(2)
  })

  it('take an empty answer for none', async () => {
    const none = person(['', ''])
    expect(await moreForSeveral(none, 'givenNames', marthe)).toBeUndefined()
    expect(await moreForSeveral(none, 'birthPlace', marthe)).toBeUndefined()
  })

  it('say in words what form a place has', async () => {
    const {asked, prompter} = person(['PARIS', '75056'])
    await moreForSeveral({prompter}, 'birthPlace', marthe)
    expect(asked[0]?.refused).toEqual(['ask.insi.birthPlace.form'])
    for (const messages of [fr, en])
      for (const key of ['ask.insi.birthPlace.form', 'ask.insi.sex.form', 'ask.insi.needed'])
        expect(messages[key]).toMatch(/\w{2}/)
  })
})

describe('a first given name beside its list', () => {
  const rules = async (first: string, list: string) => {
    const fields = new Map([
      ['first_given', first],
      ['given_names', list],
    ])
    const words = {birthName: 'ESSAI', sex: 'F', birthDate: '1985-05-17'}
    const stated = await statedTraits({files, prompter: person([]).prompter}, words, fields)
    return readSearchTraits(stated, '2026-03-02').findings.map(({rule}) => rule)
  }

  it('is told when it does not open it', async () => {
    expect(await rules('MARIE', 'JEAN MARIE')).toEqual(['INSI-FIRST-GIVEN'])
    expect(await rules('JEAN MARIE', 'JEAN-MARIE PAUL')).toEqual([])
  })
})
