import {expect, it} from 'vitest'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import type {Prompter} from '../../../src/lib/ports/prompter.ts'
import {fingerprintOf, requireWord} from '../../../src/lib/usecases/cert/vouch.ts'

const hex = '0123456789abcdef'.repeat(4)
const authority = {sha256: {hex, base64: ''}, subject: {certificate: 'CN=AC ESSAI'}} as unknown as Certificate

/** Asks at a terminal where somebody types that; answers the question too. */
async function typing(typed: string, namesake = false, available = true) {
  let asked = ''
  const prompter = {
    available,
    text: async (question: string) => {
      asked = question
      return typed
    },
  } as unknown as Prompter
  const refused = await requireWord({prompter}, {yes: false}, authority, namesake).then(
    () => false,
    (error: {code?: string}) => error.code,
  )
  return {asked, refused}
}

it.each([
  ['0123456789ab', false],
  [' 01:23:45:67:89:AB:CD ', false],
  [hex, false],
  ['0123456789a', 'DMP_CONFIRMATION_NEEDED'],
  ['0123456789ac', 'DMP_CONFIRMATION_NEEDED'],
  ['', 'DMP_CONFIRMATION_NEEDED'],
  ['oui', 'DMP_CONFIRMATION_NEEDED'],
  [`${hex}00`, 'DMP_CONFIRMATION_NEEDED'],
])('takes %j at the terminal as the word for an authority, or not (%s)', async (typed, refused) => {
  expect(await typing(typed)).toEqual({asked: 'consent.trust', refused})
})

it('asks otherwise of an authority that bears a known name without its key', async () => {
  expect(await typing(hex, true)).toEqual({asked: 'consent.trust-namesake', refused: false})
})

it('asks nobody where nobody can answer', async () => {
  expect(await typing(hex, false, false)).toEqual({asked: '', refused: 'DMP_CONFIRMATION_NEEDED'})
})

it('reads a fingerprint as people copy it', () => {
  expect(fingerprintOf(' AB:cd 0F\n')).toBe('abcd0f')
})

it('takes no fingerprint of a script for an authority that bears a known name, unless it says so', async () => {
  const prompter = {available: false} as unknown as Prompter
  const word = {yes: true, confirm: hex}
  await expect(requireWord({prompter}, word, authority, true)).rejects.toMatchObject({
    code: 'DMP_CONFIRMATION_NEEDED',
    params: {case: 'trust-namesake'},
  })
  await requireWord({prompter}, {...word, namesake: true}, authority, true)
  await requireWord({prompter}, word, authority, false)
})
