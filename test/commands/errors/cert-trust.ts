import type {Scenarios} from './stage.ts'

/** Errors of the authorities trusted on a machine. */
export const certTrust: Scenarios = {
  DMP_TRUST_STORE_UNREADABLE: (stage) => {
    const desk = stage.desk()
    desk.write('config/trust.json', '{"schemaVersion": 1, "authorities": [')
    return desk.attempt(['cert', 'trust', 'list'])
  },
  DMP_TRUST_NOT_FOUND: (stage) => stage.desk().attempt(['cert', 'trust', 'remove', '00112233445566']),
}
