import type {Messages} from '../messages.ts'

/** Which documents due to the DMP go there. */
export const statsCoverageEn: Messages = {
  'command.stats.coverage.summary': 'Documents due to the DMP: produced, sent, never sent, per site',
  'command.stats.coverage.description':
    'For each site and each document of the legal list: how many this program knew, sent and saw accepted. The texts name documents, not codes: types and dates with a "?" are to be checked. What leaves by another software is not in it.',
  'flag.coverage-output': 'write the result to this CSV',
  'stats.coverage.source': 'List of {dated}; "?": to be checked. {source}',
  'stats.coverage.before': 'before {year}',
  'stats.coverage.column.finess': 'Site',
  'stats.coverage.column.document': 'Document',
  'stats.coverage.column.types': 'Types',
  'stats.coverage.column.due': 'Due since',
  'stats.coverage.column.produced': 'Produced',
  'stats.coverage.column.sent': 'Sent',
  'stats.coverage.column.accepted': 'Accepted',
  'stats.coverage.column.state': 'State',
  'stats.coverage.state.sent': 'sent',
  'stats.coverage.state.never-sent': 'produced, never sent',
  'stats.coverage.state.never': 'never produced',
}
