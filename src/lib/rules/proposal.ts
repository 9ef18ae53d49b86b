import type {RuleSet} from './rule-set.ts'

/**
 * Rules to begin with, to be adapted by the hospital before use: only validated documents, not before a chosen day, and
 * what secrecy of care most often concerns held until the hospital decided. Their `why` are messages `rules.why.<name>`.
 */
export const proposedRules: RuleSet = {
  title: '-',
  version: '1',
  rules: [
    {
      name: 'validated-only',
      when: {not_status: ['validé', 'valide', 'signé', 'signe', 'final', 'validated', 'signed']},
      action: 'exclude',
      unknown: 'hold',
    },
    {name: 'from-a-day', when: {before: '2020-01-01'}, action: 'exclude', unknown: 'hold'},
    {name: 'units-under-secrecy', when: {units: ['PSY', 'IVG', 'CPEF']}, action: 'hold', unknown: 'hold'},
    {
      name: 'words-under-secrecy',
      when: {
        title_words: [
          'psychiatrie',
          'psychiatrique',
          'addictologie',
          'IVG',
          'interruption volontaire',
          'contraception',
          'anonyme',
          'sous X',
          'VIH',
          'génétique',
        ],
      },
      action: 'hold',
      unknown: 'pass',
    },
    {
      name: 'minors-secret-care',
      when: {younger_than: 18, title_words: ['gynécologie', 'dépistage', 'planification']},
      action: 'hold',
      unknown: 'pass',
    },
  ],
  structures: [],
}
