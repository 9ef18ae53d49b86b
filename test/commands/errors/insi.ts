import {join} from 'node:path'
import type {Desk, Scenarios} from './stage.ts'

const albane = [
  ...['--birth-name', "D'ESSAI-SIMPLE", '--given', 'ALBANE'],
  ...['--sex', 'F', '--birth-date', '1971-04-09'],
]

const search = (desk: Desk, traits: readonly string[] = albane) => desk.attempt(['ins', 'search', ...traits])

/** Errors of looking identities up. */
export const insi: Scenarios = {
  DMP_INSI_NOT_CONFIGURED: (stage) =>
    search(stage.desk((profile) => profile.replace(/^insi:\n(?: .*\n)+/m, ''))),
  // The certificate of another machine in the place of the one for INSi.
  DMP_INSI_CERTIFICATE: (stage) => {
    const desk = stage.desk()
    const {args, env} = search(desk)
    return {
      args,
      env: {
        ...env,
        DMP_INSI_CERTIFICATE_KIND: 'pem',
        DMP_INSI_CERTIFICATE_CERTIFICATE_PATH: join(stage.box.folder, 'server.pem'),
        DMP_INSI_CERTIFICATE_KEY_PATH: join(stage.box.folder, 'server.key.pem'),
      },
    }
  },
  DMP_INSI_TRAIT: (stage) =>
    search(stage.desk(), ['--birth-name', 'X&Y', '--given', 'A', '--sex', 'F', '--birth-date', '1971-04-09']),
  DMP_INSI_REFUSED: async (stage) => search(await stage.faulty('insi-fault=desir_550')),
  DMP_INSI_BUSY: async (stage) => search(await stage.faulty('unavailable=30,service=insi')),
  DMP_INSI_UNREADABLE: async (stage) => search(await stage.faulty('garbage,service=insi')),
}
