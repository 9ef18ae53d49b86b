import {bodyError} from './body.ts'
import type {BodyScan} from './scan-text.ts'

/** What shows on a page: anything but blanks, controls and characters without width. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Zs}]/u

/** A text of blanks only says nothing: it is an empty document (EX_GEN-1060). Over as soon as something shows. */
export function scanBlank(): BodyScan {
  const decoder = new TextDecoder()
  let blank = true
  return {
    push(chunk) {
      if (blank) blank = !VISIBLE.test(decoder.decode(chunk, {stream: true}))
    },
    end: () => (blank ? [bodyError('BODY-EMPTY')] : []),
  }
}
