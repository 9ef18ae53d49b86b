import {Chalk} from 'chalk'
import {expect, it} from 'vitest'
import {diffLines} from '../../../src/lib/ui/cert/diff-view.ts'
import {trustAddedLines, trustLines, trustRemovedLines} from '../../../src/lib/ui/cert/trust-view.ts'
import {plainLine} from '../../../src/lib/ui/plain.ts'
import type {Screen} from '../../../src/lib/ui/screen.ts'

const painted = '\u001B[31mAC\u001B[0m'
const screen = {
  t: Object.assign((_key: string, params: object = {}) => Object.values(params).join(' '), {
    language: 'en',
    has: () => false,
  }),
  color: new Chalk({level: 1}),
  width: 80,
} as unknown as Screen
const line = {subject: painted, notAfter: '2030-01-01', basis: 'operator', sha256: 'ab', anchor: null}

it.each<[string, () => string[]]>([
  [
    'cert trust add',
    () => trustAddedLines({added: [line], already: [line], passedOver: [], ended: ['ab']} as never, screen),
  ],
  ['cert trust list', () => trustLines({path: painted, anchors: [], authorities: [line]} as never, screen)],
  ['cert trust remove', () => trustRemovedLines({removed: line} as never, screen)],
  [
    'cert diff',
    () =>
      diffLines(
        {
          ...{before: {subject: painted}, after: {subject: painted}, verdict: 'ok', identical: false},
          lines: [
            {field: 'organisation', state: 'changed', severity: 'info', before: painted, after: painted},
          ],
          ...{structureChanged: true, overlapDays: 0},
          authored: {
            structure: painted,
            profile: 'p',
            latest: [],
            file: null,
            count: 1,
            first: null,
            last: null,
          },
        } as never,
        screen,
      ),
  ],
])('%s shows a name that brings colours of its own without them', (_command, view) => {
  const shown = view().map(plainLine).join('\n')
  expect(shown).toContain('\\x1b[31mAC')
  expect(shown).not.toContain(painted)
  expect(shown).not.toContain('\u001B[31mAC')
})
