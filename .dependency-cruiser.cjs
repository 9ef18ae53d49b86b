/** Import boundaries: see docs/decisions/0001-layers.md. Checked by `npm run boundaries`. */
const domain = '^src/lib/(pki|ins|ids|valuesets|cda|xds|vihf|xades|soap|hl7v3|answers|structure|visibility|body|xmltree|xmltext|digest|hl7v2|paramlps|batch|traces|profile|manifest)/'
const infra = '^src/lib/(journal|quota|transport|config|secrets|keys|files|system|log|tokens|xml|schemapack|pdf)/'
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'commands-are-thin', severity: 'error',
      comment: 'A command parses, calls one use case and one renderer; it never reaches a domain or infrastructure module.',
      from: { path: '^src/commands/' },
      to: { pathNot: ['^src/base-command\\.ts$', '^src/command-flags/', '^src/lib/(usecases|ui|errors)/', '^node_modules/@oclif/core', '^@oclif/core'] },
    },
    {
      name: 'usecases-know-ports-only', severity: 'error',
      from: { path: '^src/lib/usecases/' },
      to: { path: [infra, '^src/lib/(ui|sandbox)/', '^src/(commands|base-command|context)', '@oclif/core', '^node:', '^(fs|https?|process|child_process)$'] },
    },
    {
      name: 'domain-is-pure', severity: 'error',
      from: { path: domain },
      to: { path: [infra, '^src/lib/(ui|usecases|sandbox)/', '^src/(commands|base-command|context)', '^(node:)?(fs|net|tls|http|https|child_process|process|os|worker_threads)(/|$)'] },
    },
    {
      name: 'infra-below-usecases', severity: 'error',
      from: { path: infra },
      to: { path: ['^src/lib/(ui|usecases|sandbox)/', '^src/(commands|base-command|context)'] },
    },
    {
      name: 'ui-only-shows', severity: 'error',
      from: { path: '^src/lib/ui/' },
      to: { path: ['^src/lib/(transport|journal|quota|keys|sandbox)/', '^src/(commands|context)'] },
    },
    {
      name: 'sandbox-proves-the-client', severity: 'error',
      comment: 'The sandbox shares with the client only the error class and identifier value types (architecture, section 7).',
      from: { path: '^src/lib/sandbox/' },
      to: { path: '^src/', pathNot: ['^src/lib/sandbox/', '^src/lib/errors/', '^src/lib/ids/'] },
    },
    {
      name: 'one-xml-door', severity: 'error',
      comment: 'Untrusted XML is opened in src/lib/xml/ only (the sandbox has its own reader).',
      from: { path: '^src/', pathNot: ['^src/lib/xml/', '^src/lib/sandbox/'] },
      to: { path: '(saxes|libxml2-wasm|fast-xml-parser|@xmldom/xmldom|xml-crypto)' },
    },
    {
      name: 'only-context-wires', severity: 'error',
      from: { path: '^src/', pathNot: ['^src/context\\.ts$', '^src/wiring/', '^src/lib/'] },
      to: { path: [infra, '^src/lib/sandbox/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.json'] },
  },
}
