import {expect, it} from 'vitest'
import {knownAnswers} from '../../../src/lib/answers/known-answers.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {errorEnvelope, successEnvelope} from '../../../src/lib/ui/envelope.ts'
import {errorSentences, errorText} from '../../../src/lib/ui/error-text.ts'
import {translator} from '../../../src/lib/ui/translate.ts'

const t = translator('en')
const refusal = (code: string, details: Record<string, unknown>) =>
  new DmpError('DMP_REFUSED', {params: {code, text: 'Texte du DMP', layer: 'registry'}, details})

it('gives cause, remedy and actor of a known answer instead of general sentences', () => {
  const sentences = errorSentences(refusal('DMPClosed', {known: 'dmp-closed'}), t)
  expect(sentences.why).toBe(t('answer.dmp-closed.cause'))
  expect(sentences.suggestions[0]).toBe(t('answer.dmp-closed.remedy'))
  expect(sentences.suggestions[1]).toContain(t('answer.actor.establishment'))
  expect(sentences.answer).toMatchObject({id: 'dmp-closed', actor: 'establishment'})
  expect(errorText(refusal('DMPClosed', {known: 'dmp-closed'}), t)).toContain(t('answer.dmp-closed.remedy'))
})

it.each([{}, {known: 'no-such-id'}])('leaves an unknown answer whole and guesses nothing: %j', (details) => {
  const error = refusal('XDSNeverSeen', details)
  const sentences = errorSentences(error, t)
  expect(sentences).not.toHaveProperty('answer')
  expect(sentences.message).toContain('XDSNeverSeen')
  expect(sentences.message).toContain('Texte du DMP')
  expect(sentences.why).toBe(t('error.DMP_REFUSED.why'))
})

it('keeps the one safe way out of an unknown outcome beside its explanation', () => {
  const error = new DmpError('DMP_UNKNOWN_OUTCOME', {details: {known: 'http-gateway'}})
  expect(errorSentences(error, t).suggestions).toContain(t('error.DMP_UNKNOWN_OUTCOME.todo-known'))
})

it('puts every known answer whole into the JSON error', () => {
  for (const {id, actor} of knownAnswers) {
    const {error} = errorEnvelope('dmp.test/1', refusal('X', {known: id}), [], t)
    expect(error).toMatchObject({answer: {id, actor, actorName: t(`answer.actor.${actor}`)}})
  }
})

it('explains the failures inside a report and touches nothing else', () => {
  const {code, params} = refusal('DMPClosed', {})
  const failure = {code, params, details: {known: 'dmp-closed'}}
  const data = {
    documents: [
      {file: 'a.pdf', failure},
      {file: 'b.pdf', findings: []},
    ],
    stoppedBy: failure,
  }
  const shown = successEnvelope('dmp.test/1', data, 8, [], t).data
  const answer = expect.objectContaining({id: 'dmp-closed'})
  expect(shown).toEqual({
    documents: [{file: 'a.pdf', failure: {...failure, answer}}, data.documents[1]],
    stoppedBy: {...failure, answer},
  })
})

it('tells apart a document that nobody named, that is not known and that is several', () => {
  const told = (reason: string, count = 0) =>
    errorSentences(
      new DmpError('DMP_REFERENCE_UNCLEAR', {params: {case: reason, names: '--venue', count}}),
      t,
    )
  expect(told('none').message).toBe('no document known here for --venue.')
  expect(told('several', 3).message).toBe('3 documents match --venue.')
  expect(told('unnamed').message).toBe('no document is named.')
  const todos = ['none', 'several', 'unnamed'].map((reason) => told(reason).suggestions.join())
  expect(new Set(todos).size).toBe(3)
})
