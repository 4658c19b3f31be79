import type { Citation } from '../../model/evidence.ts';
import type { Observation } from '../../model/finding.ts';
import { sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { observe } from '../observation.ts';
import { plainMac, resolvedAt } from '../walk/neighbours.ts';
import type { ServerHost } from './host-flow.ts';
import { deviceWith, ownerOf } from './own-interfaces.ts';

/**
 * States by which interface of the server its neighbours reach its address: what they hold in their ARP tables, and what
 * was answered in captured ARP. Linux answers for any of its addresses on any interface (ip-sysctl, `arp_ignore`).
 */
export function arpAnswers({ observers }: AnalysisContext, host: ServerHost): readonly Observation[] {
  if (host.kernel.family === 6) return [];
  return [
    ...observers.filter((view) => view !== host.view).flatMap((view) => inTable(view, host)),
    ...observers.flatMap((view) => inCapture(view, host)),
  ];
}

function inTable(view: ObserverView, host: ServerHost): readonly Observation[] {
  const owner = ownerOf(host.view, host.server);
  const entries = resolvedAt(view, host.server).flatMap(({ mac, at }) => {
    const device = deviceWith(host.view, mac, owner?.name ?? null);
    return device === null ? [] : [{ mac, at, device }];
  });
  const wrong = entries.find(({ device }) => device !== owner?.name);
  const told = wrong ?? entries[0];
  if (owner === null || told === undefined) return [];
  return [
    observe('arp.other-interface-answers', wrong === undefined ? 'not-seen' : 'seen', {
      observers: [view.name],
      direction: 'c2s',
      values: { address: host.server, device: told.device, owner: owner.name },
      citations: [told.at, owner.at],
    }),
  ];
}

interface Answer {
  readonly mac: string;
  readonly at: Citation;
}

/** One answer by the owner's own MAC says little: others may have been heard elsewhere on the link. */
function inCapture(view: ObserverView, { view: own, server }: ServerHost): readonly Observation[] {
  const owner = ownerOf(own, server);
  const answers = capturedAnswers(view, server);
  const [first] = answers;
  if (owner === null || first === undefined) return [];
  const devices = answers.map(({ mac }) => deviceWith(own, mac, owner.name));
  const others = devices.filter((device) => device !== owner.name);
  const foreign = others.includes(null);
  if (others.length === 0) return [];
  const named = devices.map((device, index) => device ?? answers[index]?.mac ?? null);
  return [
    observe('capture.arp-two-answers', 'seen', {
      observers: [view.name],
      values: { address: server, answers: [...new Set(named)].sort().join(' and '), sameHost: !foreign },
      citations: [first.at, owner.at],
    }),
  ];
}

function capturedAnswers(view: ObserverView, address: string): readonly Answer[] {
  return factsOf(view, 'capture-summary').flatMap(({ fact }) =>
    fact.arp.filter((one) => sameAddress(one.address, address)).map(({ mac }) => ({ mac: plainMac(mac), at: fact.at })),
  );
}
