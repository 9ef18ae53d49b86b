import {expect, it} from 'vitest'
import type {ReaderInventory} from '../../../src/lib/ports/card-readers.ts'
import {createScreen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {cardLines} from '../../../src/lib/ui/workstation/card-view.ts'
import {nameCards} from '../../../src/lib/usecases/workstation/card.ts'
import {VITALE2} from '../../support/workstation-facts.ts'

const t = translator('fr')

it('says of a Vitale that nothing read it only where no program of the system looks at cards', async () => {
  const shown = async (backend: ReaderInventory['backend'], atr?: string) => {
    const inventory: ReaderInventory = {
      kind: 'listed',
      backend,
      readers: [{name: 'R', card: 'present', atr: VITALE2, held: 'untold'}],
    }
    const cardReaders = async () => ({
      list: async () => inventory,
      usb: async () => ({kind: 'untold', reason: 'none'}) as const,
    })
    const bench = {signal: new AbortController().signal, workstation: {cardReaders}}
    const report = await nameCards(bench, {atr, unmask: false})
    return cardLines(report, createScreen({t, stream: {columns: 140}, env: {}, noColor: true})).join('\n')
  }
  expect(await shown('pcscd')).toContain(t('cards.vitale-not-read'))
  expect(await shown('certutil')).not.toContain(t('cards.vitale-not-read'))
  expect(await shown('certutil')).toContain('certutil')
  expect(await shown('certutil', VITALE2)).toContain(t('cards.vitale-not-read'))
})
