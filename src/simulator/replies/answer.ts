import { counterGlobal } from './counters.ts';
import type { DeviceView, Reply } from './device.ts';
import { arp, interfaceAll, interfaceOne, neighbors } from './interfaces.ts';
import { deleteCapture, packetDiagChange, packetDiagSetting } from './packet-diag.ts';
import { natPolicy, pbfMatch, pbfPolicy, pbfRules } from './policies.ts';
import { type Request, readRequest } from './request.ts';
import { advancedRoutes, fib, fibLookup, legacyRoutes } from './routing.ts';
import { sessionId } from './session-detail.ts';
import { clearSessions, sessionAll } from './sessions.ts';
import { haAll, sessionInfo, systemInfo, tcpState, zoneProtection } from './system.ts';

type Answer = (view: DeviceView, request: Request) => Reply | null;

/** Every command that the simulated firewalls know, by its words; the first that matches answers. */
const ANSWERS: readonly (readonly [RegExp, Answer])[] = [
  [/^show system info$/, systemInfo],
  [/^show interface all$/, interfaceAll],
  [/^show interface \S+$/, interfaceOne],
  [/^show session all(?: filter .+)?$/, sessionAll],
  [/^show session id \d{1,10}$/, sessionId],
  [/^show session info$/, sessionInfo],
  [/^show running tcp state$/, tcpState],
  [/^test (?:advanced-)?routing fib-lookup /, fibLookup],
  [/^show routing route$/, legacyRoutes],
  [/^show advanced-routing route$/, advancedRoutes],
  [/^show (?:advanced-)?routing fib$/, fib],
  [/^show pbf rule all$/, pbfRules],
  [/^show running pbf-policy$/, pbfPolicy],
  [/^test pbf-policy-match /, pbfMatch],
  [/^show running nat-policy$/, natPolicy],
  [/^show counter global(?: .+)?$/, counterGlobal],
  [/^show high-availability (?:all|state)$/, haAll],
  [/^show arp \S+$/, arp],
  [/^show neighbor interface(?: \S+)?$/, neighbors],
  [/^show zone-protection zone .+$/, zoneProtection],
  [/^debug dataplane packet-diag show setting$/, packetDiagSetting],
  [/^debug dataplane packet-diag (?:set|clear) /, packetDiagChange],
  [/^delete debug-filter file \S+$/, deleteCapture],
  [/^clear session id \d{1,10}$/, clearSessions],
  [/^clear session all filter .+$/, clearSessions],
];

/** Answers an operational command. Never throws; what is not a known command is refused as PAN-OS does it. */
export function answer(view: DeviceView, xml: string): Reply {
  const request = readRequest(xml);
  if (request === null) return { kind: 'error', code: '18', message: 'Malformed request' };
  const line = request.words.join(' ');
  const found = ANSWERS.find(([words]) => words.test(line));
  return found?.[1](view, request) ?? refusal(request);
}

/** An unknown first word is code 1, an unknown one behind it code 17 (samples of the XML API). */
function refusal({ words }: Request): Reply {
  const [verb = '', noun = '', next = ''] = words;
  const known = ANSWERS.some(([pattern]) => pattern.source.startsWith(`^${verb} `));
  if (!known) return { kind: 'error', code: '1', message: `Unknown command: ${verb.slice(0, 40)}` };
  const message = next === '' ? `${verb} -> ${noun} is unexpected` : `${noun} -> ${next} is unexpected`;
  return { kind: 'error', code: '17', message: message.slice(0, 120) };
}
