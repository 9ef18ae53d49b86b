import type {Messages} from '../messages.ts'

export const sandboxEn: Messages = {
  'error.DMP_SANDBOX_FOLDER_TAKEN.what': 'The folder {folder} already holds a sandbox.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.why':
    'New certificates would break the profiles that use the present ones.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.todo':
    'dmp sandbox init --force    (keeps the certificates, writes the profiles again)\nFor another sandbox: --dir OTHER_FOLDER. If this one is damaged or nobody needs it, remove it.',
  'error.DMP_SANDBOX_NOT_INITIALISED.what': 'The folder {folder} holds no usable sandbox.',
  'error.DMP_SANDBOX_NOT_INITIALISED.what.registry': 'The folder {folder} holds no registry.',
  'error.DMP_SANDBOX_NOT_INITIALISED.why':
    '“dmp sandbox init” prepares the folder and its test certificates; the registry is made by the first “dmp sandbox start”.',
  'error.DMP_SANDBOX_NOT_INITIALISED.todo': 'Run “dmp sandbox init --dir {folder}”, then try again.',
  'error.DMP_SANDBOX_NOT_INITIALISED.todo.registry':
    'Check --data, or first run “dmp sandbox start --data {folder}”.',
  'error.DMP_SANDBOX_FAULT_INVALID.what': 'The fault “{fault}” asked of the sandbox is not known.',
  'error.DMP_SANDBOX_FAULT_INVALID.why': 'Its name, its value or an option is misspelt.',
  'error.DMP_SANDBOX_FAULT_INVALID.todo':
    'Write it as “fault[=value][,times=N][,rate=0.2][,seed=N][,service=repository]”; “dmp sandbox start --help” lists them.',
  'error.DMP_SANDBOX_NOT_LISTENING.what': 'The sandbox could not open port {port} of {host} ({reason}).',
  'error.DMP_SANDBOX_NOT_LISTENING.why':
    'The port is taken (perhaps by a sandbox running elsewhere) or reserved, or this machine has no such address.',
  'error.DMP_SANDBOX_NOT_LISTENING.todo':
    'Try again with --port 0: a free port is chosen, and what to set to use it is said at once.\nTo change the port for good: dmp sandbox init --port OTHER_PORT --force',
  'command.sandbox.init.summary': 'Prepare a trial DMP on this computer: test certificates and profile',
  'command.sandbox.init.description':
    'Makes a folder with invented test certificates and a ready profile named “sandbox”. Nothing leaves this computer. No homologation number is needed.',
  'command.sandbox.dir': 'Folder of the sandbox',
  'command.sandbox.data': 'Folder of the registry, by default “data” inside the sandbox folder',
  'command.sandbox.init.port':
    "Port written into the profile; without it, the folder's own, 18443 for a new one",

  'command.sandbox.init.all-establishments':
    'Also write the profiles of the other trial establishments (another structure, a site of a legal entity, a mismatched pair)',
  'command.sandbox.init.force':
    'Replace profiles of the same name; an existing folder keeps its certificates and takes the port',
  'command.sandbox.start.summary': 'Run the trial DMP on this computer until Ctrl-C',
  'command.sandbox.start.description':
    'Opens a strict DMP on the local address: mutual TLS, VIHF, lot signature, metadata and documents are checked as by a hostile reader. Patients are invented; “dmp sandbox inspect --show-patients” gives their numbers. A trial INSi listens on the same port.',
  'command.sandbox.start.port': 'Port to listen on; 0 takes a free one',
  'command.sandbox.start.ready-file': 'File written once the trial DMP listens (address, port, process)',
  'command.sandbox.start.fault': 'Fault to provoke, for example cut-after-commit,times=1; may be repeated',
  'command.sandbox.start.ins-change': 'State of the INS change of the patient “changed-ins”',
  'command.sandbox.inspect.summary': "Show what the trial DMP's registry holds",
  'command.sandbox.inspect.description':
    'Lists the registered documents and the invented patients, whether the trial DMP runs or not. The order depends on the content alone, so that two lists can be compared.',
  'command.sandbox.inspect.show-patients': 'Show INS numbers whole (all are invented)',
  'sandbox.init.folder': 'Sandbox ready: {folder}',
  'sandbox.init.profile': 'Profile {name}: {file}',
  'sandbox.init.next':
    'Next: “dmp sandbox start”, then in another window “dmp document submit FILE --profile {profile}”.',
  'sandbox.start.ready': 'Trial DMP listening: {url}',
  'sandbox.start.insi': 'Trial INSi listening: {url} (docs/guides/sandbox-insi.md)',
  'sandbox.start.no-insi':
    'No trial INSi: this folder lacks what it needs, for instance because an earlier version made it. To add it (the certificates of the DMP are kept):',
  'sandbox.start.other-port':
    'WARNING: the profiles of this sandbox name the port {profilePort}. To reach it here:',
  'sandbox.start.other-port.keep':
    'or, to write the profile again (with the same --profile and --all-establishments as when it was made):',
  'sandbox.start.control': 'Faults on demand: {url} (docs/guides/sandbox-control.md)',
  'sandbox.start.stop': 'Ctrl-C to stop.',
  'sandbox.start.end':
    'Stopped. Calls: {calls}, accepted: {accepted}, refused: {refused}; connections: {connections}.',
  'sandbox.inspect.never-started':
    'This sandbox never ran: its registry is empty, its patients are those of a first run today.',
  'sandbox.inspect.documents': 'Documents: {count} (and {signatures} lot signatures)',
  'sandbox.inspect.patients': 'Invented patients: {count}',
  'sandbox.dmp.active': 'active DMP',
  'sandbox.dmp.closed': 'closed DMP',
  'sandbox.dmp.none': 'no DMP',
  'sandbox.linked': 'linked to Mon espace santé',
  'command.sandbox.export.summary': "Write the trial registry's figures as an export of Kibana",
  'command.sandbox.export.description':
    'Counts the documents of the registry by FINESS, month (Europe/Paris), type and software, and writes them as the pilotage tool would: a file of Kibana or an answer of Elasticsearch. “dmp stats compare --elastic” reads this file. What the real tool counts is not public: unless told otherwise, a replaced document counts once and a deleted one does not.',
  'command.sandbox.export.format':
    'Way of writing: Lens panel or data table of Kibana in English, Kibana in French (wording not verified), answer of Elasticsearch',
  'command.sandbox.export.output': 'File to write; “-” for the standard output',
  'command.sandbox.export.force': 'Replace the file',
  'command.sandbox.export.raw': 'Raw values: instants in milliseconds, numbers without separator',
  'command.sandbox.export.formatted': 'Formatted values (this is so unless chosen otherwise)',
  'command.sandbox.export.locale': 'Language of formatted numbers; that of the way of writing unless chosen',
  'command.sandbox.export.separator': 'Separator of columns; comma unless chosen',
  'command.sandbox.export.quotes':
    'Quotes around values with anything but letters and digits; --no-quotes takes them away',
  'command.sandbox.export.bom': 'Begin the file with the mark U+FEFF, as some exports of the server do',
  'command.sandbox.export.by': 'What rows tell apart; may be repeated, all of them unless chosen',
  'command.sandbox.export.top': 'Keep the N first values of each level only, the rest goes under “Other”',
  'command.sandbox.export.records': 'Count records instead of unique documents',
  'command.sandbox.export.count-replacements': 'Count each new version as one more document',
  'command.sandbox.export.count-deleted': 'Count deleted documents too',
  'command.sandbox.export.date':
    'Date that puts a document into a month: submission of the set or creation of the document',
  'command.sandbox.export.level': 'FINESS of the site (EG) or legal entity that holds the certificates (EJ)',
  'sandbox.export.never-started': 'This sandbox was never started: nothing to count.',
  'sandbox.export.written': '{file}: {rows} row(s), {documents} document(s).',
  'sandbox.export.left-out':
    'Not counted: {deleted} deleted, {replacements} new version(s), {undated} without a date.',
}
