import {counts} from '../../../cda/rules/counts.ts'
import type {Messages} from '../messages.ts'

const COUNT = '{element}: {found} found, {expected} expected; complete or remove the element'

/** What is wrong in a document, where, and what to put there. */
export const ruleEn: Messages = {
  ...Object.fromEntries(counts.map(({id}) => [`rule.${id}`, COUNT])),
  'rule.SM-CLASS': 'ClinicalDocument/@{attribute} is {found}: set {expected}, or remove the attribute',
  'rule.SM-REALM': 'realmCode must stand exactly once, with @code="FR"',
  'rule.SM-TYPE-ID': 'typeId must stand exactly once: root 2.16.840.1.113883.1.3, extension POCD_HD000040',
  'rule.SM-TEMPLATES': 'templateId {template} stands {found} times: exactly one is needed',
  'rule.SM-TEMPLATE-LEVEL1':
    'an unstructured document bears exactly three templateId, 1.3.6.1.4.1.19376.1.2.20 among them; {found} found',
  'rule.SM-TEMPLATE-MODEL': 'a structured document must bear the templateId of its content model',
  'rule.SM-ID': 'the document’s identifier (id/@root) must be an OID or a UUID, once: “{found}”',
  'rule.DMP-ID-OID':
    'the document’s identifier is a UUID ({found}): the DMP wants an OID, for instance 2.25 followed by the UUID as an integer',
  'rule.SM-CODE': 'the document’s type (code) lacks its attribute {missing}',
  'rule.SM-CODE-J07': 'type {code} ({system}) is not in table J07: correct code and codeSystem',
  'rule.SM-EFFECTIVE-TIME':
    'the document’s date (effectiveTime/@value) is missing or is no date: “{found}”, expected YYYYMMDDhhmmss+zzzz',
  'rule.SM-CONFIDENTIALITY':
    'confidentialityCode “{found}”: set N, R or V, codeSystem 2.16.840.1.113883.5.25 and displayName',
  'rule.SM-CONFIDENTIALITY-MASK':
    'mask {found} has no place in the CDA header: leave N there and ask for the mask when sending',
  'rule.SM-LANGUAGE':
    'languageCode “{found}”: expected two lower-case letters, hyphen, two capitals, like fr-FR',
  'rule.SM-SET-ID': 'the identifier common to all versions (setId/@root) must be an OID or a UUID: “{found}”',
  'rule.SM-VERSION': 'versionNumber “{found}”: expected an integer, 1 for the first version',
  'rule.SM-REPLACED':
    'relatedDocument needs typeCode="RPLC" and the identifier (@root) of the replaced document; typeCode found: {found}',
  'rule.DMP-REPLACED-SELF':
    'the document says it replaces itself: give it a new id, or correct relatedDocument/parentDocument/id',
  'rule.CDA-SET-EQUALS-ID': 'setId equals id: the next version will need another id but the same setId',
  'rule.CDA-VERSION-CHAIN':
    'versionNumber is {found}: version 1 replaces nothing, later ones name in relatedDocument the one they replace',
  'rule.SM-PATIENT-ID': 'an identifier of the patient lacks its attribute {missing}',
  'rule.CDA-INS-MISSING':
    'no INS number among the patient’s identifiers: add patientRole/id with the OID of the INS',
  'rule.CDA-INS-FORMER':
    'identifier {oid} is a former INS (INS-A or INS-C), no longer accepted: set the INS number',
  'rule.CDA-INS-SEVERAL': 'the patient bears several INS numbers: leave only one, the one in force',
  'rule.CDA-INS-FIRST': 'the INS number must be the first identifier of the patient, the IPP comes after it',
  'rule.CDA-INS-ENVIRONMENT':
    'INS OID {oid} is not of this environment (accepted: {allowed}): check the profile and the identity',
  'rule.CDA-INS-FORM': 'the INS number is not of the expected form: 13 characters and a two-digit key',
  'rule.CDA-INS-KEY': 'the key of the INS number is wrong: check how the number was typed',
  'rule.CDA-INS-TRAITS': 'a strict trait is missing although the INS number is given: fill in {missing}',
  'rule.SM-FAMILY-QUALIFIER':
    'patient’s family name: qualifier “{found}”, expected BR (birth name) or CL (used name)',
  'rule.SM-GIVEN-QUALIFIER':
    'patient’s given name: qualifier “{found}”, expected BR (first given), CL (used given) or none (full list)',
  'rule.SM-NAME-EMPTY': 'patient’s name: element {element} is empty',
  'rule.SM-GENDER': 'patient’s gender: expected M, F or UN, codeSystem 2.16.840.1.113883.5.1',
  'rule.SM-BIRTH-TIME': 'the birth date is missing or is no date YYYYMMDD',
  'rule.SM-GUARDIAN': 'guardian must hold a person (with a name) or an organisation, not both; {found} found',
  'rule.SM-AUTHOR-TIME': 'the author’s date (author/time/@value) is missing or is no date: “{found}”',
  'rule.SM-AUTHOR-ID': 'an author’s identifier lacks its attribute {missing}',
  'rule.SM-AUTHOR-WHO':
    'an author is either a person (assignedPerson) or a system (assignedAuthoringDevice); {found} found',
  'rule.SM-AUTHOR-DEVICE': 'author system: element {element} is needed, exactly once',
  'rule.SM-AUTHOR-ROLE': 'author’s role {code} ({system}): not in table J47',
  'rule.SM-SPECIALTY': 'profession or know-how {code} ({system}): not in table J01, or without displayName',
  'rule.SM-PERSON-NAME':
    'a professional’s name: one name, one family filled in, at most one given, one prefix and one suffix',
  'rule.SM-PREFIX': 'civility “{found}”: not in table J245 (M, MME)',
  'rule.SM-SUFFIX': 'title “{found}”: not in table J246 (DR, PR…)',
  'rule.SM-ORGANIZATION-ID': 'the structure’s identifier has no extension: set 1 followed by the FINESS',
  'rule.SM-CUSTODIAN-ID':
    'the root of the custodian’s identifier is “{found}”: expected 1.2.250.1.71.4.2.2 (structure)',
  'rule.SM-LEGAL-TIME':
    'the legal authenticator’s date (legalAuthenticator/time/@value) is missing or is no date: “{found}”',
  'rule.SM-LEGAL-SIGNATURE': 'legalAuthenticator needs a signatureCode, with @code="S"',
  'rule.SM-LEGAL-ID': 'the legal authenticator’s identifier lacks its attribute {missing}',
  'rule.SM-AUTHORIZATION': 'authorization/consent needs a code and a statusCode “completed”',
  'rule.SM-SERVICE-MAIN':
    'main act (first documentationOf): {element} stands {found} times, exactly one is needed',
  'rule.SM-SERVICE-TIME':
    'start of the act (serviceEvent/effectiveTime/low/@value) missing or no date: “{found}”',
  'rule.SM-SERVICE-CODE': 'the act’s code lacks its attribute {missing}; otherwise set a nullFlavor',
  'rule.SM-PERFORMER': 'performer of the act: typeCode “{found}”, expected PRF with an assignedEntity',
  'rule.SM-PRACTICE-SETTING': 'practice setting {code} ({system}): not in table J04, or without displayName',
  'rule.SM-ENCOUNTER-CODE': 'kind of encounter {code} ({system}): not in table J142, or without displayName',
  'rule.SM-ENCOUNTER-ID': 'an identifier of the stay has no root',
  'rule.SM-ENCOUNTER-LEAVING':
    'dischargeDispositionCode needs code, displayName and codeSystem 1.2.250.1.213.2.14',
  'rule.SM-ENCOUNTER-PEOPLE':
    '{element}: needs one identifier of a professional (root 1.2.250.1.71.4.2.1) and, for a participant, a typeCode of table J140',
  'rule.SM-FACILITY': 'sector of activity {code} ({system}): not in table J02, or without displayName',
  'rule.SM-TELECOM':
    'telecom: expected @value starting with tel:, fax:, mailto:, http:, ftp: or mllp:, or else a nullFlavor UNK, NASK, ASKU, NAV or MSK',
  'rule.SM-TELECOM-USE': 'telecom/@use “{found}”: expected H, HP, HV, WP, DIR, PUB, EC, MC or PG',
  'rule.SM-ADDRESS':
    'address: {element} misused; either separate parts once each, or 7 streetAddressLine at most, and @use H, HP, HV, WP or TMP',
  'rule.CDA-DATE-FORM': '{element}: “{found}” is not a possible date',
  'rule.CDA-DATE-OFFSET': '{element}: a time without offset; it is read as Paris time, add +0100 or +0200',
  'rule.CDA-DATE-ORDER':
    'period from {low} to {high}: the end must come after the start; if equal, remove high',
  'rule.CDA-DATE-FUTURE': 'date {found} lies in the future: check the date and the clock',
  'rule.CDA-DATE-BIRTH': 'the birth date comes after the document, or is not that of a living person',
  'rule.DMP-TYPE-J66': 'the DMP does not take type {code} ({system}): choose a code of table J66',
  'rule.DMP-CLASS-J57': 'no J57 class for type {code}: update table ASS_X16',
  'rule.DMP-CONFIDENTIALITY-J58': 'the DMP does not take confidentiality {code} ({system}): set N, R or V',
  'rule.DMP-FORMAT-J60':
    'no J60 format for “{found}”: an unstructured document is PDF, text, RTF, JPEG or TIFF; for an unknown structured model, state the formatCode',
  'rule.DMP-FACILITY-J61': 'the DMP does not take sector of activity {code} ({system}): table J61',
  'rule.DMP-SETTING-J62': 'the DMP does not take practice setting {code} ({system}): table J62',
  'rule.CDA-BODY-MISSING': 'the document has no body: neither nonXMLBody nor structuredBody',
  'rule.CDA-BODY-REPRESENTATION': 'nonXMLBody/text: representation “{found}”, expected B64',
  'rule.CDA-BODY-BASE64': 'the content of nonXMLBody/text is empty or is not base64',
  'rule.CDA-BODY-EMPTY': 'the structured body holds no section',
  'rule.DMP-SCRIPT': 'the document holds something that can run ({element}): remove it',
  'rule.DMP-EXTERNAL-LINK': 'the document points outside itself ({element}): remove this link',
}
