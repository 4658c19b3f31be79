import type { BalancedService } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import { sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { observe } from '../observation.ts';

/**
 * How IPVS hands on a request (ipvsadm(8)): `route` and `tunnel` leave the packet as it is, and the real server answers
 * the client by itself; `masquerade` changes the destination alone, so that the balancer must be the server's gateway.
 */
const METHOD_WORDS = {
  route: 'direct routing',
  tunnel: 'tunnelling',
  masquerade: 'masquerading',
  local: 'itself',
} as const;

/** States how a balancer that serves the flow's virtual address hands on its requests. */
export function balancers({ observers, ends }: AnalysisContext): readonly Observation[] {
  if (ends === null) return [];
  return observers.flatMap((view) => {
    const serving = factsOf(view, 'balanced-service').find(
      ({ fact }) =>
        fact.protocol === ends.protocol &&
        ends.servers.some(
          ({ address, port }) => sameAddress(address, fact.address) && (port ?? fact.port) === fact.port,
        ),
    );
    return serving === undefined ? [] : handsOn(view, serving.fact);
  });
}

function handsOn(view: ObserverView, service: BalancedService): readonly Observation[] {
  const used = service.servers.filter(({ method, weight }) => method !== 'local' && weight > 0);
  const direct = used.find(({ method }) => method === 'route' || method === 'tunnel');
  const [real] = direct === undefined ? used : [direct];
  if (real === undefined) return [];
  const about = {
    observers: [view.name],
    values: {
      service: `${service.address} port ${service.port}`,
      method: METHOD_WORDS[real.method],
      real: real.address,
    },
    citations: [service.at],
  };
  return [
    observe('balancer.direct-return', direct === undefined ? 'not-seen' : 'seen', about),
    observe('balancer.keeps-client', translatesClients(view) && direct === undefined ? 'not-seen' : 'seen', about),
  ];
}

/** A rule of the balancer that puts its own address in the place of the sender's, on packets that leave. */
function translatesClients(view: ObserverView): boolean {
  return factsOf(view, 'packet-filter-rule').some(
    ({ fact }) => fact.verdict === 'nat' && /\b(?:MASQUERADE|SNAT|masquerade|snat)\b/.test(fact.text),
  );
}
