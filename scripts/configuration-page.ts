import {durationText} from '../src/lib/profile/duration.ts'
import type {Environment} from '../src/lib/profile/profile.ts'
import {describeSecretSource, isSecretSource} from '../src/lib/profile/secret-source.ts'
import type {Setting, SettingValue} from '../src/lib/profile/setting.ts'
import {SCHEMA_VERSION, settings, variableOf} from '../src/lib/profile/settings.ts'
import {expectedForm} from '../src/lib/profile/values.ts'
import {fr} from '../src/lib/ui/messages/fr.ts'

const environments: readonly Environment[] = ['sandbox', 'test', 'formation', 'production']

const scopes: Readonly<Record<Setting['scope'], string>> = {
  'profile-file': 'profil seul',
  'own-layers': 'sauf projet',
  anywhere: 'partout',
}

function inWords(value: SettingValue | undefined, {type}: Setting): string {
  if (value === undefined) return '–'
  if (type.kind === 'duration' && typeof value === 'number') return durationText(value)
  if (isSecretSource(value)) return describeSecretSource(value)
  if (Array.isArray(value)) return value.join(', ') || '[]'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function defaultOf(setting: Setting): string {
  const product = {name: 'dmp', version: 'version du produit'}
  const journalPath = 'journals/PROFIL/journal.sqlite du dossier d’état'
  const byEnvironment = environments.map((environment) => ({
    environment,
    text: inWords(setting.default?.({environment, product, journalPath, value: () => undefined}), setting),
  }))
  const commonest = byEnvironment[0]?.text ?? '–'
  if (byEnvironment.every(({text}) => text === commonest)) return mark(setting, commonest)
  const different = byEnvironment.filter(({text}) => text !== commonest)
  return [commonest, ...different.map(({environment, text}) => `${environment} : ${text}`)].join(' ; ')
}

function mark(setting: Setting, text: string): string {
  if (text !== '–' || !setting.required) return text
  return setting.required({environment: 'test', value: () => undefined})
    ? '**à donner**'
    : 'à donner selon la nature choisie'
}

const cell = (text: string) => text.replaceAll('|', '\\|')

function table(section: string): string[] {
  const rows = settings.filter(({key}) => (key.split('.')[0] ?? '') === section)
  return [
    `### ${section}`,
    '',
    '| Réglage | Sens | Valeurs | Par défaut | Où | Variable |',
    '|---|---|---|---|---|---|',
    ...rows.map((setting) => {
      const cells = [
        `\`${setting.key}\``,
        fr[setting.description] ?? '',
        expectedForm(setting.type),
        defaultOf(setting),
        scopes[setting.scope],
        setting.scope === 'profile-file' ? '–' : `\`${variableOf(setting.key)}\``,
      ]
      return `| ${cells.map(cell).join(' | ')} |`
    }),
    '',
  ]
}

/** The page docs/configuration.md, in French, from the table of settings and its descriptions. */
export function configurationPage(): string {
  const sections = [...new Set(settings.map(({key}) => key.split('.')[0] ?? ''))]
  return `${[
    '<!-- Fichier engendré par scripts/generate-configuration.ts : ne pas le modifier à la main. -->',
    '# Configuration',
    '',
    'Un profil décrit un établissement dans un environnement. `dmp config init` en écrit un, `dmp config show --origin` dit',
    "d'où vient chaque valeur, `dmp config check` le contrôle hors ligne, `dmp config path` dit où sont les fichiers.",
    '',
    '## Où, et dans quel ordre',
    '',
    'Du plus fort au plus faible :',
    '',
    '1. les options de la commande ;',
    '2. les variables `DMP_…` (une variable vide ne dit rien) ;',
    '3. le fichier de projet `.dmp.yaml`, cherché depuis le dossier courant vers le haut ; il peut aussi choisir un profil (`profile: NOM`) ;',
    '4. le profil : `profiles/NOM.yaml` du dossier de configuration (`DMP_CONFIG_DIR`, sinon `~/.config/dmp`, sous Windows `%APPDATA%\\dmp`) ;',
    '5. les valeurs par défaut.',
    '',
    'Colonne *Où* : « partout » ; « sauf projet » : refusé dans un fichier de projet, qui peut venir d’autrui avec un dossier ;',
    '« profil seul » : nulle part ailleurs que dans le profil.',
    '',
    'Le profil employé est celui de `--profile`, sinon de `DMP_PROFILE`, sinon du fichier de projet, sinon le seul profil',
    "d'environnement `sandbox`, sinon celui nommé `default`. **Un profil de production n'est employé que nommé par `--profile`",
    'ou `DMP_PROFILE`.**',
    '',
    '## Le fichier',
    '',
    `YAML simple, \`schemaVersion: ${SCHEMA_VERSION}\` en tête ; ni ancres, ni renvois, ni types. Tout est lu comme du texte : \`0750…\` garde son zéro.`,
    'Un réglage inconnu ou mal rempli est refusé avec fichier, ligne et nom. Les chemins relatifs partent du dossier du fichier ;',
    '`~/` est le dossier personnel. Un profil de version antérieure est lu et ce qui a changé de nom est dit.',
    '',
    '## Secrets',
    '',
    "Un secret n'est jamais écrit dans un profil, une variable ou une option : on y écrit d'où il vient.",
    '',
    '| Écriture | Sens |',
    '|---|---|',
    '| `prompt` | demandé sans écho à chaque emploi |',
    '| `file:CHEMIN` ou `{from: file, path: CHEMIN}` | contenu d’un fichier en 0600, sans sa fin de ligne |',
    '| `fd:3` ou `{from: fd, fd: 3}` | descripteur de fichier hérité (3 ou plus) |',
    '| `{from: command, command: [PROGRAMME, ARGUMENT]}` | sortie d’un programme, sans interpréteur de commandes |',
    '| `none` | pas de secret |',
    '',
    '## Réglages',
    '',
    ...sections.flatMap(table),
  ].join('\n')}`
}
