import {type Cast, now} from './cast.ts'
import type {Wish} from './mint.ts'
import type {Part} from './row.ts'
import {type Trial, verified} from './verify.ts'

const lasting = (cast: Cast, name: string, wish: Partial<Wish>, at?: number): Trial => ({
  leaf: cast.leaf(name, wish),
  pool: [cast.authority()],
  trusted: [cast.root()],
  ...(at === undefined ? {} : {at}),
})
const second = 1000
const [start, end] = [Date.UTC(2025, 0, 5, 9), Date.UTC(2028, 0, 5, 9)]

const linkOf = (cast: Cast, name: string, wish: Partial<Wish>): Trial => {
  const link = cast.link(name, cast.root(), wish)
  return {leaf: cast.leaf(`${name}-leaf`, {issuer: link}), pool: [link], trusted: [cast.root()]}
}

export const datePart: Part = {
  title: 'Dates',
  about: 'The same, at chosen instants (`-attime`).',
  cases: [
    verified('ended', (cast) => lasting(cast, 'ended', {from: '20200105090000Z', to: '20230105090000Z'})),
    verified('not yet begun', (cast) =>
      lasting(cast, 'not-yet', {from: '20270105090000Z', to: '20300105090000Z'}),
    ),
    verified('first second', (cast) => lasting(cast, 'usual', {}, start)),
    verified('one second before the first', (cast) => lasting(cast, 'usual', {}, start - second)),
    verified('one second before the end', (cast) => lasting(cast, 'usual', {}, end - second)),
    verified(
      'the last second itself',
      (cast) => lasting(cast, 'usual', {}, end),
      'RFC 5280 §4.1.2.5 includes the last second; OpenSSL leaves it out',
    ),
    verified('one second after the end', (cast) => lasting(cast, 'usual', {}, end + second)),
    verified('begun before 1950', (cast) =>
      lasting(cast, 'old', {from: '19491231235959Z', to: '20280105090000Z'}),
    ),
    verified('begun in 1950', (cast) =>
      lasting(cast, 'fifty', {from: '19500101000000Z', to: '20280105090000Z'}),
    ),
    verified('ended before 1950', (cast) =>
      lasting(cast, 'very-old', {from: '19400101000000Z', to: '19491231235959Z'}),
    ),
    verified('ends in 2049', (cast) =>
      lasting(cast, 'forty-nine', {to: '20491231235959Z'}, Date.UTC(2032, 0)),
    ),
    verified('ends in 2050', (cast) =>
      lasting(cast, 'after-fifty', {to: '20500101000000Z'}, Date.UTC(2032, 0)),
    ),
    verified('ends in 9999', (cast) => lasting(cast, 'no-end', {to: '99991231235959Z'})),
    verified('ends before it begins', (cast) =>
      lasting(cast, 'reversed', {from: '20270105090000Z', to: '20250105090000Z'}, now),
    ),
    verified('authority ended', (cast) => linkOf(cast, 'ended-link', {to: '20260101000000Z'})),
    verified('authority not yet begun', (cast) => linkOf(cast, 'young-link', {from: '20270101000000Z'})),
    verified('root ended', (cast) => {
      const root = cast.mint.issue('ended-root', undefined, {
        subject: '/C=FR/O=DMP ESSAI/CN=RACINE FINIE',
        key: 'acr-test',
        extensions: ['basicConstraints=critical,CA:TRUE', 'subjectKeyIdentifier=hash'],
        from: '20130101000000Z',
        to: '20260101000000Z',
      })
      const link = cast.link('under-ended', root)
      return {leaf: cast.leaf('under-ended-leaf', {issuer: link}), pool: [link], trusted: [root]}
    }),
    verified('authority ended, its successor with the same key beside it', (cast) => {
      const [old, young] = ['20260101000000Z', '20330601000000Z'].map((to, at) =>
        cast.link(`generation-${at}`, cast.root(), {subject: '/C=FR/O=DMP ESSAI/CN=GENERATION', to}),
      )
      if (!old || !young) throw new Error('two generations')
      return {leaf: cast.leaf('generation-leaf', {issuer: old}), pool: [old, young], trusted: [cast.root()]}
    }),
  ],
}
