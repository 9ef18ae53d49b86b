import {postgresNeeds, startPostgres} from '../../support/postgres.ts'
import type {Scenarios} from './stage.ts'

export const journalPostgres: Scenarios = {
  DMP_JOURNAL_URL: (stage) =>
    stage.desk().submit({DMP_JOURNAL_PATH: 'postgres://dmp:not-the-passphrase-4711@localhost/dmp'}),
  DMP_JOURNAL_UNAVAILABLE: (stage) =>
    stage.desk().submit({DMP_JOURNAL_PATH: 'postgres://dmp@127.0.0.1:1/dmp'}),
  DMP_JOURNAL_SERVER: {
    needs: postgresNeeds,
    prepare: async (stage) => {
      const cluster = await startPostgres()
      const desk = stage.desk()
      const env = {DMP_JOURNAL_PATH: cluster.createDatabase()}
      return {
        ...desk.attempt(['journal', 'backup', desk.path('copy.sqlite')], env),
        undo: () => cluster.remove(),
      }
    },
  },
}
