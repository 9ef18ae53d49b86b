import type {Scenarios} from './stage.ts'

/** Errors of examining captured exchanges. */
export const exchangeCheck: Scenarios = {
  DMP_EXCHANGE_NOT_FOUND: (stage) => {
    const desk = stage.empty()
    const log = desk.write(
      'feeder.log',
      '2026-03-02 10:20:00 INFO started\n2026-03-02 10:20:01 INFO stopped\n',
    )
    return desk.attempt(['exchange', 'check', log])
  },
}
