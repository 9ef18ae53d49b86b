import type {Language} from '../../src/lib/ui/language.ts'

const fr = {
  title: 'Démonstration : des documents inventés, un DMP embarqué, de vrais échanges.',
  sandbox: 'Bac à sable prêt : {url} (clés et certificats de test faits à l’instant)',
  backlog: '{count} documents inventés, décrits par {manifest}',
  received: 'Lots reçus par le DMP',
  documents: 'Ce qu’est devenu chaque document',
  steps: 'Ensuite',
  expected: 'attendu : {state}',
  counts: '{count} documents : {counts}',
  replace: 'remplacement d’un document',
  'replace-old': 'l’ancienne version ne peut plus être remplacée',
  delete: 'suppression d’un document envoyé au mauvais patient',
  held: 'le document retiré ne repart pas',
  status: 'statut du DMP de {patient}',
  search: 'INSi : une personne trouvée par ses traits',
  'search-second': 'INSi : trouvée par son deuxième prénom',
  'search-homonym': 'INSi : deux homonymes, aucune n’est rendue',
  'search-place': 'INSi : l’une d’elles, par son lieu de naissance',
  verify: 'INSi : l’INS détenu comparé à celui que la recherche trouve',
  inspect: 'contenu du bac à sable égal au compte rendu',
  export: 'chiffres du registre, exportés comme par Kibana',
  compare: 'chiffres déclarés comparés aux chiffres mesurés',
  explain: 'écart de {indicator} : déclaré − mesuré, expliqué par les traces',
  behind: 'documents derrière ces causes',
  gaps: 'L’écart entre le déclaré et le mesuré',
  gap: 'Écart expliqué au document près : {page}',
  report: 'Compte rendu : {folder}',
  good: 'Chaque document a fini comme son manifeste le dit ({seconds} s).',
  bad: '{count} écart(s) avec ce qui était attendu ({seconds} s).',
  stopped: 'Démonstration interrompue.',
  got: 'obtenu : {got}',
}

type Words = Readonly<Record<keyof typeof fr, string>>

const en: Words = {
  title: 'Demo: invented documents, an embedded DMP, real exchanges.',
  sandbox: 'Sandbox ready: {url} (test keys and certificates made just now)',
  backlog: '{count} invented documents, described by {manifest}',
  received: 'Lots received by the DMP',
  documents: 'What became of each document',
  steps: 'Then',
  expected: 'expected: {state}',
  counts: '{count} documents: {counts}',
  replace: 'replacement of a document',
  'replace-old': 'the former version can no longer be replaced',
  delete: 'deletion of a document sent to the wrong patient',
  held: 'the document taken back does not leave again',
  status: 'DMP status of {patient}',
  search: 'INSi: a person found by traits',
  'search-second': 'INSi: found by the second given name',
  'search-homonym': 'INSi: two homonyms, none is returned',
  'search-place': 'INSi: one of them, by the birth place',
  verify: 'INSi: the INS held compared with the one that a search finds',
  inspect: 'content of the sandbox equal to the report',
  export: 'figures of the registry, exported as by Kibana',
  compare: 'declared figures compared with measured ones',
  explain: 'gap of {indicator}: declared − measured, explained by the traces',
  behind: 'documents behind these causes',
  gaps: 'The gap between declared and measured',
  gap: 'Gap explained to the last document: {page}',
  report: 'Report: {folder}',
  good: 'Every document ended as its manifest says ({seconds} s).',
  bad: '{count} difference(s) with what was expected ({seconds} s).',
  stopped: 'Demo interrupted.',
  got: 'got: {got}',
}

export type Say = (key: keyof Words, params?: Readonly<Record<string, string | number>>) => string

export function sayIn(language: Language): Say {
  const texts = language === 'fr' ? fr : en
  return (key, params = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
