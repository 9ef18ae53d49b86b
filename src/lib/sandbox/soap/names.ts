export const soap12 = 'http://www.w3.org/2003/05/soap-envelope'
export const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/'
export const wsa = 'http://www.w3.org/2005/08/addressing'
export const anonymous = 'http://www.w3.org/2005/08/addressing/anonymous'
/** Namespace of what only the sandbox says: its own fault subcodes and the cause in the Detail. */
export const sandboxNamespace = 'urn:dmp-sandbox:fault'
