import type {Messages} from '../messages.ts'

/** `dmp webps url`: the contextual web access of professionals. */
export const webpsEn: Messages = {
  'command.webps.url.summary':
    'builds and checks the address of a page of the DMP for professionals (Web-PS)',
  'command.webps.url.description':
    "Pages: TableauDeBord, DossierPatient, GestionDMPPatient, Documents, ParcoursDeSoins, HistoriqueAcces, VolontesEtDroits, CarnetVaccination (with the patient's INS, optional for TableauDeBord) and Parametrages (without a patient). The address is that of the contextual access TD0.9: a browser opens it, and the person authenticates in his own name (CPS, CPE or e-CPS); an establishment certificate does not open the DMP this way. The host comes from the profile (endpoints.webPs) or from --base: none is built in. Without --open nothing leaves this machine. The INS is shown masked and never logged.",
  'command.webps.url.page': 'page to open: its name in the address, or in French (“historique des accès”)',
  'flag.webps-ins-oid': "OID of the INS, to check that it fits the profile's environment",
  'flag.webps-base': "address of the Web-PS, instead of the profile's (https://host, up to /AccesDirect)",
  'flag.webps-open':
    "opens the address in this desk's browser, after confirmation: the INS is an argument of the browser",
  'flag.webps-output': 'writes the whole address, INS in clear, to this file that you alone can read',
  'flag.webps-force': 'replaces the file of --output',
  'flag.webps-unmask': 'shows the address and the INS in clear; the technical log notes it',
  'setting.endpoints.webPs':
    'address of the DMP for professionals (Web-PS), another host than that of the services; for dmp webps url',
  'webps.ask.ins': 'INS number (15 characters, not shown)?',
  'webps.page.TableauDeBord': 'dashboard',
  'webps.page.DossierPatient': "the patient's record",
  'webps.page.GestionDMPPatient': "management of the patient's DMP",
  'webps.page.Documents': "the patient's documents",
  'webps.page.ParcoursDeSoins': "the patient's care pathway",
  'webps.page.HistoriqueAcces': "history of accesses to the patient's DMP",
  'webps.page.Parametrages': "the professional's settings",
  'webps.page.VolontesEtDroits': "the patient's wishes and rights",
  'webps.page.CarnetVaccination': "the patient's vaccination record",
  'webps.label.page': 'Page',
  'webps.label.address': 'Address',
  'webps.label.ins': 'INS',
  'webps.label.environment': 'Environment',
  'webps.label.checked': 'Checked',
  'webps.check.https': 'https, without account or parameter',
  'webps.check.page': 'known page',
  'webps.check.reads-back': 'address reads back the same',
  'webps.check.ins-key': 'form and key of the INS',
  'webps.check.ins-environment': 'OID of the INS for this environment',
  'webps.not-checked.ins-environment':
    'Not checked: that this INS fits this environment (it takes --ins-oid and a profile; the address itself carries no OID).',
  'webps.not-checked.host': 'Not checked: that this host answers; nothing was called.',
  'webps.direct':
    'Direct authentication: the person identifies with a CPS, CPE or e-CPS in the browser. An establishment certificate does not open the DMP this way: those of the profile do not serve here.',
  'webps.note.GestionDMPPatient':
    'Creating a DMP by this page is no longer possible (DMPAccessDeniedByRightsService).',
  'webps.note.HistoriqueAcces':
    'This page shows one year of accesses or 100 lines; the attending physician sees all, others their own. The traces of this software: dmp trace export.',
  'webps.hidden':
    'The INS is masked above: --open opens the page, --output FILE writes the whole address, --unmask shows it.',
  'webps.opened.handed-over': 'Address handed to the browser by {program}.',
  'webps.opened.running': 'Browser started by {program}.',
  'webps.written': 'Whole address, INS in clear, written to {path}: to be deleted after use.',
  'warning.webps-opening':
    'the page {page} is going to open at {address} (environment: {environment}). The whole INS will be an argument of the browser: visible to the other accounts of this machine in the list of processes, and kept in the history of the browser.',
  'warning.webps-same-host':
    "{host} is also the host of the DMP's services in this profile (endpoints.base): the Web-PS is usually on another.",
  'error.DMP_FILE_UNREADABLE.reason.ENOTUTF8': 'it is no text in UTF-8',
  'consent.webps-open': 'Open this page in the browser?',
  'error.DMP_CONFIRMATION_NEEDED.action.webps-open': 'open in the browser an address that carries the INS',
  'error.DMP_CONFIRMATION_NEEDED.why.webps-open':
    'the INS would be an argument of the browser, visible to the other accounts of this machine and kept in its history; nothing was opened.',
  'error.DMP_CONFIRMATION_NEEDED.todo.webps-open':
    'answer yes to the question, or run again with --open --yes; without --open the address is only built and checked.',
  'error.DMP_WEBPS_PAGE.what': 'the Web-PS has no page “{page}”.',
  'error.DMP_WEBPS_PAGE.why': 'the contextual access opens these pages only: {pages}.',
  'error.DMP_WEBPS_PAGE.todo':
    'give one of these pages, and the patient apart: dmp webps url HistoriqueAcces --ins @FILE',
  'error.DMP_WEBPS_PAGE.what.no-patient': 'the page {page} takes no patient.',
  'error.DMP_WEBPS_PAGE.why.no-patient':
    'its address carries no INS: it sets what the professional sees, whoever the patient is.',
  'error.DMP_WEBPS_PAGE.todo.no-patient': 'run again without --ins and --ins-oid.',
  'error.DMP_WEBPS_ADDRESS.what': 'the address of the Web-PS is not fit: {reason}.',
  'error.DMP_WEBPS_ADDRESS.why':
    'an INS must go to the Web-PS alone: the address is https://host or https://host/AccesDirect and nothing else.',
  'error.DMP_WEBPS_ADDRESS.todo':
    'correct endpoints.webPs in the profile (dmp config show --origin tells where it comes from), DMP_ENDPOINTS_WEB_PS or --base.',
  'error.DMP_WEBPS_ADDRESS.reason.url': 'it is no address',
  'error.DMP_WEBPS_ADDRESS.reason.https': 'it does not begin with https://',
  'error.DMP_WEBPS_ADDRESS.reason.user': 'it carries an account or a password',
  'error.DMP_WEBPS_ADDRESS.reason.query': 'it carries a parameter (?) or a mark (#)',
  'error.DMP_WEBPS_ADDRESS.reason.path': 'its path is neither empty nor /AccesDirect',
  'error.DMP_WEBPS_ADDRESS.what.missing': 'the host of the Web-PS is not known.',
  'error.DMP_WEBPS_ADDRESS.why.missing':
    'no host comes with this program, nor is it guessed from that of the services, which is another; the sandbox has no Web-PS.',
  'error.DMP_WEBPS_ADDRESS.todo.missing':
    'put endpoints.webPs into the profile (the address at which your professionals open the DMP), or give it by --base https://HOST',
  'error.DMP_WEBPS_NOT_OPENED.what': 'the address is right but could not be opened here: {reason}.',
  'error.DMP_WEBPS_NOT_OPENED.why':
    "the browser is started by the system's opener ({program}); without it or without a screen nothing opens.",
  'error.DMP_WEBPS_NOT_OPENED.todo':
    'open yourself the address that --output FILE writes, at a desk with a browser and a card reader: dmp webps url PAGE --ins @FILE --output FILE',
  'error.DMP_WEBPS_NOT_OPENED.reason.missing': "the system's opener is absent",
  'error.DMP_WEBPS_NOT_OPENED.reason.no-screen':
    'this session has no screen (neither DISPLAY nor WAYLAND_DISPLAY)',
  'error.DMP_WEBPS_NOT_OPENED.reason.failed': "the system's opener ended ({detail})",
}
