import {describe, expect, it} from 'vitest'
import type {CapturedExchange} from '../../../src/lib/captures/captured-exchange.ts'
import {type CapturedAddressing, pairExchanges, proofOf} from '../../../src/lib/captures/pair-exchanges.ts'

type Some = CapturedAddressing & Partial<CapturedExchange>

function exchange(
  direction: CapturedExchange['direction'],
  some: Some = {},
): CapturedExchange & CapturedAddressing {
  return {
    n: 1,
    place: {file: 'a.log', offset: 0, line: 1, endLine: 1},
    form: 'soap',
    wrapping: [],
    headers: new Map(),
    envelope: new Uint8Array(),
    parts: new Map(),
    complete: true,
    encoding: 'utf-8',
    remarks: [],
    ...some,
    direction,
  }
}

const request = (some?: Some) => exchange('request', some)
const answer = (some?: Some) => exchange('answer', some)
const addressingOf = (one: CapturedExchange): CapturedAddressing => one as CapturedAddressing

describe('requests and answers', () => {
  it('go together by RelatesTo, in whatever order they stand', () => {
    const [first, second] = [request({messageId: 'urn:1'}), request({messageId: 'urn:2'})]
    const [toSecond, toFirst] = [answer({relatesTo: 'urn:2'}), answer({relatesTo: 'urn:1'})]
    expect(pairExchanges([first, second, toSecond, toFirst], addressingOf)).toEqual({
      pairs: [
        {request: first, answer: toFirst, proof: 'relates-to'},
        {request: second, answer: toSecond, proof: 'relates-to'},
      ],
      orphans: [],
    })
  })

  it('are not tied when the answer names another message, even right after the request', () => {
    const one = request({messageId: 'urn:1'})
    const other = answer({relatesTo: 'urn:9'})
    expect(pairExchanges([one, other], addressingOf)).toEqual({
      pairs: [{request: one}],
      orphans: [{answer: other, relatesTo: 'urn:9'}],
    })
    expect(proofOf(one, other, addressingOf)).toBe('other')
  })

  it('go together by the number of the log where the answer has no addressing', () => {
    const [one, two] = [request({messageId: 'urn:1', logId: '4'}), request({messageId: 'urn:2', logId: '5'})]
    const [toTwo, toOne] = [answer({logId: '5'}), answer({logId: '4'})]
    const {pairs, orphans} = pairExchanges([one, two, toTwo, toOne], addressingOf)
    expect(pairs.map(({answer: found, proof}) => [found, proof])).toEqual([
      [toOne, 'log-id'],
      [toTwo, 'log-id'],
    ])
    expect(orphans).toEqual([])
  })

  it('that only follow each other are said unproven', () => {
    const [one, fault] = [request({messageId: 'urn:1'}), answer()]
    expect(pairExchanges([one, fault], addressingOf).pairs).toEqual([
      {request: one, answer: fault, proof: 'unproven'},
    ])
  })

  it('are not guessed at a distance: a second answer without addressing belongs to nobody', () => {
    const [one, first, second] = [request(), answer(), answer()]
    const {orphans} = pairExchanges([one, first, second], addressingOf)
    expect(orphans.map(({answer: orphan}) => orphan)).toEqual([second])
  })

  it('give each try its own answer when the same message was sent twice', () => {
    const tries = [
      request({messageId: 'urn:1'}),
      answer({relatesTo: 'urn:1'}),
      request({messageId: 'urn:1'}),
      answer({relatesTo: 'urn:1'}),
    ]
    expect(
      pairExchanges(tries, addressingOf).pairs.map(({answer: found}) => tries.indexOf(found as never)),
    ).toEqual([1, 3])
  })
})
