import type {Messages} from '../messages.ts'

/** What the checks of certificates find. */
export const certFindingsEn: Messages = {
  'certificate.finding.TIME-04.early':
    'the key may sign from {start} only: a seal made before is outside its policy.',
  'certificate.finding.TIME-04.ended':
    'the key must no longer sign since {end}, although the certificate lasts until {certificateEnd}: a seal made later is outside its policy.',
  'certificate.finding.TIME-05':
    'the two certificates end {days} days apart ({auth} and {sign}): two renewals to plan.',
  'certificate.finding.TIME-06':
    'the authority {issuer} ends on {end}, before the certificate ({certificateEnd}).',
  'certificate.finding.TIME-07':
    'the clock of this machine ({clock}) is behind: a file or a revocation list is dated {seen}.',
  'certificate.finding.CHAIN-02':
    'issued by {issuer}: the authority IGC-SANTE ELEMENTAIRE ORGANISATIONS is needed.',
  'certificate.finding.CHAIN-03.incomplete': 'incomplete chain: the issuer {issuer} is not in the source.',
  'certificate.finding.CHAIN-03.order':
    'the certificates of the chain are not in order (certificate, authority, root).',
  'certificate.finding.CHAIN-04.duplicate': '{count} duplicate certificate(s) in the source.',
  'certificate.finding.CHAIN-04.mixed': 'test and production certificates mixed in one source.',
  'certificate.finding.CHAIN-04.foreign':
    '{count} certificate(s) foreign to the chain, among them {example}.',
  'certificate.finding.USE-02': 'the policy {found} is not the one of the product {product} ({expected}).',
  'certificate.finding.USE-03':
    '“{name}” announces a certificate of a regulation centre (SAMU): it consults, it does not feed.',
  'certificate.finding.ID-01.several':
    'the subject has several OU: {found} is taken for the structure, beside it stands {others}.',
  'certificate.finding.ID-01.deprecated':
    'the prefix of {found} (FINESS EJ or EG) is obsolete since 1 September 2016.',
  'certificate.finding.ID-02.person': "the check digit of the holder's {found} number is wrong.",
  'certificate.finding.ID-05': 'INSi accepts only the names INSI-AUTO and INSI-MANU, not “{found}”.',
  'certificate.finding.ID-06': 'certificate named {found}, meant for INSi, used for the DMP.',
  'certificate.finding.ID-07': 'the name “{name}” has 40 characters: it was probably cut, do not compare it.',
  'certificate.finding.KEY-03.other': 'same key as the certificate of serial number {serial}.',
  'certificate.finding.KEY-04.roca':
    'the key has the shape of those of the faulty ROCA generator (CVE-2017-15361): it can be computed from the certificate.',
  'certificate.finding.KEY-04.exponent': 'unusual public exponent ({exponent}).',
  'certificate.finding.P12-01': 'the password does not open {path}.',
  'certificate.finding.P12-03': 'key protected by 3DES: normal for an original ANS file.',
  'certificate.finding.P12-04.leaf-not-first':
    'the certificate of the key is not the first in the file: some tools take another one.',
  'certificate.finding.P12-04.empty-password': 'the password is empty: anybody can open the key.',
  'certificate.finding.REV-01': 'revoked on {at} ({by} {from}) {reason}',
  'certificate.finding.REV-01.stale':
    'revoked on {at}, says a stale list ({by} {from}): a revocation is not taken back. {reason}',
  'certificate.finding.REV-02': 'revocation unknown ({doubt}, {from}).',
  'certificate.finding.REV-02.unheard':
    '{from} was asked in vain ({doubt}): not revoked by {by}, as of {since}.',
  'certificate.finding.REV-02.offline': 'revocation not checked: nothing was asked of the network.',
  'certificate.finding.REV-02.off': 'revocation not checked: the profile wants it so (trust.revocation).',
  'certificate.finding.REV-02.no-address':
    'revocation unknown: the certificate names no address that can be asked over HTTP.',
  'certificate.finding.REV-02.address-unusable':
    'revocation unknown: no address of the certificate can be asked over HTTP ({from}).',
  'certificate.finding.REV-02.issuer-unknown':
    'revocation unknown: the authority that signed it is missing, nothing can be verified.',
  'certificate.finding.REV-02.list-wrong-signer':
    'list {from}: not used, it is not signed by the authority of this certificate.',
  'certificate.finding.REV-02.list-not-yet-valid':
    'list {from}: not used, it is dated in the future ({detail}).',
  'certificate.finding.REV-02.list-stale':
    'list {from}: not used, it ended on {detail} and does not name this certificate.',
  'certificate.finding.REV-02.list-delta':
    'list {from}: a delta list, and this certificate is not in it: that proves nothing. Give the complete list.',
  'certificate.finding.REV-02.list-some-reasons':
    'list {from}: it speaks of some reasons only, and this certificate is not in it: that proves nothing. Give the complete list.',
  'certificate.finding.REV-02.list-indirect':
    'list {from}: not used, it is an indirect list (of several authorities). Give that of the authority of this certificate.',
  'certificate.finding.REV-02.list-unreadable':
    'list {from}: not used, it does not speak of this certificate in a way that can be read ({detail}).',
  'certificate.finding.REV-02.unreachable': 'revocation unknown: {from} does not answer.',
  'certificate.finding.REV-02.refused': 'revocation unknown: {from} refuses to answer.',
  'certificate.finding.REV-02.unreadable': 'revocation unknown: the answer of {from} is unreadable.',
  'certificate.finding.REV-02.wrong-signer':
    'revocation unknown: the answer of {from} is not signed by the authority of the certificate.',
  'certificate.finding.REV-02.stale': 'revocation unknown: the list of {from} is stale.',
  'certificate.finding.REV-02.not-yet-valid':
    'revocation unknown: the answer of {from} is dated in the future; see the clock.',
  'certificate.finding.REV-02.responder-does-not-know':
    'revocation unknown: {from} does not know this certificate.',
  'certificate.finding.REV-02.back-off':
    'revocation unknown: {from} failed a short while ago and will be asked again later only.',
  'certificate.finding.FILE-01': '{path} holds a key and other accounts can read it (mode {mode}).',
  'certificate.finding.FILE-01.acl': '{path} holds a key and can be read by: {who}.',
  'certificate.finding.FILE-02.desktop': '{path} holds a key and lies on a desktop.',
  'certificate.finding.FILE-02.downloads': '{path} holds a key and was left among the downloads.',
  'certificate.finding.FILE-02.web-root': '{path} holds a key and lies below the root of a web site.',
  'certificate.finding.FILE-02.git-work-tree': '{path} holds a key and lies in a git work tree.',
  'certificate.finding.FILE-02.shared-folder': '{path} holds a key and lies on a share.',
  'certificate.finding.FILE-03': '{path} holds a private key in clear.',
  'certificate.finding.FILE-04': 'the certificate of {path} is found elsewhere too ({count}): {copy}.',
  'certificate.finding.FILE-04.older-twin':
    '{path} is still in use although {newer} lasts longer (until {end}).',
  'certificate.finding.FILE-05': 'the content of {path} is not what its name announces.',
  'certificate.finding.FILE-05.ending': '{path} ends with .{ending} but holds {format}.',
  'certificate.finding.FILE-05.no-leaf':
    '{path} holds authorities only: the certificate itself is not there.',
  'certificate.finding.FILE-05.bom':
    'the PEM file begins with a byte order mark (BOM) that other tools refuse.',
  'certificate.finding.FILE-05.utf16': 'PEM file saved as UTF-16, which other tools refuse.',
  'certificate.finding.FILE-05.crlf': 'PEM file with Windows line ends.',
  'certificate.finding.FILE-05.bare-base64':
    'certificate in base64 without its BEGIN and END lines, which other tools refuse.',
  'certificate.finding.FILE-06': '{path} announces {announced} and holds {found}.',
  'certificate.finding.STORE-01': 'kept in a store: {location}.',
  'certificate.finding.STORE-01.current-user': 'kept in {location}: a service account does not see it.',
  'certificate.finding.STORE-02.unreadable': 'the key in {location} cannot be read by this account.',
  'certificate.finding.STORE-02.not-exportable':
    'the key in {location} cannot be exported: no copy of it can be kept.',
  'certificate.finding.TRUST-01':
    'no IGC-Santé root ({wanted}) is known here: the server of the DMP will not be believed ({environment} profile).',
  'certificate.finding.FINESS-01': 'the number {number} is not in the extract {file}: closed, or wrong.',
  'certificate.finding.FINESS-01.partial':
    'the number {number} is not in the extract {file}, which does not list both levels (EJ and EG).',
  'certificate.finding.FINESS-02': '{number} ({name}) is closed since {date}.',
  'certificate.finding.FINESS-02.undated': '{number} ({name}) is closed.',
  'certificate.finding.FINESS-02.announced': '{number} ({name}) will close on {date}.',
  'certificate.finding.FINESS-03':
    'the site {site} belongs to the legal entity {found}, while the profile declares {expected}.',
  'certificate.finding.FINESS-04': 'the certificate says “{name}”, FINESS says “{listed}”.',
  'certificate.finding.PAIR-01.entities':
    'one pair for several legal entities ({entities}): profiles {profiles}.',
  'certificate.finding.PAIR-01.sites':
    'one pair for several sites ({sites}): profiles {profiles}. One end date for all.',
  'certificate.finding.REV-01.contradicted':
    'revoked on {at} ({by} {from}), although {later} says otherwise since {on}: a revocation is not taken back. {reason}',
  'certificate.finding.KEY-02.authority':
    'the authority {issuer} of its chain is too weak: {algorithm} key of {bits} bits, signature {hash}.',
  'certificate.finding.REV-01.authority':
    'the authority {issuer} of its chain was revoked on {at} ({by} {from}) {reason}',
  'certificate.finding.REV-02.authority':
    'the revocation of the authority {issuer} of its chain is not known ({from}).',
  'certificate.finding.REV-02.authority-no-address':
    'the revocation of the authority {issuer} of its chain is not known: it names no address that can be asked over HTTP.',
  'certificate.finding.PAIR-01.unread':
    'not known of the profiles {profiles}: they could not be read, or their certificates are hidden by a password.',
  'certificate.finding.FINESS-02.contradicted':
    'the extract lists {number} ({name}) several times, as open and as closed: look it up.',
  'certificate.finding.FINESS-02.unknown-state':
    '{number} ({name}): its state or closing date “{state}” in the extract is not understood, neither open nor closed.',
}
