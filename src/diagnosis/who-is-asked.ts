import type { TestTarget } from '../model/diagnosis.ts';
import type { Finding } from '../model/finding.ts';
import type { CaseFacts } from './case-facts.ts';

/** Who runs a test, by name where the case knows it: the firewall that holds the session, another one, the ends of the flow. */
export function observerOf(target: TestTarget, facts: CaseFacts, findings: readonly Finding[]): string {
  const { flow, firewalls, routers, clouds } = facts;
  const holder = findings.find(({ code, reading }) => code === 'session.found' && reading === 'seen')?.observers[0];
  const main = holder ?? firewalls[0] ?? 'the firewall';
  switch (target) {
    case 'firewall':
      return main;
    case 'other-firewall':
      return firewalls.find((name) => name !== main) ?? unknownOther(facts);
    case 'router':
      return routers[0] === undefined
        ? 'the routers between client and server'
        : `the other routers on the way than ${routers.join(', ')}`;
    case 'server':
      return flow === null ? 'the server' : `the server ${flow.server.address}`;
    case 'client':
      return flow === null ? 'the client' : `the client ${flow.client.address}`;
    case 'load-balancer':
      return 'the load balancer before the server';
    case 'cloud':
      return clouds[0] ?? 'aws';
    case 'person':
      return 'the people who report it';
  }
}

function unknownOther({ haOff }: CaseFacts): string {
  return haOff ? 'the other firewall on the path' : 'the other firewall on the path, or the HA peer';
}
