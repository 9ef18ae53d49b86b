import type {Messages} from '../messages.ts'

/** The page of a comparison. */
export const statsPageEn: Messages = {
  'stats.page.title': 'Gap between measured and declared figures',
  'stats.page.about': 'Profile {profile} ({environment}), made on {at}',
  'stats.page.as-of': '{side} drawn on {day}',
  'stats.page.skip': 'Skip to content',
  'stats.page.contents': 'Contents',
  'stats.page.inside':
    'For inside use: the folded lists hold patient numbers (IPP) and visit numbers (never an INS). Printed or saved as PDF with its lists folded, the page holds none and can be passed on.',
  'stats.page.reading': 'How the files were read',
  'stats.page.side': 'Side {side}',
  'stats.page.balance.read': 'lines read',
  'stats.page.balance.used': 'counted',
  'stats.page.balance.skipped': 'left out',
  'stats.page.signs': 'Signs of an incomplete export: the measured figures are lower bounds',
  'stats.page.decoding': 'Decisions of the reading',
  'stats.page.decisions': 'Decisions',
  'stats.page.fields': 'Fields ← columns',
  'stats.page.preamble': 'Above the header',
  'stats.page.skipped': 'Lines left out, and why ({count})',
  'stats.page.cut':
    'The first {shown} of {total}; all are in the workbook (--output file.xlsx) and the --json answer.',
  'stats.page.verdict': 'Verdict',
  'stats.page.tile.keys': 'keys compared',
  'stats.page.tile.over': 'over the threshold',
  'stats.page.tile.monthsOver': 'months over the threshold',
  'stats.page.tile.monthsReported': 'months without a figure on one side',
  'stats.page.tile.unread': 'lines not read',
  'stats.page.tile.reported': 'without a figure on one side',
  'stats.page.tile.unreadable': 'unreadable',
  'stats.page.tile.small': 'small counts',
  'stats.page.tile.dependOnBase': 'hang on the base',
  'stats.page.over': 'over the threshold',
  'stats.page.within': 'within the threshold',
  'stats.page.of-base': '% of the base',
  'stats.page.month': 'Month',
  'stats.page.table': 'The figures of the chart',
  'stats.page.chart.gaps':
    'Gap over the period, in % of the base ({base}); dashes: threshold of ±{threshold}',
  'stats.page.chart.gaps.points':
    'Gap over the period, in % of: {base}; the verdict is in points of stays (threshold {threshold})',
  'stats.page.chart.months': 'Gap by month, in % of the base ({base}); dashes: threshold of ±{threshold}',
  'stats.page.chart.months.points':
    'Gap by month, in % of: {base}; the verdict is in points of stays (threshold {threshold})',
  'stats.page.chart.causes': 'What the gap is made of, in documents',
  'stats.page.chart.causes.limit':
    'What the gap is made of, in documents; within the threshold (dashes) up to {count}',
  'stats.page.chart.all-causes': 'What the gaps of all keys together are made of, in documents',
  'stats.page.all-causes': 'Causes, all keys together',
  'stats.page.sum': 'Gap (D − E)',
  'stats.page.sentences': 'Sentences to paste for the ARS',
  'stats.page.sentences-how':
    'By keyboard: Tab to the field, Ctrl+A then Ctrl+C. By mouse: one click on the sentence of a gap takes the whole of it.',
  'stats.page.each': 'Each gap and its causes',
  'stats.page.no-gap': 'No gap: every declared figure is the measured one.',
  'stats.page.list': 'Documents: {cause} ({count})',
}
