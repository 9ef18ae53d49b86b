/**
 * Files written bit by bit or again and again: reports, events of a run (NDJSON), metrics (Prometheus textfile). Their
 * readers see whole files and whole lines only, whatever happens to the writer. Nothing here knows what is in them.
 */
import type {Outputs} from '../ports/outputs.ts'
import {openLines} from './line-file.ts'
import {replaceFile} from './replaced-file.ts'
import {streamFile} from './streamed-file.ts'

export const localOutputs: Outputs = {stream: streamFile, lines: openLines, replace: replaceFile}
