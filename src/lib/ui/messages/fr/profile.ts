import type {Messages} from '../messages.ts'
import {configFr} from './config.ts'
import {settingsFr} from './settings.ts'

export const profileFr: Messages = {
  ...settingsFr,
  ...configFr,
  'error.DMP_PROFILE_NOT_FOUND.what': "le profil « {name} » n'existe pas. Profils de ce poste : {known}.",
  'error.DMP_PROFILE_NOT_FOUND.why':
    "un profil décrit un établissement dans un environnement ; sans lui on ne sait ni qui envoie, ni vers où. Sans nom donné, c'est le seul profil d'environnement sandbox qui sert, sinon celui qui s'appelle default.",
  'error.DMP_PROFILE_NOT_FOUND.todo':
    'nommer un profil existant : --profile NOM ou la variable DMP_PROFILE\nou en créer un : dmp config init, ou dmp sandbox init pour essayer sans DMP',
  'error.DMP_PROFILE_SYNTAX.what': "{file}, ligne {line} : ce fichier n'est pas un YAML simple ({found}).",
  'error.DMP_PROFILE_SYNTAX.why':
    "un profil ne contient que des noms suivis de deux-points, avec leurs valeurs ; deux fois le même nom, les ancres (&), renvois (*) et types (!) n'y sont pas admis.",
  'error.DMP_PROFILE_SYNTAX.todo':
    'corriger la ligne citée : indentation par espaces, guillemets fermés, un nom une seule fois',
  'error.DMP_PROFILE_KEY_UNKNOWN.what': "{file}, ligne {line} : le réglage « {key} » n'existe pas.",
  'error.DMP_PROFILE_KEY_UNKNOWN.why':
    'un réglage mal écrit serait ignoré sans bruit : le fichier est donc refusé. Le nom connu le plus proche est : {nearest}.',
  'error.DMP_PROFILE_KEY_UNKNOWN.todo':
    'corriger ou retirer la ligne ; la liste des réglages est dans docs/configuration.md',
  'error.DMP_PROFILE_INVALID.what': '{file}, ligne {line} : la valeur de « {key} » ne convient pas.',
  'error.DMP_PROFILE_INVALID.why':
    "valeur attendue : {expected}. La valeur trouvée n'est pas répétée ici, car elle peut être un secret.",
  'error.DMP_PROFILE_INVALID.todo':
    "corriger la valeur ; pour un mot de passe ou le numéro d'homologation, indiquer d'où il vient et jamais le secret lui-même",
  'error.DMP_PROFILE_INCOMPLETE.what': '{file} : réglages manquants : {keys}.',
  'error.DMP_PROFILE_INCOMPLETE.why':
    "ces réglages n'ont pas de valeur par défaut : elles dépendent de l'établissement.",
  'error.DMP_PROFILE_INCOMPLETE.todo':
    'les ajouter au fichier (sens de chacun : docs/configuration.md)\nou refaire le profil : dmp config init --force',
  'error.DMP_PROFILE_NEWER.what':
    '{file} : ce profil est de version {version} ; ce programme connaît la version {supported}.',
  'error.DMP_PROFILE_NEWER.why':
    "il a été écrit par une version plus récente du programme ; l'utiliser à moitié compris serait dangereux.",
  'error.DMP_PROFILE_NEWER.todo':
    'mettre le programme à jour, ou refaire un profil avec cette version : dmp config init',
  'error.DMP_PROJECT_KEY_FORBIDDEN.what':
    '{file}, ligne {line} : le réglage « {key} » ne peut pas être donné à cet endroit.',
  'error.DMP_PROJECT_KEY_FORBIDDEN.why':
    "l'environnement se décide dans le profil seul ; un fichier de projet, qui peut venir d'autrui avec un dossier, ne choisit ni destination, ni certificats, ni secrets, ni identité.",
  'error.DMP_PROJECT_KEY_FORBIDDEN.todo':
    "mettre ce réglage dans le profil de l'utilisateur (dmp config path dit où il est) et le retirer d'ici",
  'error.DMP_PRODUCTION_NOT_NAMED.what': 'le profil de production « {name} » doit être nommé explicitement.',
  'error.DMP_PRODUCTION_NOT_NAMED.why':
    "la production n'est jamais choisie d'office : un document envoyé par mégarde entrerait dans le vrai dossier d'un patient.",
  'error.DMP_PRODUCTION_NOT_NAMED.todo':
    'pour vraiment agir en production : --profile {name}, ou la variable DMP_PROFILE={name}',
  'error.DMP_ENVIRONMENT_MISMATCH.what':
    "{file}, ligne {line} : « {key} » ne convient pas à l'environnement {environment} ({found}).",
  'error.DMP_ENVIRONMENT_MISMATCH.why':
    "valeurs admises dans cet environnement : {allowed}. Les identités, les débits et les adresses d'un environnement ne se mêlent pas à ceux d'un autre.",
  'error.DMP_ENVIRONMENT_MISMATCH.todo':
    "corriger ce réglage, ou prendre le profil de l'environnement voulu : --profile NOM",
}
