import {renewed} from '../../support/renewed-certificates.ts'
import type {Scenarios} from './stage.ts'

const consent = ['--yes', '--confirm', 'sandbox']

export const certLifecycle: Scenarios = {
  DMP_CERT_WRONG_PRODUCT: async (stage) => {
    const desk = stage.desk()
    const server = await renewed(stage.box.folder, 'server', desk.path('server.p12'))
    return desk.attempt(['cert', 'install', server, ...consent])
  },
  DMP_CERT_STRUCTURE_CHANGED: async (stage) => {
    const desk = stage.desk()
    const other = await renewed(stage.box.folder, 'sign', desk.path('sign.p12'), {unit: '10B0000022'})
    return desk.attempt(['cert', 'install', other, ...consent])
  },
  DMP_CERT_INSTALL_REFUSED: (stage) => stage.desk().attempt(['cert', 'install', '--rollback', ...consent]),
}
