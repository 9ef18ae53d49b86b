import type {CapturedExchange} from '../../captures/captured-exchange.ts'
import type {ReportPlace} from './exchange-report.ts'

export const placeOf = ({place: {file, line, endLine}}: CapturedExchange): ReportPlace => ({
  file,
  line,
  endLine,
})
