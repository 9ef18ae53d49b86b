/** Crash files for the base command, which needs them even when no context could be opened. */
export {describeStack, writeCrashFile} from '../lib/log/crash-file.ts'
