import type {Messages} from '../messages.ts'

export const patientEn: Messages = {
  'error.DMP_INS_INVALID.what': 'the INS number is refused: {reason}',
  'error.DMP_INS_INVALID.why':
    'a document sent under a wrong number would land in somebody else’s record; nothing was sent.',
  'error.DMP_INS_INVALID.todo':
    'take the number (15 characters, key included) from the identity software again, not through a spreadsheet',
  'error.DMP_INS_INVALID.reason.empty': 'it is empty',
  'error.DMP_INS_INVALID.reason.spreadsheet':
    'a spreadsheet turned it into a rounded number, its last digits are lost',
  'error.DMP_INS_INVALID.reason.full-width':
    'it is written in full-width digits (Asian keyboard): type it again',
  'error.DMP_INS_INVALID.reason.characters': 'it holds something other than digits and letters',
  'error.DMP_INS_INVALID.reason.length': 'it does not have 15 characters',
  'error.DMP_INS_INVALID.reason.no-key': 'it has 13 characters only: the two-digit key is missing',
  'error.DMP_INS_INVALID.reason.provisional': 'it is a provisional number (NNP), not an INS number',
  'error.DMP_INS_INVALID.reason.migrant': 'it is a temporary migrant number, not an INS number',
  'error.DMP_INS_INVALID.reason.old-ins':
    'it is a former calculated identifier (INS-C or INS-A), withdrawn in 2021',
  'error.DMP_INS_INVALID.reason.structure':
    'its characters do not form an INS number (a letter is allowed in position 7 only, for Corsica)',
  'error.DMP_INS_INVALID.reason.key':
    'its key does not match its first 13 characters: at least one character is wrong',
  'error.DMP_INS_ENVIRONMENT.what':
    'the OID {oid} of the INS does not fit the environment {environment}: {reason}',
  'error.DMP_INS_ENVIRONMENT.why':
    'the OID tells whether the identity is real or invented; one must never meet the other.',
  'error.DMP_INS_ENVIRONMENT.todo':
    'check the profile’s environment (dmp config show) and the OID given with the INS\nsettings: ins.allowedOids and, outside production only, ins.oidMapping',
  'error.DMP_INS_ENVIRONMENT.reason.former': 'it is that of a former identifier (INS-A, INS-C)',
  'error.DMP_INS_ENVIRONMENT.reason.unknown': 'it is not an OID of the INS',
  'error.DMP_INS_ENVIRONMENT.reason.fictitious-in-production':
    'a test or demonstration identity has no place in production',
  'error.DMP_INS_ENVIRONMENT.reason.real-outside-production': 'a real identity must not leave production',
  'error.DMP_INS_ENVIRONMENT.reason.not-allowed': 'the profile does not allow it',
  'error.DMP_IDENTITY_NOT_QUALIFIED.what':
    'the identity is not qualified (status received: {status}): {reason}',
  'error.DMP_IDENTITY_NOT_QUALIFIED.why':
    'only a qualified identity, obtained from INSi and checked against papers, may feed the DMP under its INS.',
  'error.DMP_IDENTITY_NOT_QUALIFIED.todo':
    'have the identity qualified in the identity software, then run again\nwhen it is already, say so: manifest column identity_status or flag --identity-status QUAL',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.absent': 'the source states no status',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.ambiguous':
    '“validated” with an INS is ambiguous and is never read as “qualified”',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.not-qualified': 'this status does not allow the INS to be sent',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.unknown': 'this word is not an identity status',
  'error.DMP_VISIBILITY_NOT_STATED.what': 'nothing says who may see the document',
  'error.DMP_VISIBILITY_NOT_STATED.why':
    'visibility is chosen for each document (EX_2.1-1050); no choice is made silently.',
  'error.DMP_VISIBILITY_NOT_STATED.todo':
    'add --visible, or the masks wanted: --hide-from-patient, --hide-from-professionals, --hide-from-legal-representatives\nin a manifest: columns masque_ps, invisible_patient, invisible_rep_legaux (Y or N)',
  'error.DMP_VISIBILITY_FORBIDDEN.what': 'this visibility is refused: {reason}',
  'error.DMP_VISIBILITY_FORBIDDEN.why':
    'a document shown too early cannot be taken back, and one hidden by mistake is missing for care; nothing was sent.',
  'error.DMP_VISIBILITY_FORBIDDEN.todo':
    'correct the visibility chosen for this document\n--reveal confirms that a hidden document becomes visible; --conceal, with the setting visibility.allowConceal, that a visible one becomes hidden',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.contradiction': '“visible” and a mask are asked for at once',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.cumulation':
    'hidden from the patient and from professionals at once, which the parameters of the DMP (param-lps) do not allow',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.adult':
    'hidden from legal representatives although the patient is an adult',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.minors-rule-off':
    'hidden from legal representatives although the DMP says its functions for minors are off',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.needs-reveal':
    'a hidden document would become visible, which cannot be undone, and --reveal is not given',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.needs-conceal':
    'a visible document would become hidden although it may have been read, and --conceal is not given (dmp document replace; a bulk plan does not conceal)',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.conceal-not-allowed':
    'a visible document would become hidden, and the profile does not allow it (visibility.allowConceal)',
  'error.DMP_PATIENT_CLOSED.what': 'the patient’s DMP has been closed since {date} (reason: {reason})',
  'error.DMP_PATIENT_CLOSED.why': 'a closed DMP takes no document any more, nor lets one be removed.',
  'error.DMP_PATIENT_CLOSED.todo':
    'do not send again: keep the document in the local record\n{reopening}; dmp patient status shows its state and whom to call',
  'error.DMP_PATIENT_CLOSED.reopening.patient': 'only the patient can reopen the DMP',
  'error.DMP_PATIENT_CLOSED.reopening.nobody': 'closed after a death: nobody reopens it',
  'error.DMP_CLOSED_MEANWHILE.what':
    'sent on {date} under {uniqueId} (run {batch}), outcome unknown, and the patient’s DMP was closed since: the document may be in it.',
  'error.DMP_CLOSED_MEANWHILE.why':
    'nobody but its owner can look into a closed DMP: whether the document arrived cannot be asked.',
  'error.DMP_CLOSED_MEANWHILE.todo':
    'do not send it another way: it may be there\nonce the DMP is open again (dmp patient status), run the same command again: it asks the DMP first',
  'error.DMP_PATIENT_NONE.what': 'there is no DMP for this INS',
  'error.DMP_PATIENT_NONE.why':
    'the DMP was asked for and does not exist, or the INS is no longer the patient’s.',
  'error.DMP_PATIENT_NONE.todo':
    'check the patient’s current INS in the identity software\ndmp patient status asks for the DMP’s state again',
  'rule.INS-DEMONSTRATION':
    'demonstration INS ({oid}): accepted outside production, but the test bench rather expects OID .10',
  'rule.INS-NAME':
    '{trait} does not have the form allowed for an INS ({fault}): letters, space, apostrophe and hyphen only',
  'rule.INS-FIRST-GIVEN': 'the first given name does not open the list of birth given names',
  'rule.INS-BIRTH-DATE': 'the birth date is not a day of the calendar (YYYYMMDD)',
  'rule.INS-BIRTH-PLACE': 'the birth place is not a five-character INSEE code (99999 when unknown)',
  'rule.INS-UNUSUAL':
    'the number has an unusual form (month, département or rank): check that it does come from INSi',
  'rule.INS-PARENT':
    'the INS number is that of a person 12 to 60 years older: probably a parent’s (card of the insured person)',
  'rule.INS-COHERENCE': 'the number and {trait} do not agree: check the identity before sending',
  'rule.INS-ABSENT': 'the CDA header holds no INS (patient id with an OID of the INS)',
  'rule.INS-DISAGREES':
    'the INS given (flag, patient file, line, CDA header) are not one and the same: nothing is chosen for you',
  'rule.PARAM-LPS-ABSENT': 'no param-lps file: strict reading (no cumulation of masks, majority at 18)',
  'rule.PARAM-LPS-STALE': 'param-lps could not be renewed: a copy {hours} h old is used',
  'rule.PARAM-LPS-MISSING': 'param-lps does not give “{name}”: strict value used',
  'rule.PARAM-LPS-VALUE': 'param-lps gives “{name}” a value that is not understood: strict value used',
  'rule.PARAM-LPS-CONFLICT': 'param-lps gives “{name}” several values: strict value used',
  'trait.birthName': 'the birth name',
  'trait.usedName': 'the used name',
  'trait.givenNames': 'the list of birth given names',
  'trait.firstGiven': 'the first given name',
  'trait.sex': 'the sex',
  'trait.birthDate': 'the birth date',
  'trait.birthPlace': 'the birth place',
  'trait.birthYear': 'the birth year',
  'trait.birthMonth': 'the birth month',
  'rule.INS-NAME.trait.birthName': 'the birth name',
  'rule.INS-NAME.trait.givenNames': 'the list of birth given names',
  'rule.INS-NAME.trait.firstGiven': 'the first given name',
  'rule.INS-COHERENCE.trait.sex': 'the sex',
  'rule.INS-COHERENCE.trait.birthPlace': 'the birth place',
  'rule.INS-COHERENCE.trait.birthYear': 'the birth year',
  'rule.INS-COHERENCE.trait.birthMonth': 'the birth month',
  'rule.INS-NAME.fault.empty': 'empty',
  'rule.INS-NAME.fault.character': 'forbidden character',
  'rule.INS-NAME.fault.first': 'forbidden first character',
  'rule.INS-NAME.fault.last': 'forbidden last character',
  'rule.INS-NAME.fault.doubled': 'doubled space or apostrophe',
  'rule.INS-NAME.fault.double-hyphen': 'doubled hyphens',
  'rule.INS-NAME.fault.too-long': 'too long',
  'visibility.visible': 'visible to all',
  'visibility.hiddenFromProfessionals': 'masked to professionals',
  'visibility.hiddenFromPatient': 'invisible to the patient',
  'visibility.hiddenFromLegalRepresentatives': 'invisible to legal representatives',
  'visibility.inherited': 'visibility taken from the version replaced',
  'visibility.concealed': 'this document was visible: whoever could see it may have read it',
  'visibility.revealed': 'this document becomes visible: this cannot be undone',
  'structure.place.ou-auth': 'OU of the ORG AUTH_CLI certificate',
  'structure.place.ou-sign': 'OU of the ORG SIGN certificate',
  'structure.place.identifiant-structure': 'Identifiant_Structure of the VIHF',
  'structure.place.name-id': 'structure in the VIHF NameID',
  'structure.place.lot-institution': 'authorInstitution of the lot',
  'structure.place.entry-institution': 'authorInstitution of the entry',
  'structure.place.cda-custodian': 'CDA custodian',
  'structure.place.cda-author': 'CDA author organisation',
  'structure.place.cda-legal-authenticator': 'CDA legal authenticator',
  'structure.grid.title': 'Structure named by each part',
  'structure.grid.place': 'Place',
  'structure.grid.found': 'Found',
  'structure.grid.expected': 'Expected',
  'structure.grid.ok': 'Agrees',
  'structure.grid.setting': 'Setting',
  'structure.grid.EJ': 'legal entity (EJ)',
  'structure.grid.EG': 'site (EG)',
  'structure.grid.EJ|EG': 'EJ or EG',
  'structure.grid.mismatch':
    'first mismatch: {place} holds {found}, expected {expected}; setting to change: {setting}',
}
