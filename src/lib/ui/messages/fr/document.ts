import type {Messages} from '../messages.ts'
import {bodyFr} from './body.ts'
import {manifestFr} from './manifest.ts'
import {ruleFr} from './rule.ts'

export const documentFr: Messages = {
  ...bodyFr,
  ...manifestFr,
  ...ruleFr,
  'error.DMP_XML_REFUSED.what': 'le fichier XML est refusé (ligne {line}, motif : {reason})',
  'error.DMP_XML_REFUSED.why':
    'par sécurité, un XML n’est ouvert que s’il est bien formé, en UTF-8, UTF-16 ou ISO-8859-1, sans DOCTYPE ni entité, et d’une taille raisonnable.',
  'error.DMP_XML_REFUSED.todo':
    'corriger le fichier dans le logiciel qui le produit : motif doctype = retirer la déclaration DOCTYPE ; encoding = enregistrer en UTF-8 ; malformed = XML mal formé à la ligne indiquée ; too-… = fichier démesuré',
  'error.DMP_CDA_UNREADABLE.what':
    'le document CDA ne peut pas être utilisé : {element} manque ou n’a pas la forme attendue',
  'error.DMP_CDA_UNREADABLE.why':
    'la fiche XDS envoyée au DMP est tirée du seul en-tête du CDA ; sans cet élément elle ne peut pas être établie.',
  'error.DMP_CDA_UNREADABLE.todo':
    'dmp document validate FICHIER donne la liste de ce qui manque\ncompléter le CDA dans le logiciel qui le produit',
  'error.DMP_CDA_INPUT_INVALID.what':
    'la donnée « {field} » ne peut pas entrer dans le document CDA ({reason})',
  'error.DMP_CDA_INPUT_INVALID.why':
    'le document est construit avec les données fournies ; une valeur vide, une date inexistante ou un caractère interdit le rendrait invalide.',
  'error.DMP_CDA_INPUT_INVALID.todo':
    'corriger cette donnée dans la ligne du lot, l’option ou le profil, puis relancer',
  'error.DMP_DOCUMENT_INVALID.what':
    'le document « {file} » n’est pas conforme : {count} erreur(s), la première : {first}',
  'error.DMP_DOCUMENT_INVALID.why':
    'le DMP refuse un document qui ne respecte pas la structuration minimale ou ses tables de codes ; rien n’a été envoyé.',
  'error.DMP_DOCUMENT_INVALID.todo':
    'dmp document validate FICHIER donne chaque erreur, sa ligne et la valeur attendue',
  'error.DMP_VALUESET_UNUSABLE.what': 'la table de codes {file} est inutilisable (partie en cause : {part})',
  'error.DMP_VALUESET_UNUSABLE.why':
    'les tables de codes sont des fichiers JSON de forme fixe ; une table abîmée ferait accepter ou refuser des documents à tort.',
  'error.DMP_VALUESET_UNUSABLE.todo':
    'remplacer le fichier par une version saine, ou le retirer du dossier de tables de l’utilisateur',
  'error.DMP_SCHEMA_PACK_UNUSABLE.what': 'le jeu de schémas {folder} est inutilisable : {part}',
  'error.DMP_SCHEMA_PACK_UNUSABLE.why':
    'un jeu de schémas est configuré, donc les documents doivent être contrôlés avec lui ; il est absent ou incomplet.',
  'error.DMP_SCHEMA_PACK_UNUSABLE.todo':
    'corriger le réglage schemaPack du profil, ou remettre les fichiers en place (voir dmp config show --origin)',
}
