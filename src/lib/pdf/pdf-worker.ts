import {parentPort} from 'node:worker_threads'
import {readPdfFacts} from './pdf-facts.ts'

/** One request at a time: bytes in, facts out. */
parentPort?.on('message', (bytes: Uint8Array) => {
  void readPdfFacts(bytes).then((facts) => parentPort?.postMessage(facts))
})
