// Which layer may import which; the reasons stand in docs/decisions/0001-layers.md. A target is a file of the project
// (`src/…`) or the name of a package or Node module. `but` lists what a rule lets through.

/** Every folder of src/lib belongs to exactly one layer. */
export const layers = {
  domain:
    'answers batch body captures cards cda certificate-inventory civil-time containers csv datamatrix digest evidence explanations habilitation hl7v2 hl7v3 identities ids ins insi manifest mapping pace paramlps pki profile readers renewal revocation rules soap stats structure tabular traces valuesets vihf visibility webps workstation xades xdm xds xmltext xmltree',
  infrastructure:
    'archive certificate-sources certificate-tree config datamatrix-images elasticsearch files host journal journal-postgres keys log outputs paramlps-cache pcsc pdf plan-index quota reachability revocation-sources schemapack secrets spreadsheet spreadsheet-out syslog system token-probe transport trust-store xml',
  usecases: 'usecases',
  ports: 'ports',
  errors: 'errors',
  ui: 'ui',
  sandbox: 'sandbox',
}

const within = (...names) =>
  new RegExp(`^src/lib/(?:${names.flatMap((name) => layers[name].split(' ')).join('|')})/`)
const top = /^src\/(?:commands|command-flags|wiring)\/|^src\/[^/]+\.ts$/
const outside =
  /^(?:node:)?(?:fs|net|tls|http|https|http2|dns|dgram|child_process|process|os|worker_threads|sqlite|timers)(?:\/|$)/
const xmlParsers = /^(?:saxes|libxml2-wasm|fast-xml-parser|@xmldom\/xmldom|xml-crypto|xpath)(?:\/|$)/

export const rules = [
  {
    name: 'commands are thin: base class, flags, one use case, one view',
    from: /^src\/commands\//,
    to: /./,
    but: /^src\/base-command\.ts$|^src\/command-flags\/|^src\/lib\/(?:usecases|ui|errors)\/|^@oclif\/core$/,
  },
  {name: 'a view asks no use case', from: within('ui'), to: /^src\/lib\/usecases\//, types: 'allowed'},
  {
    name: 'use cases know ports only',
    from: within('usecases'),
    to: new RegExp(`${within('infrastructure', 'ui', 'sandbox').source}|${top.source}|^@oclif/|^node:`),
  },
  {
    name: 'the domain is pure',
    from: within('domain'),
    to: new RegExp(
      `${within('infrastructure', 'ui', 'usecases', 'sandbox').source}|${top.source}|${outside.source}`,
    ),
  },
  {
    name: 'ports are interfaces over the domain',
    from: within('ports'),
    to: /./,
    but: new RegExp(`${within('domain', 'ports', 'errors').source}`),
  },
  {
    name: 'errors depend on nothing',
    from: within('errors'),
    to: /./,
    but: within('errors'),
  },
  {
    name: 'infrastructure stays below the use cases',
    from: within('infrastructure'),
    to: new RegExp(`${within('ui', 'usecases', 'sandbox').source}|${top.source}`),
  },
  {
    name: 'the interface only shows',
    from: within('ui'),
    to: new RegExp(`${within('infrastructure', 'sandbox').source}|${top.source}`),
  },
  {
    name: 'the sandbox shares nothing with the client it proves, save errors and identifiers',
    from: within('sandbox'),
    to: /^src\//,
    but: /^src\/lib\/(?:sandbox|errors|ids)\//,
  },
  {
    name: 'one door for XML',
    from: /^src\/(?!lib\/(?:xml|sandbox)\/)/,
    to: xmlParsers,
  },
  {
    name: 'only the context wires',
    // The dispatcher answers before there is a context.
    from: /^src\/(?!lib\/|wiring\/|(?:context|dispatch)\.ts$)/,
    to: within('infrastructure', 'sandbox'),
  },
]
