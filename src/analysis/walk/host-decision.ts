import type { HostRoute } from '../../model/facts.ts';
import { sameAddress } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { kernelOf } from '../linux/host-view.ts';
import type { Kernel } from '../linux/kernel.ts';
import { marksOf } from '../linux/packet-marks.ts';
import { type Decision, forward, unknown } from './decision.ts';
import { decideByKernel, familyOf } from './kernel-decision.ts';
import { shownAddresses } from './owners.ts';

/** Rules that every kernel has; any other one may send this packet to another table. */
const OWN_PRIORITIES: ReadonlySet<number> = new Set([0, 32766, 32767]);

/** Where a Linux machine sends a packet from `source` that was handed to `enteredBy`. */
export type DecideAtHost = (address: string, source: string, enteredBy: string) => Decision;

/** True when the machine has rules of its own, which go before its main table. */
export function hasPolicyRules(view: ObserverView): boolean {
  return factsOf(view, 'host-rule').some(({ fact }) => !OWN_PRIORITIES.has(fact.priority));
}

/**
 * Reads a Linux machine once, to be asked often: what `ip route get` answered and what its rules and tables say, which
 * must not contradict each other. A table alone, without `ip rule`, tells nothing: any rule may lead past it.
 */
export function hostDecider(view: ObserverView, ends: FlowEnds): DecideAtHost {
  const kernels = new Map<Kernel['family'], Kernel>();
  const kernelFor = (address: string): Kernel => {
    const family = familyOf(address);
    const kernel = kernels.get(family) ?? kernelOf(view, family);
    kernels.set(family, kernel);
    return kernel;
  };
  const own = shownAddresses(view);
  const isOwn = (address: string): boolean => own.some((one) => sameAddress(one, address));
  return (address, source, enteredBy) => {
    if (isOwn(address)) return { kind: 'here', citations: [] };
    const answer = answerFor(view, address, source);
    const modelled = decideByKernel(kernelFor(address), ends, {
      address,
      source,
      enteredBy,
      isOwn,
      marksOf: (packet) => marksOf(view, packet),
    });
    return answer === null ? modelled : agreed(fromAnswer(answer), modelled);
  };
}

function answerFor(view: ObserverView, address: string, source: string): HostRoute | null {
  const asked = factsOf(view, 'host-route').filter(({ fact }) => sameAddress(fact.destination, address));
  const answers = asked.filter(({ fact }) => fact.source === null || sameAddress(fact.source, source));
  return inTimeOrder(answers).at(-1)?.fact ?? null;
}

function fromAnswer({ via, device, at }: HostRoute): Decision {
  if (device === 'lo' && via === null) return { kind: 'here', citations: [at] };
  if (device === null) return { kind: 'drop', why: 'its kernel has no route', citations: [at] };
  return forward([{ nextHop: via, interface: device }], null, [at]);
}

/** The kernel's own answer names one path of all; the rules and tables of another moment may not fit to it. */
function agreed(answer: Decision, modelled: Decision): Decision {
  if (modelled.kind === 'unknown') return answer;
  // `ip route get` asks for a packet without a mark.
  if (modelled.kind === 'forward' && modelled.byPacket !== undefined) return modelled;
  const [exit] = answer.kind === 'forward' ? answer.exits : [];
  const same =
    answer.kind === modelled.kind &&
    (modelled.kind !== 'forward' ||
      modelled.exits.some((one) => one.interface === exit?.interface && (one.nextHop ?? '') === (exit?.nextHop ?? '')));
  return same
    ? answer
    : unknown('"ip route get" and its tables do not agree', [...answer.citations, ...modelled.citations]);
}
