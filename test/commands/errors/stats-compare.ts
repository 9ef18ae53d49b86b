import type {Scenarios} from './stage.ts'

/** Errors of comparing figures. */
export const statsCompare: Scenarios = {
  DMP_STATS_SETTING: (stage) => {
    const desk = stage.desk()
    const elastic = desk.write('elastic.csv', 'FINESS,Mois,type_code,Count\n010000032,2026-01,11490-0,3\n')
    const declared = desk.write('declared.csv', 'FINESS;Mois;Indicateur;Nombre\n010000032;2026-01;LDL;3\n')
    const indicators = desk.write('indicators.json', '{"version": 1, "indicator": []}')
    return desk.attempt([
      ...['stats', 'compare', '--elastic', elastic, '--declared', declared],
      ...['--indicators', indicators],
    ])
  },
}
