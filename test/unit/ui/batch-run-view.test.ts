import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {cutToWidth, redrawnBlock} from '../../../src/lib/ui/batch/run-view/redrawn-block.ts'
import {createRunView} from '../../../src/lib/ui/batch/run-view/run-view.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import type {RunObserver, RunTick} from '../../../src/lib/usecases/batch/run/run-observer.ts'
import {Terminal} from '../../support/terminal.ts'

const t = translator('fr')
const NOW = Date.UTC(2026, 2, 2, 9)

const account = {
  planned: 400_000,
  accepted: 120_000,
  refused: 210,
  unknown: 2,
  deferred: 80,
  held: 20,
  remaining: 279_688,
}
const tick = (more: Partial<RunTick> = {}): RunTick => ({
  at: NOW,
  account,
  inFlight: 4,
  rate: 3.92,
  perSecond: 4,
  causes: {DMP_REFUSED: 200, DMP_SOURCE_CHANGED: 10},
  endsAt: NOW + 10 * 86_400_000,
  nextPause: {at: NOW + 3_600_000, reason: 'guard'},
  ...more,
})

function start(view: RunObserver): void {
  view.onStart?.({
    at: NOW,
    batchIds: ['20260302-abcd'],
    profiles: ['chu'],
    environment: 'sandbox',
    width: 4,
    perSecond: 4,
    perDay: 30_000,
    account,
  })
}

describe('on a terminal', () => {
  const opened = (columns = 100, rows = 30) => {
    const terminal = new Terminal(columns, rows)
    const view = createRunView({kind: 'lively', output: terminal, t, now: () => NOW})
    start(view)
    return {terminal, view}
  }

  it('shows rate against quota, what is done, causes, forecast and the next pause, in place', () => {
    const {terminal, view} = opened()
    view.onTick?.(tick())
    view.onTick?.(tick({account: {...account, accepted: 120_001, remaining: 279_687}}))
    const shown = terminal.screen()
    expect(shown.filter((line) => line.includes('Envoi en masse 20260302-abcd'))).toHaveLength(1)
    const text = shown.join('\n').replaceAll('\u00a0', ' ')
    for (const part of [
      'chu (sandbox)',
      '120 231/400 000 (30 %)',
      'acceptés 120 001 · refusés 210 · issue inconnue 2 · différés 80 · en attente 20 · restants 279 687',
      'rythme 3,9/s sur 4/s (98 %) · 4 en vol',
      'fin prévue le 12/03/2026 10:00 (dans 10 j)',
      'prochaine pause le 02/03/2026 11:00 : limite d’envois du jour',
      'motifs : DMP_REFUSED 200 · DMP_SOURCE_CHANGED 10',
      'dmp batch resume reprend',
    ])
      expect(text).toContain(part)
  })

  it('says why nothing leaves and until when', () => {
    const {terminal, view} = opened()
    view.onTick?.(tick())
    view.onPause?.({at: NOW, reason: 'window', until: NOW + 7_200_000})
    expect(terminal.screen().join('\n')).toContain(
      'en pause jusqu’au 02/03/2026 12:00 : hors des plages d’envoi',
    )
    view.onPause?.(undefined)
    expect(terminal.screen().join('\n')).not.toContain('en pause jusqu')
  })

  it('leaves a remark of somebody else above the block, whole', () => {
    const {terminal, view} = opened()
    terminal.write('first line\n')
    view.onTick?.(tick())
    terminal.write('Remarque : un certificat finit bientôt\n')
    view.onTick?.(tick())
    const lines = terminal.screen()
    expect(lines.slice(0, 2)).toEqual(['first line', 'Remarque : un certificat finit bientôt'])
    expect(lines.filter((line) => line.includes('rythme'))).toHaveLength(1)
  })

  it('stays one block when the terminal is made narrow, wide and low', () => {
    const {terminal, view} = opened(120, 30)
    view.onTick?.(tick())
    for (const [columns, rows] of [
      [40, 30],
      [140, 30],
      [60, 8],
      [100, 40],
    ] as const) {
      terminal.resize(columns, rows)
      view.onTick?.(tick())
      const lines = terminal.screen()
      expect(lines.filter((line) => line.startsWith('[')).length).toBe(1)
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(columns)
    }
  })

  it('leaves nothing behind for the answer that follows', () => {
    const {terminal, view} = opened()
    view.onTick?.(tick())
    void view.close?.()
    terminal.write('Compte rendu\n')
    expect(terminal.screen()).toEqual(['Compte rendu'])
  })

  it('never writes a line that wraps, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({maxLength: 200}), {maxLength: 30}),
        fc.integer({min: 4, max: 200}),
        (lines, columns) => {
          const written: string[] = []
          redrawnBlock({write: (text) => written.push(text), columns, rows: 24}).draw(
            lines.map((line) => line.replaceAll(/\p{Cc}/gu, '')),
          )
          // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences of the terminal are what is looked at
          const bare = written.join('').replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '')
          expect(Math.max(...bare.split(/[\r\n]/).map((line) => line.length))).toBeLessThan(columns)
        },
      ),
    )
  })

  it('cuts a coloured line by what is seen of it and ends the colour', () => {
    expect(cutToWidth('\u001b[31mred words\u001b[39m', 3)).toBe('\u001b[31mred\u001b[0m')
    expect(cutToWidth('short', 5)).toBe('short')
  })
})

