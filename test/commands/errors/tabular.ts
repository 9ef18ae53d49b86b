import type {Scenarios} from './stage.ts'

export const tabular: Scenarios = {
  DMP_MAPPING_INVALID: (stage) => {
    const desk = stage.empty()
    const table = desk.write('export.csv', 'IPP;FICHIER\n1;a.pdf\n')
    return desk.attempt([
      'batch',
      'map',
      table,
      '--mapping',
      desk.write('mapping.yaml', 'columns: {nom: IPP}\n'),
    ])
  },
}
