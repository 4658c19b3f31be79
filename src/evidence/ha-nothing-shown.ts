import type { HaState } from '../model/facts.ts';

/** An HA state of which nothing has been shown yet; text and XML both fill it in. */
export const NOTHING_SHOWN: Omit<HaState, 'kind' | 'at'> = {
  mode: null,
  local: null,
  peer: null,
  localSeconds: null,
  peerSeconds: null,
  peerConnected: null,
  stateSync: null,
  deviceId: null,
  sessionOwner: null,
  sessionSetup: null,
  forwardingLinkUp: null,
  lastReason: null,
};
