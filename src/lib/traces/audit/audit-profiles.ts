/** Profiles of FHIR AuditEvent: that of the CI-SIS, and that of IHE. */
export const auditProfiles = ['tde', 'balp'] as const

/** Editions of DICOM PS3.15 by how they write the type of the source; 2017c is the first of the present form. */
export const dicomVersions = ['2016a', '2016c', '2017c'] as const
