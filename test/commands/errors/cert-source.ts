import type {Scenarios} from './stage.ts'

export const certSource: Scenarios = {
  DMP_CERT_SOURCE_UNREADABLE: (stage) => {
    const desk = stage.empty()
    return desk.attempt([
      'cert',
      'inspect',
      desk.write('auth.p12', '<!DOCTYPE html><title>Connexion</title>'),
    ])
  },
  // the discard port: nobody answers there
  DMP_CERT_SERVER_UNREACHABLE: (stage) =>
    stage.empty().attempt(['cert', 'inspect', 'https://127.0.0.1:9'], {NO_PROXY: '*'}),
}
