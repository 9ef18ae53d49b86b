import type {Messages} from '../messages.ts'

/** How the feeding goes by week or month. */
export const statsBoardEn: Messages = {
  'command.stats.board.summary': 'Dashboard of the feeding, by week or month',
  'command.stats.board.description':
    'Documents, patients (told apart by their INS while the journals are read, never shown), shares by type, unit and software, delay from discharge to acceptance, refusals by cause, from the local traces and by the clock of Paris. A document counts in the week or month in which the DMP accepted it; else in which it was submitted or planned. --output writes a CSV for the data warehouse, one row per measure.',
  'flag.board-by': 'week (ISO) or month',
  'flag.board-from': 'first day, included',
  'flag.board-to': 'last day, included',
  'flag.board-output': 'write one row per measure to this CSV',
  'stats.board.none': 'No document in this period.',
  'stats.board.total': 'Total',
  'stats.board.more': '  … and {count} more (--json or --output)',
  'stats.board.delay':
    'Delays: from the end of the stay to the acceptance, for {counted} of {accepted} accepted documents (those that tell the end of the stay).',
  'stats.board.share.type': 'Accepted, by type',
  'stats.board.share.unit': 'Accepted, by unit',
  'stats.board.share.software': 'Accepted, by software',
  'stats.board.refusals': 'Refusals, by cause',
  'stats.board.column.span': 'Period',
  'stats.board.column.documents': 'Documents',
  'stats.board.column.accepted': 'Accepted',
  'stats.board.column.refused': 'Refused',
  'stats.board.column.pending': 'Neither',
  'stats.board.column.patients': 'Patients',
  'stats.board.column.median': 'Median delay',
  'stats.board.column.ninetieth': '90% within',
  'stats.board.column.withinDay': '≤ 24 h',
  'stats.board.column.withinWeek': '≤ 7 days',
}
