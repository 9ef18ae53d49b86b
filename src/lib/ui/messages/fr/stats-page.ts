import type {Messages} from '../messages.ts'

/** The page of a comparison. */
export const statsPageFr: Messages = {
  'stats.page.title': 'Écart entre le mesuré et le déclaré',
  'stats.page.about': 'Profil {profile} ({environment}), fait le {at}',
  'stats.page.as-of': '{side} tiré le {day}',
  'stats.page.skip': 'Aller au contenu',
  'stats.page.contents': 'Sommaire',
  'stats.page.inside':
    'Usage interne : les listes repliées portent des IPP et des numéros de venue (jamais d’INS). Imprimée ou enregistrée en PDF listes repliées, la page n’en contient aucun et peut être transmise.',
  'stats.page.reading': 'Comment les fichiers ont été lus',
  'stats.page.side': 'Côté {side}',
  'stats.page.balance.read': 'lignes lues',
  'stats.page.balance.used': 'comptées',
  'stats.page.balance.skipped': 'écartées',
  'stats.page.signs': 'Signes d’un export incomplet : les chiffres mesurés sont des minimums',
  'stats.page.decoding': 'Décisions de lecture',
  'stats.page.decisions': 'Décisions',
  'stats.page.fields': 'Champs ← colonnes',
  'stats.page.preamble': 'Au-dessus de l’en-tête',
  'stats.page.skipped': 'Lignes écartées et motifs ({count})',
  'stats.page.cut':
    'Les {shown} premiers sur {total} ; tous sont dans le classeur (--output fichier.xlsx) et la réponse --json.',
  'stats.page.verdict': 'Verdict',
  'stats.page.tile.keys': 'clés comparées',
  'stats.page.tile.over': 'au-dessus du seuil',
  'stats.page.tile.monthsOver': 'mois au-dessus du seuil',
  'stats.page.tile.monthsReported': 'mois sans chiffre d’un côté',
  'stats.page.tile.unread': 'lignes non lues',
  'stats.page.tile.reported': 'sans chiffre d’un côté',
  'stats.page.tile.unreadable': 'illisibles',
  'stats.page.tile.small': 'petits effectifs',
  'stats.page.tile.dependOnBase': 'dépendent de la base',
  'stats.page.over': 'au-dessus du seuil',
  'stats.page.within': 'dans le seuil',
  'stats.page.of-base': '% de la base',
  'stats.page.month': 'Mois',
  'stats.page.table': 'Les chiffres du graphique',
  'stats.page.chart.gaps': 'Écart sur la période, en % de la base ({base}) ; tirets : seuil de ±{threshold}',
  'stats.page.chart.gaps.points':
    'Écart sur la période, en % du {base} ; le verdict est en points de séjours (seuil {threshold})',
  'stats.page.chart.months': 'Écart par mois, en % de la base ({base}) ; tirets : seuil de ±{threshold}',
  'stats.page.chart.months.points':
    'Écart par mois, en % du {base} ; le verdict est en points de séjours (seuil {threshold})',
  'stats.page.chart.causes': 'Ce qui fait l’écart, en documents',
  'stats.page.chart.causes.limit':
    'Ce qui fait l’écart, en documents ; dans le seuil (tirets) jusqu’à {count}',
  'stats.page.chart.all-causes': 'Ce qui fait les écarts de toutes les clés ensemble, en documents',
  'stats.page.all-causes': 'Causes, toutes clés ensemble',
  'stats.page.sum': 'Écart (D − E)',
  'stats.page.sentences': 'Phrases à copier pour l’ARS',
  'stats.page.sentences-how':
    'Au clavier : Tab jusqu’au champ, Ctrl+A puis Ctrl+C. À la souris : un clic sur la phrase d’un écart la prend en entier.',
  'stats.page.each': 'Chaque écart et ses causes',
  'stats.page.no-gap': 'Aucun écart : chaque chiffre déclaré est le chiffre mesuré.',
  'stats.page.list': 'Documents : {cause} ({count})',
}
