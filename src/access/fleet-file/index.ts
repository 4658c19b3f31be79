export { DEFAULT_RISKS } from './grants.ts';
export { readFleet } from './read-fleet.ts';
export { fleetWarnings } from './warnings.ts';
