import {Flags} from '@oclif/core'

const text = (name: string) => Flags.string({summary: `flag.${name}`, helpGroup: 'document'})
/** Kept out of the shell's history when given by file or standard input. */
const identifier = (name: string, value: string) =>
  Flags.string({summary: `flag.${name}`, helpGroup: 'document', helpValue: `@FILE|-|${value}`})

/** What a file does not say by itself; a ready-made CDA says it all. */
export const documentFlags = {
  type: text('type'),
  title: text('title'),
  date: text('date'),
  'service-start': text('service-start'),
  'service-stop': text('service-stop'),
  'author-id': text('author-id'),
  'author-family': text('author-family'),
  'author-given': text('author-given'),
  'author-specialty': text('author-specialty'),
  'legal-authenticator-id': text('legal-authenticator-id'),
  'legal-authenticator-family': text('legal-authenticator-family'),
  'legal-authenticator-given': text('legal-authenticator-given'),
  facility: text('facility'),
  practice: text('practice'),
  activity: text('activity'),
  ipp: identifier('ipp', 'IPP'),
  venue: identifier('venue', 'VENUE'),
  'source-id': identifier('source-id', 'ID'),
}
