import { z } from 'zod';
import { canonicalAddress, covers, sameAddress } from '../../src/analysis/address.ts';
import { incoming, type Reception } from '../../src/analysis/linux/incoming.ts';
import { type Kernel, LOOPBACK, type Packet } from '../../src/analysis/linux/kernel.ts';
import { type Fate, outgoing } from '../../src/analysis/linux/outgoing.ts';
import { kernelOf } from './kernel-of.ts';
import type { Observed, Printed } from './namespace.ts';
import type { HostPlan, Question } from './random-host.ts';

const answered = z.object({
  type: z.string().default('unicast'),
  dev: z.string(),
  gateway: z.string().optional(),
  via: z.object({ host: z.string() }).optional(),
  prefsrc: z.string().optional(),
  from: z.string().optional(),
});

/** How the kernel names a refusal of a packet of its own (errno of the rule or route that answers). */
const REFUSALS: Readonly<Record<string, string>> = {
  'RTNETLINK answers: Network is unreachable': 'none',
  'RTNETLINK answers: No route to host': 'unreachable',
  'RTNETLINK answers: Permission denied': 'prohibit',
  'RTNETLINK answers: Invalid argument': 'invalid',
  'RTNETLINK answers: Invalid cross-device link': 'invalid',
};

/** What the kernel answered, in one word line: `leaves d0 10.0.0.254 10.0.0.1`, `local`, `refused none`. */
export function told(printed: Printed, question: Question): string {
  if ('refusal' in printed) return `refused ${REFUSALS[printed.refusal] ?? printed.refusal}`;
  const { type, dev, gateway, via, prefsrc } = answered.parse(printed.records[0]);
  if (type === 'local' || dev === LOOPBACK)
    return question.iif === null ? `local ${question.source ?? prefsrc}` : 'local';
  const source = question.iif === null ? (question.source ?? prefsrc ?? null) : null;
  return `leaves ${dev} ${spelled(gateway ?? via?.host ?? null)} ${spelled(source)}`;
}

function spelled(address: string | null): string {
  return (address === null ? null : canonicalAddress(address)) ?? '-';
}

const NO_USER = 0xffffffff;

/** All answers that the model allows: several ways of a multipath route, one otherwise. */
export function expected(kernel: Kernel, question: Question): readonly string[] {
  const { source, iif, transport, ...rest } = question;
  const packet: Packet = {
    ...rest,
    source,
    iif: iif ?? LOOPBACK,
    // A question without a protocol is one about UDP (inet_rtm_getroute() in net/ipv4/route.c).
    protocol: transport?.protocol === 'tcp' ? 6 : transport === null && kernel.family === 6 ? 0 : 17,
    sourcePort: transport?.sport ?? 0,
    destinationPort: transport?.dport ?? 0,
    // The kernel names no user for a received IPv6 packet (inet6_rtm_getroute()).
    user: iif !== null && kernel.family === 6 ? NO_USER : 0,
  };
  if (iif === null) return isForeign(kernel, source) ? ['refused'] : outgoing(kernel, packet).flatMap(fromFate);
  return source === null ? [] : incoming(kernel, { ...packet, source }).flatMap(fromReception);
}

/** The kernel sends nothing with a source that is not its own: one of its addresses, or covered by a local route. */
function isForeign({ family, interfaces, tables }: Kernel, source: string | null): boolean {
  if (source === null || family === 6) return false;
  const owned = interfaces?.some(({ addresses }) => addresses.some((own) => sameAddress(own.address, source)));
  const routed = tables.get('local')?.some(({ type, prefix }) => type === 'local' && covers(prefix, source));
  return owned !== true && routed !== true;
}

function fromFate(fate: Fate): readonly string[] {
  if (fate.kind === 'leaves') {
    return fate.exits.map(({ device, gateway, source }) => `leaves ${device} ${spelled(gateway)} ${spelled(source)}`);
  }
  if (fate.kind === 'local') return fate.exits.map(({ source }) => `local ${source}`);
  if (fate.kind === 'missing') return [`missing ${fate.what}`];
  return [fate.kind === 'refused' ? `refused ${errorOf(fate)}` : 'refused none'];
}

/** A rule says ENETUNREACH where a route says EHOSTUNREACH. */
function errorOf({ how, route }: Fate & { readonly kind: 'refused' }): string {
  if (how === 'blackhole') return 'invalid';
  return how === 'unreachable' && route === null ? 'none' : how;
}

function fromReception(reception: Reception): readonly string[] {
  if (reception.kind === 'missing') return [`missing ${reception.what}`];
  if (reception.kind === 'filtered') return ['refused invalid'];
  if (reception.kind === 'no-route') return ['refused'];
  const { fate } = reception;
  if (fate.kind !== 'leaves') return ['local'];
  return fate.exits.map(({ device, gateway }) => `leaves ${device} ${spelled(gateway)} -`);
}

/** An answer that the model does not allow, with all that is needed to look into it. */
export interface Disagreement {
  readonly question: Question;
  readonly kernel: string;
  readonly model: readonly string[];
  readonly host: HostPlan['lines'];
  readonly settings: HostPlan['settings'];
}

/** The model may leave open how a packet is refused, and for IPv6 which source it gets. */
function agree(allowed: string, kernel: string): boolean {
  if (allowed === 'refused') return kernel.startsWith('refused ');
  return allowed === kernel || (allowed.startsWith('leaves ') && allowed === kernel.replace(/ [0-9a-f:]+$/, ' -'));
}

/** Every question of a host to which the model's answer is another than the kernel's. */
export function disagreements(plan: HostPlan, observed: Observed): readonly Disagreement[] {
  const model = kernelOf(observed, plan.family);
  return plan.questions.flatMap((question, index): readonly Disagreement[] => {
    const printed = observed.answers[index];
    const kernel = printed === undefined ? 'not answered' : told(printed, question);
    const allowed = expected(model, question);
    const agrees = allowed.some((one) => agree(one, kernel));
    return agrees ? [] : [{ question, kernel, model: allowed, host: plan.lines, settings: plan.settings }];
  });
}