describe('elsewhere', () => {
  const logged = () => {
    const lines: string[] = []
    const clock = {now: NOW}
    const view = createRunView({
      kind: 'plain',
      output: {write: (text) => lines.push(text)},
      t,
      now: () => clock.now,
    })
    start(view)
    return {lines, clock, view}
  }

  it('writes a plain line each twentieth or each 30 s, and none without news', () => {
    const {lines, clock, view} = logged()
    view.onTick?.(tick())
    expect(lines).toHaveLength(2)
    view.onTick?.(tick())
    clock.now += 5_000
    view.onTick?.(tick({account: {...account, accepted: 120_010, remaining: 279_678}}))
    expect(lines).toHaveLength(2)
    clock.now += 26_000
    view.onTick?.(tick({account: {...account, accepted: 120_100, remaining: 279_588}}))
    expect(lines).toHaveLength(3)
    clock.now += 5_000
    view.onTick?.(tick({account: {...account, accepted: 141_000, remaining: 258_688}}))
    expect(lines).toHaveLength(4)
    expect(lines.join('')).not.toContain('\u001b')
    expect(lines.every((line) => line.endsWith('\n') && line.split('\n').length === 2)).toBe(true)
  })

  it('gives a sign of life in a long silence, and tells long pauses alone', () => {
    const {lines, clock, view} = logged()
    view.onTick?.(tick())
    clock.now += 10 * 60_000
    view.onTick?.(tick())
    expect(lines).toHaveLength(3)
    view.onPause?.({at: clock.now, reason: 'due', until: clock.now + 1000})
    view.onPause?.(undefined)
    expect(lines).toHaveLength(3)
    view.onPause?.({at: clock.now, reason: 'guard', until: clock.now + 3_600_000})
    view.onPause?.(undefined)
    expect(lines.slice(3).join('')).toMatch(
      /en pause jusqu’au .* : limite d’envois du jour .*--daily-notice-given\nl’envoi reprend\n/,
    )
  })

  it('names whom to notify at the daily limit', () => {
    const {lines, clock, view} = logged()
    const params = {limit: 30_000, day: '2026-03-02', case: 'contact', contact: 'CPAM du Test'}
    view.onPause?.({at: NOW, reason: 'guard', until: clock.now + 3_600_000, code: 'DMP_DAILY_GUARD', params})
    expect(lines.at(-1)).toMatch(/prévenez CPAM du Test, puis relancez avec --daily-notice-given/)
  })

  it('tells at once that the disk is full, again each minute, and when sending goes on', () => {
    const {lines, clock, view} = logged()
    view.onTick?.(tick())
    const params = {path: '/j', reason: 'disk-full'}
    const pause = {
      at: NOW,
      reason: 'journal',
      until: NOW + 600_000,
      code: 'DMP_JOURNAL_UNWRITABLE',
      params,
    } as const
    view.onPause?.(pause)
    const told = () =>
      lines.filter((line) => /au plus tard jusqu’au 02\/03\/2026 10:10 .*disque est plein/.test(line))
    expect(told()).toHaveLength(1)
    for (let second = 0; second < 180; second++) {
      clock.now += 1000
      view.onTick?.(tick({at: clock.now, pause}))
    }
    expect(told()).toHaveLength(4)
    view.onPause?.(undefined)
    expect(lines.at(-1)).toBe('l’envoi reprend\n')
  })

  it('says nothing at all under --json', () => {
    const lines: string[] = []
    const view = createRunView({
      kind: 'silent',
      output: {write: (text) => lines.push(text)},
      t,
      now: () => NOW,
    })
    start(view)
    view.onTick?.(tick())
    expect(lines).toEqual([])
  })
})
