import type {Scenarios} from './stage.ts'

/** Errors of the habilitation matrix. */
export const habilitation: Scenarios = {
  DMP_HABILITATION_WORD: (stage) =>
    stage.empty().attempt(['habilitation', 'why', 'lettre de liaison', 'infirmier']),
  DMP_HABILITATION_FILE: (stage) => {
    const desk = stage.empty()
    const file = desk.write('matrice.json', '{"format": "dmp.habilitation-matrix/1", "columns": []}')
    return desk.attempt(['habilitation', 'show', '11490-0', '--file', file])
  },
}
