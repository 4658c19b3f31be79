import { routesFromJson } from '../cli/advanced-route-json.ts';
import { child, isBlank } from './element.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/**
 * `show advanced-routing route`: the envelope holds JSON text with the field names of FRR, the same that the CLI
 * prints. A next hop without an address is directly connected.
 */
export const advancedRoutingRoute: XmlReader = {
  kind: 'advanced-routing-route',
  commands: /^show advanced-routing route\b/,
  used: names('json'),
  ignored: names('dp'),
  recognises: (reply) => child(reply.result, 'json') !== null,
  read: readRoutes,
};

function readRoutes(reply: Reply): XmlReading {
  const json = child(reply.result, 'json');
  if (json === null || isBlank(json)) return { facts: [] };
  const facts = routesFromJson(reply.source, reply.document.innerLines(json));
  if (facts !== null) return { facts };
  return { facts: [], unclear: [json], problem: 'The JSON inside the reply is cut off or of another shape.' };
}
