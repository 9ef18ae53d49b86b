import type {Scenarios} from './stage.ts'

/** Errors of the contextual access to the Web-PS. */
export const webps: Scenarios = {
  DMP_WEBPS_PAGE: (stage) => stage.empty().attempt(['webps', 'url', 'Historique-des-consultations']),
  DMP_WEBPS_ADDRESS: (stage) =>
    stage.empty().attempt(['webps', 'url', 'Parametrages', '--base', 'http://web-ps.example']),
  // No screen in a test.
  DMP_WEBPS_NOT_OPENED: (stage) =>
    stage.empty().attempt(['webps', 'url', 'Parametrages', '--base', 'https://web-ps.example', '--open'], {
      DISPLAY: '',
      WAYLAND_DISPLAY: '',
    }),
}
