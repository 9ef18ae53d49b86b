import type {Messages} from '../messages.ts'
import {bodyEn} from './body.ts'
import {manifestEn} from './manifest.ts'
import {ruleEn} from './rule.ts'

export const documentEn: Messages = {
  ...bodyEn,
  ...manifestEn,
  ...ruleEn,
  'error.DMP_XML_REFUSED.what': 'the XML file is refused (line {line}, reason: {reason})',
  'error.DMP_XML_REFUSED.why':
    'for safety, XML is opened only when it is well formed, in UTF-8, UTF-16 or ISO-8859-1, without DOCTYPE or entity, and of a reasonable size.',
  'error.DMP_XML_REFUSED.todo':
    'correct the file in the software that makes it: doctype = remove the DOCTYPE declaration; encoding = save as UTF-8; malformed = XML not well formed at that line; too-… = out of all proportion',
  'error.DMP_CDA_UNREADABLE.what':
    'the CDA document cannot be used: {element} is missing or not of the expected form',
  'error.DMP_CDA_UNREADABLE.why':
    'the XDS entry sent to the DMP is drawn from the CDA header alone; without this element it cannot be made.',
  'error.DMP_CDA_UNREADABLE.todo':
    'dmp document validate FILE lists what is missing\ncomplete the CDA in the software that makes it',
  'error.DMP_CDA_INPUT_INVALID.what': 'the value “{field}” cannot go into the CDA document ({reason})',
  'error.DMP_CDA_INPUT_INVALID.why':
    'the document is built from the data given; an empty value, a date that does not exist or a forbidden character would make it invalid.',
  'error.DMP_CDA_INPUT_INVALID.todo':
    'correct this value in the manifest line, the flag or the profile, then run again',
  'error.DMP_DOCUMENT_INVALID.what':
    'the document “{file}” does not conform: {count} error(s), the first: {first}',
  'error.DMP_DOCUMENT_INVALID.why':
    'the DMP refuses a document that breaks the minimal structure or its code tables; nothing was sent.',
  'error.DMP_DOCUMENT_INVALID.todo':
    'dmp document validate FILE gives each error, its line and the value expected',
  'error.DMP_VALUESET_UNUSABLE.what': 'the code table {file} cannot be used (part at fault: {part})',
  'error.DMP_VALUESET_UNUSABLE.why':
    'code tables are JSON files of a fixed form; a damaged one would accept or refuse documents wrongly.',
  'error.DMP_VALUESET_UNUSABLE.todo':
    'put a sound version of the file in place, or take it out of the user’s table folder',
  'error.DMP_SCHEMA_PACK_UNUSABLE.what': 'the schema pack {folder} cannot be used: {part}',
  'error.DMP_SCHEMA_PACK_UNUSABLE.why':
    'a schema pack is configured, so documents must be checked with it; it is missing or incomplete.',
  'error.DMP_SCHEMA_PACK_UNUSABLE.todo':
    'correct the profile setting schemaPack, or put the files back (see dmp config show --origin)',
}
