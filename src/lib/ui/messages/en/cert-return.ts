import type {Messages} from '../messages.ts'

/** The way back to former certificates, and two installations at once. */
export const certReturnEn: Messages = {
  'cert.install.revocation': '    not revoked ({by} {from}, as of {asOf} UTC)',
  'error.DMP_CERTIFICATE_UNFIT.what.returning':
    'what would come back could not be installed today (check {check}, certificate {certificate}): nothing was changed.',
  'error.DMP_CERTIFICATE_UNFIT.why.returning':
    'a pair comes back by the rules by which it goes in: with this one the calls would be refused.',
  'error.DMP_CERTIFICATE_UNFIT.todo.returning':
    'dmp cert explain {check}    (what the check looks at)\nkeep the present pair of the profile {profile}, or install another: dmp cert install NEW…',
  'error.DMP_CERT_INSTALL_REFUSED.what.overwritten':
    '{where} is no longer what the profile {profile} used before the installation: nothing was changed.',
  'error.DMP_CERT_INSTALL_REFUSED.todo.overwritten':
    'put the former file back in that place (from a backup) and go back again\nor, if the file that lies there is wanted: dmp cert install {where}    (it is proven as any new one)',
  'error.DMP_CERT_INSTALL_REFUSED.what.unrecorded':
    'it is not known what {where} held before the installation: nothing was changed in the profile {profile}.',
  'error.DMP_CERT_INSTALL_REFUSED.todo.unrecorded':
    'dmp cert install {where}    (it is proven as any new one)',
  'error.DMP_CERT_INSTALL_REFUSED.what.meanwhile':
    'the certificates of the profile {profile} were changed meanwhile ({where}): nothing more was changed.',
  'error.DMP_CERT_INSTALL_REFUSED.what.at-work':
    'another installation is at work in the profile {profile}: nothing was changed by this one.',
  'error.DMP_CERT_INSTALL_REFUSED.todo.at-work':
    'wait until it ends, look at what is in service (dmp config show certificates --profile {profile}), then run it again if need be',
}
