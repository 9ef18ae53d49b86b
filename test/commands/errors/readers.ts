import {join} from 'node:path'
import {pcscdNeeds, startPcscd} from '../../support/pcscd.ts'
import type {Scenarios} from './stage.ts'

/** Errors of readers and cards. */
export const readers: Scenarios = {
  DMP_ATR_INVALID: (stage) =>
    stage
      .desk()
      .attempt(['workstation', 'card', '--atr', '00 AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00']),
  DMP_READERS_UNAVAILABLE: (stage) => {
    const desk = stage.desk()
    const env = {PCSCLITE_CSOCK_NAME: join(desk.folder, 'no-pcscd.comm')}
    return desk.attempt(['workstation', 'readers'], env)
  },
  DMP_CARD_ABSENT: {
    needs: pcscdNeeds,
    prepare: async (stage) => {
      const bench = await startPcscd()
      return {...stage.desk().attempt(['workstation', 'card'], bench.env), undo: () => void bench.stop()}
    },
  },
}
