import type {Messages} from '../messages.ts'

/** `dmp explain`. Causes and remedies of foreign codes: `data/explanations`. */
export const explainFr: Messages = {
  'command.explain.summary':
    'explique une erreur par son code ou son texte : cause, qui doit agir, commande suivante',
  'command.explain.description':
    "Reconnaît les erreurs du DMP, de XDS, SOAP, INSi, TLS, du réseau, de HTTP, de PC/SC, de PKCS#11 et de dmp, par code ou par texte : accents, fautes de frappe, lignes coupées, ligne entière d'un journal. Rien ne sort de cette machine ; l'INS d'un texte donné est masqué et jamais gardé. Un texte qui contient des données de patient se donne par l'entrée standard (-) : les arguments d'une commande se voient sur la machine. Sans explication connue, le code de sortie est 10 et rien n'est deviné.",
  'command.explain.text': "code, texte ou ligne de journal ; - lit l'entrée standard",
  'command.explain.all': 'montre le catalogue entier, hors ligne',
  'command.explain.family': 'ne montrer que cette famille du catalogue',
  'explain.not-known': "Inconnu ici : aucun code ni texte du catalogue n'y correspond.",
  'explain.not-known.todo':
    'Donner la réponse entière (code et texte), par exemple dmp explain - < journal.log ; sinon transmettre le code et le texte tels quels au support de celui qui a répondu.',
  'explain.several': '{count} explications, la plus sûre en premier :',
  'explain.unknown-code':
    "Code sans explication ici : {code} (ligne {line}). Il est montré tel quel, rien n'en est deviné.",
  'explain.nearest': 'Ce qui y ressemble le plus, sans être une explication :',
  'explain.shortened':
    'Texte très long : les codes ont été cherchés partout, les textes dans une partie seulement.',
  'explain.by.code': 'son code {matched}',
  'explain.by.number': 'le nombre {matched}, que plusieurs tables connaissent',
  'explain.by.near-code': 'un code presque écrit ainsi : {matched} ({percent} %)',
  'explain.by.wording': 'son texte à {percent} % : « {matched} »',
  'explain.by.words': 'les mots donnés : {matched}',
  'explain.at-line': ', ligne {line}',
  'explain.times': ', {times} fois',
  'explain.then': ', puis ',
  'explain.label.found': 'Reconnu à :',
  'explain.label.cause': 'Cause     :',
  'explain.label.who': 'Qui agit  :',
  'explain.label.todo': 'À faire   :',
  'explain.label.next': 'Commande  :',
  'explain.label.codes': 'Codes     :',
  'explain.label.page': 'Page      :',
  'explain.actor.us': "l'établissement",
  'explain.actor.editor': "l'éditeur du logiciel",
  'explain.actor.ans': "l'ANS",
  'explain.actor.cpam': "l'Assurance maladie (CPAM, support du DMP)",
  'explain.actor.cnda': 'le CNDA',
  'explain.actor.patient': 'le patient',
  'explain.family.dmp': 'DMP',
  'explain.family.xds': 'XDS',
  'explain.family.soap': 'SOAP',
  'explain.family.wsa': 'WS-Addressing',
  'explain.family.hl7v3': 'HL7 v3',
  'explain.family.insi': 'INSi',
  'explain.family.tls': 'TLS et certificats',
  'explain.family.network': 'réseau et système',
  'explain.family.http': 'HTTP',
  'explain.family.pcsc': 'PC/SC (lecteurs)',
  'explain.family.pkcs11': 'PKCS#11 (cartes)',
  'explain.family.ours': 'dmp',
  'explain.family.check': 'contrôles de dmp',
  'explain.family.rule': 'règles de documents',
  'explain.head.code': 'Code',
  'explain.head.cause': 'Cause',
  'explain.head.who': 'Qui agit',
  'explain.head.next': 'Commande',
  'explain.catalogue.more':
    '{count} entrées. dmp explain CODE montre une entrée en entier ; aussi docs/explain.md.',
  'explain.rule.todo':
    'Corriger le document à sa source ; dmp document validate FICHIER donne la ligne et la valeur attendue.',
}
