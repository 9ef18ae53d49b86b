/** Names that the flags of audit messages offer. */
export {auditProfiles, dicomVersions} from '../../../traces/audit/audit-profiles.ts'
