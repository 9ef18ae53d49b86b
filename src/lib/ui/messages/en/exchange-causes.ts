import type {Messages} from '../messages.ts'

/** Causes that `exchange check` finds; `*` stands for any last part, `{field}` is that part. */
export const exchangeCausesEn: Messages = {
  'exchange.cause.tls/untrusted': 'The client certificate comes from an authority that is not trusted.',
  'exchange.cause.tls/expired': 'The client certificate was no longer valid at the time of the call.',
  'exchange.cause.tls/not-yet-valid': 'The client certificate was not yet valid at the time of the call.',
  'exchange.cause.tls/key-usage':
    'The client certificate is not an organisation’s authentication certificate (ORG AUTH_CLI).',
  'exchange.cause.tls/category': 'The client certificate is not a software certificate of the IGC-Santé.',
  'exchange.cause.tls/structure': 'The client certificate does not bear one identifier of a structure.',
  'exchange.cause.tls/key-period': 'The key of the client certificate was no longer to be used.',
  'exchange.cause.http/content-type': 'The Content-Type header is missing or does not suit this service.',
  'exchange.cause.http/too-large': 'The message is too large.',
  'exchange.cause.mime/mtom-required':
    'The lot is sent as plain SOAP: feeding requires MTOM/XOP (EX_2.1-1260).',
  'exchange.cause.mime/content-type':
    'The multipart is not announced as MTOM: type, start, start-info or boundary is missing or wrong.',
  'exchange.cause.mime/root':
    'The part named by start is not the envelope announced (application/xop+xml, UTF-8).',
  'exchange.cause.mime/root-too-large': 'The envelope is too large.',
  'exchange.cause.mime/part-too-large': 'A part is too large.',
  'exchange.cause.mime/too-many-parts': 'The message has too many parts.',
  'exchange.cause.mime/boundary': 'The body does not follow the delimiter (boundary) announced.',
  'exchange.cause.mime/truncated': 'The multipart stops before its closing delimiter.',
  'exchange.cause.mime/epilogue': 'Bytes follow the closing delimiter of the multipart.',
  'exchange.cause.mime/part-header': 'The headers of a part are malformed or repeated.',
  'exchange.cause.mime/part-type': 'A part has no readable Content-Type.',
  'exchange.cause.mime/content-id':
    'A Content-ID is missing, lacks its angle brackets or is given to two parts.',
  'exchange.cause.mime/transfer-encoding':
    'A part is not in binary or 8bit (base64 for instance): MTOM encodes none.',
  'exchange.cause.mime/include': 'An xop:Include has no cid: reference, or is not alone in its element.',
  'exchange.cause.mime/include-twice': 'One part is included twice.',
  'exchange.cause.mime/include-missing': 'An xop:Include names a part that is not in the message.',
  'exchange.cause.mime/include-content-id':
    'An xop:Include and the part received do not bear the same Content-ID.',
  'exchange.cause.mime/include-unused': 'A part is included nowhere.',
  'exchange.cause.xml/doctype': 'The XML holds a DOCTYPE, refused everywhere.',
  'exchange.cause.xml/entity': 'The XML uses an entity that XML does not predefine.',
  'exchange.cause.xml/encoding': 'The envelope is not in UTF-8, or declares another encoding.',
  'exchange.cause.xml/limits': 'The XML is too deep or too long.',
  'exchange.cause.xml/malformed': 'The XML is not well formed.',
  'exchange.cause.soap/version': 'The envelope is not in SOAP 1.2.',
  'exchange.cause.soap/envelope': 'The envelope does not hold Header then Body, and nothing else.',
  'exchange.cause.soap/body': 'Body does not hold a single element.',
  'exchange.cause.soap/must-understand': 'An unknown header is marked mustUnderstand.',
  'exchange.cause.wsa/missing-*': 'The WS-Addressing header {field} is missing.',
  'exchange.cause.wsa/repeated': 'A WS-Addressing header is given twice.',
  'exchange.cause.wsa/message-id': 'MessageID is not a urn:uuid.',
  'exchange.cause.wsa/replayed': 'This MessageID was already used by another message of the capture.',
  'exchange.cause.wsa/to': 'To does not name the service called.',
  'exchange.cause.wsa/reply-to': 'ReplyTo is not the anonymous address.',
  'exchange.cause.wsa/must-understand': 'ReplyTo or Action is not marked mustUnderstand.',
  'exchange.cause.wsa/action': 'Action is not an action of this service.',
  'exchange.cause.wsa/closed-action':
    'This transaction is closed to an establishment’s certificate (indirect authentication).',
  'exchange.cause.wsa/action-body': 'Action does not match the content of Body.',
  'exchange.cause.wsa/action-content-type': 'The action of the Content-Type is not the message’s.',
  'exchange.cause.vihf/security-header':
    'There is not exactly one wsse:Security header: the VIHF is missing or double.',
  'exchange.cause.vihf/assertion': 'wsse:Security does not hold one well-formed SAML 2.0 assertion alone.',
  'exchange.cause.vihf/signature-missing': 'The VIHF is not signed.',
  'exchange.cause.vihf/signature-place': 'The signature of the VIHF is not alone, right after Issuer.',
  'exchange.cause.vihf/signature-wrapping':
    'The message bears several assertions, or two elements under the signed identifier: a wrapped signature (XSW attack), or a faulty assembly.',
  'exchange.cause.vihf/signature-shape': 'The signature of the VIHF has not the shape expected.',
  'exchange.cause.vihf/signature-key-info':
    'KeyInfo of the VIHF’s signature does not hold a single readable certificate.',
  'exchange.cause.vihf/signature-algorithm':
    'The signature of the VIHF does not use exc-c14n, RSA-SHA256 and SHA-256.',
  'exchange.cause.vihf/signature-reference': 'The signed reference does not name the assertion.',
  'exchange.cause.vihf/signature-transforms': 'The transforms are not enveloped-signature then exc-c14n.',
  'exchange.cause.vihf/signature-digest':
    'The digest of the VIHF is wrong: the assertion was changed after it was signed (re-indented, rewritten, added to).',
  'exchange.cause.vihf/signature-value':
    'The signature value of the VIHF is wrong: another key, or SignedInfo changed.',
  'exchange.cause.vihf/signer-untrusted':
    'The certificate that signed the VIHF comes from an authority that is not trusted.',
  'exchange.cause.vihf/signer-expired': 'The certificate that signed the VIHF was no longer valid.',
  'exchange.cause.vihf/signer-not-yet-valid': 'The certificate that signed the VIHF was not yet valid.',
  'exchange.cause.vihf/signer-key-usage':
    'The VIHF is not signed by the seal (ORG SIGN): another key usage, AUTH_CLI most often.',
  'exchange.cause.vihf/signer-key-period': 'The key of the seal was no longer to sign at that time.',
  'exchange.cause.vihf/signer-category':
    'The certificate that signed the VIHF is not a software certificate of the IGC-Santé.',
  'exchange.cause.vihf/signer-structure':
    'The certificate that signed the VIHF does not bear one identifier of a structure.',
  'exchange.cause.vihf/signer-other': 'The VIHF is signed by another certificate than that of --sign.',
  'exchange.cause.vihf/issuer': 'Issuer is not the subject of the certificate that signed.',
  'exchange.cause.vihf/issue-instant': 'IssueInstant is not a UTC instant with milliseconds and Z.',
  'exchange.cause.vihf/stale': 'The VIHF was more than 30 seconds old on arrival (EX_AIR-040).',
  'exchange.cause.vihf/future': 'The VIHF is dated in the future: the sender’s clock is ahead.',
  'exchange.cause.vihf/conditions':
    'Conditions of the VIHF does not hold at the time of the call, or is malformed.',
  'exchange.cause.vihf/replayed':
    'This assertion was already used by another message of the capture: one assertion serves one call.',
  'exchange.cause.vihf/subject': 'Subject does not hold NameID alone.',
  'exchange.cause.vihf/name-id':
    'NameID is not a national identifier (PS_IdNat, or 3 + FINESS / internal id).',
  'exchange.cause.vihf/authn-instant': 'AuthnInstant is malformed or after IssueInstant.',
  'exchange.cause.vihf/authn-context': 'AuthnContextClassRef is no known SAML authentication.',
  'exchange.cause.vihf/attribute/unknown': 'The VIHF bears an attribute that nobody defined.',
  'exchange.cause.vihf/attribute/role': 'The role (subject:role) is missing, malformed or outside JDV_J65.',
  'exchange.cause.vihf/attribute/purposeofuse': 'purposeofuse is not the access “normal”.',
  'exchange.cause.vihf/attribute/resource-id':
    'resource-id is not a well-written INS, of the domain (OID) of the certificates’ environment.',
  'exchange.cause.vihf/attribute/Authentification_Mode':
    'Authentification_Mode is not INDIRECTE, given once.',
  'exchange.cause.vihf/attribute/*': 'The attribute {field} of the VIHF is missing or has no accepted value.',
  'exchange.cause.vihf/specialty': 'A doctor or a pharmacist has no specialty as second role.',
  'exchange.cause.vihf/structure-certificates':
    'The AUTH_CLI and SIGN certificates are not of the same structure.',
  'exchange.cause.vihf/structure':
    'Identifiant_Structure is neither the entity of the certificate nor the structure that NameID and the lot’s author name.',
  'exchange.cause.vihf/name-id-structure':
    'NameID belongs to another structure than the certificate and Identifiant_Structure.',
  'exchange.cause.patient/mismatch':
    'The message names several patients: VIHF, lot and entries must bear one INS.',
  'exchange.cause.patient/oid':
    'The OID of the INS is not that of the certificates’ environment (real: .8 or .9; test: .10 or .11).',
  'exchange.cause.patient/ins-c':
    'The identifier is an INS-C, of an earlier generation: API v2 wants the INS-NIR.',
  'exchange.cause.patient/key': 'The matricule INS has not the right form or the right key.',
  'exchange.cause.lot/metadata': 'A required metadata is missing or out of place: {location}.',
  'exchange.cause.lot/missing-document': 'An entry of the lot has no document: {location}.',
  'exchange.cause.lot/missing-entry': 'A document of the lot has no entry: {location}.',
  'exchange.cause.lot/unique-id-twice': 'A uniqueId is given twice in the message.',
  'exchange.cause.lot/no-signature': 'The lot is not signed: it has no signature entry.',
  'exchange.cause.lot/no-document': 'The lot holds no document.',
  'exchange.cause.association/HasMember':
    'The HasMember associations do not lead, once each, from the set to its entries.',
  'exchange.cause.association/signs':
    'The association signs, from the signature to the set, is missing or wrong.',
  'exchange.cause.association/SubmissionSetStatus': 'SubmissionSetStatus is not Original.',
  'exchange.cause.association/RPLC': 'A replacement association (RPLC) is out of place.',
  'exchange.cause.association/*': 'An association of the lot has not the value expected ({field}).',
  'exchange.cause.set/author-structure':
    'No author’s institution of the set (authorInstitution) is the VIHF’s.',
  'exchange.cause.entry/author-structure':
    'No author’s institution of the entry (authorInstitution) is the VIHF’s.',
  'exchange.cause.set/*': 'The metadata {field} of the set has not the form expected.',
  'exchange.cause.entry/hash': 'The hash of the entry is not that of the document sent.',
  'exchange.cause.entry/size': 'The size of the entry is not that of the document sent.',
  'exchange.cause.entry/*':
    'The metadata {field} of an entry is missing, repeated or has not the form expected.',
  'exchange.cause.table/ASS_X16': 'The class (classCode) is not that of the type of document (ASS_X16).',
  'exchange.cause.table/*': 'A code is not in the DMP’s value set {field}.',
  'exchange.cause.visibility/base': 'confidentialityCode has not exactly one level N, R or V.',
  'exchange.cause.visibility/twice': 'A mask is given twice.',
  'exchange.cause.visibility/cumulation': 'INVISIBLE_PATIENT and MASQUE_PS do not go together (param-lps).',
  'exchange.cause.visibility/adult': 'INVISIBLE_REPRESENTANTS_LEGAUX is for minors only.',
  'exchange.cause.visibility/minors': 'The functions for minors are not open (param-lps).',
  'exchange.cause.signature-entry/*': 'The signature entry has not its fixed value for {field}.',
  'exchange.cause.document/xop': 'A document is not sent by xop:Include.',
  'exchange.cause.document/twice': 'A document or a part is given twice.',
  'exchange.cause.document/mimeType': 'The type of the part is not that of the entry (mimeType).',
  'exchange.cause.document/empty': 'A document is empty.',
  'exchange.cause.document/empty-body': 'The body of the CDA is empty.',
  'exchange.cause.document/xml': 'A document is not a readable CDA.',
  'exchange.cause.document/header': 'The header of the CDA has no readable {location}.',
  'exchange.cause.agreement/*': 'The entry and the header of the CDA contradict each other: {field}.',
  'exchange.cause.replace/relatedDocument':
    'The lot replaces a document that the CDA (relatedDocument) does not name.',
  'exchange.cause.replace/association': 'The CDA announces a replacement, the lot has no RPLC association.',
  'exchange.cause.replace/reference': 'The entry to replace is not named by a urn:uuid (entryUUID).',
  'exchange.cause.lot-signature/value':
    'The signature value of the lot is wrong: another key, or SignedInfo changed.',
  'exchange.cause.lot-signature/digest#IHEManifest': 'The Manifest was changed after the lot was signed.',
  'exchange.cause.lot-signature/digest#S0-SignedProperties':
    'SignedProperties was changed after the lot was signed.',
  'exchange.cause.lot-signature/manifest-digest':
    'The digest of a document is not the Manifest’s: the document was changed after signing.',
  'exchange.cause.lot-signature/manifest-swapped': 'The Manifest gives one document the digest of another.',
  'exchange.cause.lot-signature/manifest-other-set': 'The Manifest does not name this set.',
  'exchange.cause.lot-signature/manifest-missing': 'The Manifest does not name every document of the lot.',
  'exchange.cause.lot-signature/manifest-extra': 'The Manifest names a document that is not in the lot.',
  'exchange.cause.lot-signature/manifest-set':
    'The reference of the set does not bear the agreed digest AA==.',
  'exchange.cause.lot-signature/manifest': 'The Manifest is malformed.',
  'exchange.cause.lot-signature/wrapping':
    'Two elements bear the signed identifier: a wrapped signature, or a faulty assembly.',
  'exchange.cause.lot-signature/objects': 'The signature of the lot has not its three ds:Object.',
  'exchange.cause.lot-signature/xml': 'The signature document is not accepted XML.',
  'exchange.cause.lot-signature/document-xml': 'A signed document is not readable XML.',
  'exchange.cause.lot-signature/key-info': 'KeyInfo does not hold a single certificate.',
  'exchange.cause.lot-signature/algorithm':
    'The signature of the lot mixes its algorithms, or uses another than RSA-SHA1 or RSA-SHA256.',
  'exchange.cause.lot-signature/transforms':
    'A transform of the lot’s signature is not the one expected (c14n with comments for XML).',
  'exchange.cause.lot-signature/signing-certificate':
    'SigningCertificate does not name the signing certificate first.',
  'exchange.cause.lot-signature/issuer-serial': 'IssuerSerial does not match the certificate.',
  'exchange.cause.lot-signature/signing-time': 'SigningTime is malformed or in the future.',
  'exchange.cause.lot-signature/purpose': 'The purpose of the signature is not 1.2.840.10065.1.12.1.14.',
  'exchange.cause.lot-signature/signer-structure': 'The lot is not signed by the VIHF’s structure.',
  'exchange.cause.lot-signature/signer-untrusted':
    'The certificate that signed the lot comes from an authority that is not trusted.',
  'exchange.cause.lot-signature/signer-expired': 'The certificate that signed the lot was no longer valid.',
  'exchange.cause.lot-signature/signer-not-yet-valid':
    'The certificate that signed the lot was not yet valid.',
  'exchange.cause.lot-signature/signer-key-usage': 'The lot is not signed by the seal (ORG SIGN).',
  'exchange.cause.lot-signature/signer-key-period':
    'The key of the seal was no longer to sign the lot at that time.',
  'exchange.cause.lot-signature/signer-category':
    'The certificate that signed the lot is not a software certificate of the IGC-Santé.',
  'exchange.cause.lot-signature/signer-other':
    'The lot is signed by another certificate than that of --sign.',
  'exchange.cause.lot-signature/*': 'The signature of the lot has not the shape expected ({field}).',
  'exchange.cause.query/rights': 'This query is closed to an establishment’s certificate.',
  'exchange.cause.query/returnType': 'In indirect authentication only an ObjectRef answer is allowed.',
  'exchange.cause.query/unknown': 'This stored query is not known.',
  'exchange.cause.query/*': 'The query is malformed ({field}).',
  'exchange.cause.update/rights': 'Archiving is closed to an establishment’s certificate.',
  'exchange.cause.update/metadata':
    'Changing metadata is closed to an establishment’s certificate: replace the document.',
  'exchange.cause.update/*': 'The request for a change of status is malformed ({field}).',
  'exchange.cause.existence/form': 'The test of existence (TD0.2) has not the value expected: {location}.',
  'exchange.cause.other': 'A rule of the embedded DMP is not kept: {field}.',
}
