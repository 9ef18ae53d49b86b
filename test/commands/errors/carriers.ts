import type {Scenarios} from './stage.ts'

/** Errors of inputs that carry documents. */
export const carriers: Scenarios = {
  DMP_INPUT_UNCLEAR(stage) {
    const desk = stage.desk()
    desk.write('archive/a.xml', '<ClinicalDocument/>')
    desk.write('archive/b.hl7', 'MSH|^~\\&|DPI|CHU\r')
    return desk.attempt(['batch', 'plan', desk.path('archive'), '--visible'])
  },
}
