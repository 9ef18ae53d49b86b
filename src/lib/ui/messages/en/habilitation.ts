import type {Messages} from '../messages.ts'

/** `dmp habilitation`, and who will be able to read a document. */
export const habilitationEn: Messages = {
  'error.DMP_HABILITATION_WORD.what': 'Nothing is called “{word}” among {kind}.',
  'error.DMP_HABILITATION_WORD.what.several': '“{word}” names several things among {kind}: {like}.',
  'error.DMP_HABILITATION_WORD.why':
    'A type or a profession is named by its code (11490-0, G15_60) or by its French label, even an approximate one; between several, nothing is guessed.',
  'error.DMP_HABILITATION_WORD.todo':
    'Take a code. The nearest: {like}.\nAll types and columns: dmp habilitation show',
  'error.DMP_HABILITATION_WORD.todo.several':
    'Take one of these codes.\nAll types and columns: dmp habilitation show',
  'error.DMP_HABILITATION_WORD.todo.strange':
    'Take a code: all types and columns are in dmp habilitation show',
  'error.DMP_HABILITATION_WORD.kind.type': 'the types of documents',
  'error.DMP_HABILITATION_WORD.kind.profession': 'the professions',
  'error.DMP_HABILITATION_WORD.kind.any': 'the types of documents and the professions',
  'error.DMP_HABILITATION_FILE.what': '{file} is no usable habilitation matrix: {at} – expected {expected}.',
  'error.DMP_HABILITATION_FILE.why':
    'A row too short or a misspelt name would give or take a right in silence: the file is taken whole or not at all.',
  'error.DMP_HABILITATION_FILE.todo':
    'Correct the place named (model: data/habilitation.json of the program), or drop --file and the setting of your profile to go back to the matrix supplied.',
  'error.DMP_HABILITATION_FILE.expected.json': 'JSON in UTF-8',
  'error.DMP_HABILITATION_FILE.expected.object': 'an object',
  'error.DMP_HABILITATION_FILE.expected.list': 'a list that is neither empty nor boundless',
  'error.DMP_HABILITATION_FILE.expected.text': 'a text',
  'error.DMP_HABILITATION_FILE.expected.flag': 'true or false',
  'error.DMP_HABILITATION_FILE.expected.day': 'a day YYYY-MM-DD',
  'error.DMP_HABILITATION_FILE.expected.known': 'a known name',
  'error.DMP_HABILITATION_FILE.expected.format': '“dmp.habilitation-matrix/1”',
  'error.DMP_HABILITATION_FILE.expected.once': 'a code that is not there already',
  'error.DMP_HABILITATION_FILE.expected.marks': '[code of the type, class, an x or a dot for each column]',
  'warning.habilitation-unread':
    'Who will be able to read the document is not told: the habilitation matrix of the profile cannot be read ({reason}). Nothing else depends on it. To learn why: dmp habilitation show',
  'warning.habilitation-profile':
    'The profile cannot be read here ({reason}): a setting habilitation.file that it may have is not followed, the matrix supplied is shown.',
  'command.habilitation.show.summary':
    'show who may consult a type of document, or what a profession consults',
  'command.habilitation.show.description':
    'By the habilitation matrix of the DMP (arrêté of 26 October 2023), kept here with its date. It says who consults, never who feeds: no submission depends on it. The right comes from the profession read in the card, not from the job held. Without a word, the whole matrix.',
  'command.habilitation.why.summary':
    'tell why a profession does not see a type of document: the first reason',
  'command.habilitation.why.description':
    'The matrix first, then what adds to it and you state: blocked by the patient, masked, DMP closed, no consent. What is not stated is not judged, and the answer recalls it. Exit code 0 where nothing stated forbids, 10 otherwise or where it is not sure.',
  'arg.habilitation-word': 'type of document or profession, by code or French label',
  'arg.habilitation-type': 'type of document: code (60280-5) or French label',
  'arg.habilitation-profession':
    'profession: code (G15_60, 60, SM25), French label (infirmière), or column (“column 14”)',
  'flag.habilitation-file': 'matrix to read instead of that of the profile or of the program',
  'flag.habilitation-masked': 'the document is masked to professionals',
  'flag.habilitation-author': 'this professional is its author',
  'flag.habilitation-treating-doctor': 'this professional is a médecin traitant DMP of the patient',
  'flag.habilitation-invisible-patient': 'the document is invisible to the patient',
  'flag.habilitation-invisible-representatives': 'the document is invisible to the legal representatives',
  'flag.habilitation-blocked': 'the patient blocked this professional or the establishment',
  'flag.habilitation-closed': 'the DMP is closed',
  'flag.habilitation-no-consent': 'outside the care team, and without the consent of the patient',
  'flag.habilitation-establishment':
    'read with a certificate of establishment, without the card of a professional',
  'setting.habilitation.file': 'habilitation matrix to read instead of that of the program',
  'habilitation.readers.unknown': 'the matrix does not speak of it',
  'habilitation.readers.nobody': 'no professional',
  'habilitation.readers.only': '{names} only',
  'habilitation.readers.pending': '(*: professions by role, whether in force is to be checked)',
  'habilitation.future.line': 'readable by (matrix of {date}): {readers}',
  'habilitation.future.masked':
    'masked to professionals: readable by its author, the médecins traitants DMP and the patient; once unmasked (matrix of {date}): {readers}',
  'habilitation.source':
    'Matrix of {date}, to be re-read against the official PDF (dmp.fr) before relying on one cell. It never refuses a submission.',
  'habilitation.source.own': 'Matrix of {date}, read in {from} ({source}). {status}',
  'habilitation.pending':
    '* Columns of the professions by role (social, medico-social): published, then without effect for a time because of an appeal of the CNOM; check how they stand today.',
  'habilitation.inferred': 'Its column is inferred from the name of the profession: to be checked.',
  'habilitation.no-column':
    'This profession is in no column: the matrix lets it consult no type. A profession of the social or medico-social sector may come under a role (columns of roles, * below).',
  'habilitation.show.readers': 'May be consulted by {count} column(s) of {total}:',
  'habilitation.show.others': 'May not be consulted by:',
  'habilitation.show.columns': 'Column: {columns}',
  'habilitation.show.reads': 'Consults {count} type(s):',
  'habilitation.show.depends': 'By specialty, {count} type(s):',
  'habilitation.show.hidden': 'Does not consult {count} type(s):',
  'habilitation.head.type': 'Type',
  'habilitation.head.label': 'Label',
  'habilitation.head.marks': 'Columns, in order (x: consults)',
  'habilitation.head.profession': 'Profession',
  'habilitation.verdict.may': 'May be consulted: nothing stated forbids it.',
  'habilitation.verdict.may-not': 'May not be consulted.',
  'habilitation.verdict.unsure': 'Not sure: see below.',
  'habilitation.why.first': 'First reason: {reason}',
  'habilitation.why.not-stated': 'Not stated, thus not judged: {reasons}.',
  'habilitation.why.emergency': 'Emergencies (bris de glace) and régulation have rules of their own.',
  'habilitation.not-stated.blocked': 'blocked by the patient',
  'habilitation.not-stated.masked': 'masked',
  'habilitation.not-stated.closed': 'a closed DMP',
  'habilitation.not-stated.consent': 'consent or care team',
  'habilitation.step.certificate.forbids':
    'a certificate of establishment consults no document: the card (CPS, e-CPS) of a professional is needed.',
  'habilitation.step.matrix.yes': 'the matrix opens it to: {columns}.',
  'habilitation.step.matrix.no': 'the matrix does not open it to: {columns}. It opens it to: {readers}.',
  'habilitation.step.matrix.no-column':
    'this profession is in no column of the matrix. The type is open to: {readers}.',
  'habilitation.step.matrix.depends':
    'by specialty: the profession is in several columns ({columns}), and the type is open only to: {readers}.',
  'habilitation.step.matrix.pending':
    'the matrix opens it to: {columns}, a column of which it is to be checked whether it is in force.',
  'habilitation.step.matrix.unknown': 'the matrix does not speak of this type.',
  'habilitation.step.blocked.forbids':
    'the patient blocked this professional or the establishment; only the patient can lift it.',
  'habilitation.step.masked.forbids':
    'the document is masked: only its author, the médecins traitants DMP and the patient see it.',
  'habilitation.step.masked.allows':
    'the document is masked, but its author and the médecins traitants DMP see it.',
  'habilitation.step.invisible-patient.others':
    'invisible to the patient: that does not hide it from this professional.',
  'habilitation.step.invisible-representatives.others':
    'invisible to the legal representatives: that does not hide it from this professional.',
  'habilitation.step.closed.forbids': 'the DMP is closed.',
  'habilitation.step.consent.forbids':
    'this professional is outside the care team and has no consent of the patient.',
}
