import type {Scenarios} from './stage.ts'

const MEASURED = 'FINESS,Mois,type_code,Count\n010000032,2026-01,11490-0,3\n'
const DECLARED = 'FINESS;Mois;Indicateur;Nombre\n010000032;2026-01;LDL;3\n'

/** Errors of reading figures. */
export const statsReading: Scenarios = {
  DMP_STATS_UNREADABLE: (stage) => {
    const desk = stage.empty()
    return desk.attempt(['stats', 'map', desk.write('export.xls', '<html><table></table></html>')])
  },
  DMP_STATS_COLUMNS: (stage) => {
    const desk = stage.desk()
    const elastic = desk.write('elastic.csv', MEASURED)
    const declared = desk.write('declared.csv', 'a;b;c\n1;2;3\n')
    return desk.attempt(['stats', 'compare', '--elastic', elastic, '--declared', declared])
  },
  DMP_STATS_NUMBERS: (stage) => {
    const desk = stage.desk()
    const elastic = desk.write('elastic.csv', 'FINESS;Mois;Count\n010000032;2026-01;1,204\n')
    const declared = desk.write('declared.csv', DECLARED)
    return desk.attempt(['stats', 'compare', '--elastic', elastic, '--declared', declared])
  },
  DMP_STATS_TWICE: (stage) => {
    const desk = stage.desk()
    const [one, other] = [desk.write('one.csv', MEASURED), desk.write('other.csv', `${MEASURED}\n`)]
    const declared = desk.write('declared.csv', DECLARED)
    return desk.attempt(['stats', 'compare', '--elastic', one, '--elastic', other, '--declared', declared])
  },
  DMP_STATS_ENDPOINT: (stage) => {
    const desk = stage.desk()
    const declared = desk.write('declared.csv', DECLARED)
    return desk.attempt([
      ...['stats', 'compare', '--elastic-url', 'http://127.0.0.1:1/dmp', '--declared', declared],
      ...['--period', '2026-01'],
    ])
  },
  DMP_STATS_ENDPOINT_SETTING: (stage) => {
    const desk = stage.desk()
    const declared = desk.write('declared.csv', DECLARED)
    return desk.attempt([
      ...['stats', 'compare', '--elastic-url', 'http://elastic.chu.example/dmp', '--declared', declared],
      ...['--period', '2026-01'],
    ])
  },
}
