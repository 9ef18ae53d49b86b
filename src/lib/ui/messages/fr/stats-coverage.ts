import type {Messages} from '../messages.ts'

/** Which documents due to the DMP go there. */
export const statsCoverageFr: Messages = {
  'command.stats.coverage.summary': 'Documents dus au DMP : produits, envoyés, jamais envoyés, par site',
  'command.stats.coverage.description':
    'Pour chaque site et chaque document de la liste légale : combien ce programme en a connu, envoyé et vu acceptés. Les textes nomment des documents, pas des codes : les types et dates suivis d’un « ? » sont à vérifier. Ce qui part par un autre logiciel n’y est pas.',
  'flag.coverage-output': 'écrire le résultat dans ce CSV',
  'stats.coverage.source': 'Liste du {dated} ; « ? » : à vérifier. {source}',
  'stats.coverage.before': 'avant {year}',
  'stats.coverage.column.finess': 'Site',
  'stats.coverage.column.document': 'Document',
  'stats.coverage.column.types': 'Types',
  'stats.coverage.column.due': 'Dû depuis',
  'stats.coverage.column.produced': 'Produits',
  'stats.coverage.column.sent': 'Envoyés',
  'stats.coverage.column.accepted': 'Acceptés',
  'stats.coverage.column.state': 'État',
  'stats.coverage.state.sent': 'envoyé',
  'stats.coverage.state.never-sent': 'produit, jamais envoyé',
  'stats.coverage.state.never': 'jamais produit',
}
