import type {ExchangeCheck, ReportedAnswer, ReportPlace} from './exchange-report.ts'

/** Of `/home/martin/dupont.log` nothing but `.log`: names of files and folders are names of people. */
const kindOf = (path: string): string => /\.[a-z]{1,8}$/i.exec(path)?.[0] ?? ''

/** What was found, for a page that leaves the house: no name of a file or folder. */
export function nameless(made: ExchangeCheck): ExchangeCheck {
  const request = `capture${kindOf(made.request)}`
  const answerFile = made.answerFile === null ? null : `answer${kindOf(made.answerFile)}`
  const place = (one: ReportPlace): ReportPlace => ({
    ...one,
    file: one.file === made.request ? request : (answerFile ?? request),
  })
  const answer = (one: ReportedAnswer): ReportedAnswer => ({...one, place: place(one.place)})
  return {
    ...made,
    request,
    answerFile,
    exchanges: made.exchanges.map((one) => ({
      ...one,
      place: place(one.place),
      answer: one.answer && answer(one.answer),
    })),
    strayAnswers: made.strayAnswers.map(answer),
  }
}
