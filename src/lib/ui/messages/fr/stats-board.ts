import type {Messages} from '../messages.ts'

/** How the feeding goes by week or month. */
export const statsBoardFr: Messages = {
  'command.stats.board.summary': 'Tableau de bord de l’alimentation, par semaine ou par mois',
  'command.stats.board.description':
    'Documents, patients (distingués par leur INS le temps de la lecture, jamais montré), parts par type, unité et logiciel, délai de la sortie à l’acceptation, refus par cause, d’après les traces locales et l’heure de Paris. Un document compte dans la semaine ou le mois où le DMP l’a accepté ; sinon où il a été soumis ou planifié. --output écrit un CSV pour l’infocentre, une ligne par mesure.',
  'flag.board-by': 'semaine (ISO) ou mois',
  'flag.board-from': 'premier jour, compris',
  'flag.board-to': 'dernier jour, compris',
  'flag.board-output': 'écrire une ligne par mesure dans ce CSV',
  'stats.board.none': 'Aucun document sur cette période.',
  'stats.board.total': 'Total',
  'stats.board.more': '  … et {count} de plus (--json ou --output)',
  'stats.board.delay':
    'Délais : de la fin du séjour à l’acceptation, pour {counted} des {accepted} documents acceptés (ceux qui disent la fin du séjour).',
  'stats.board.share.type': 'Acceptés, par type',
  'stats.board.share.unit': 'Acceptés, par unité',
  'stats.board.share.software': 'Acceptés, par logiciel',
  'stats.board.refusals': 'Refus, par cause',
  'stats.board.column.span': 'Période',
  'stats.board.column.documents': 'Documents',
  'stats.board.column.accepted': 'Acceptés',
  'stats.board.column.refused': 'Refusés',
  'stats.board.column.pending': 'Ni l’un ni l’autre',
  'stats.board.column.patients': 'Patients',
  'stats.board.column.median': 'Délai médian',
  'stats.board.column.ninetieth': '90 % en',
  'stats.board.column.withinDay': '≤ 24 h',
  'stats.board.column.withinWeek': '≤ 7 jours',
}
