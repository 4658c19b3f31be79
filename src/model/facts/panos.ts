export type * from './panos-device.ts';
export type * from './panos-forwarding.ts';
export type * from './panos-session.ts';
