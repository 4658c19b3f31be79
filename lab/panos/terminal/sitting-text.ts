import type { Asked } from '../engineer.ts';
import { counterText, interfacesText, interfaceText, systemText } from './device.ts';
import { elementsOf, value } from './elements.ts';
import { lookupText, pbfTableText, routeTableText } from './forwarding.ts';
import { sessionListing, sessionPage } from './sessions.ts';
import { trafficLogText } from './traffic-log.ts';

/** What a terminal shows of a sitting at a firewall: prompts, commands and what they print. */
export function sittingText(hostname: string, all: readonly Asked[], isXml: boolean): string {
  return all
    .map((asked) => `admin@${hostname}> ${asked.typed}\n${isXml ? xmlText(asked) : cliText(asked)}\n\n`)
    .join('');
}

/** With `set cli op-command-xml-output on` a firewall prints what its API answers. */
function xmlText({ reply, command }: Asked): string {
  if (reply.kind === 'error') {
    const code = reply.code === null ? '' : ` code="${reply.code}"`;
    return `<response status="error"${code}><msg><line>${reply.message}</line></msg></response>`;
  }
  if (command.kind !== 'traffic-log') return `<response status="success"><result>${reply.xml}</result></response>`;
  const count = reply.xml.split('<entry ').length - 1;
  const logs = `<log><logs count="${count}" progress="100">${reply.xml}</logs></log>`;
  return `<response status="success"><result><job><status>FIN</status><id>31</id></job>${logs}</result></response>`;
}

/** The same in the layout of the CLI; what the API answers in the CLI's own words stays as it is. */
function cliText({ reply, command }: Asked): string {
  if (reply.kind === 'error') return reply.message;
  const told = elementsOf(reply.xml);
  switch (command.kind) {
    case 'system-info':
      return systemText(told);
    case 'ha-all':
      return 'HA not enabled\n';
    case 'interface-all':
      return interfacesText(told);
    case 'interface':
      return interfaceText(told);
    case 'routes':
      return routeTableText(told);
    case 'fib-lookup':
      return lookupText(told, command.router, command.address);
    case 'pbf-rules':
      return pbfTableText(told);
    case 'counters':
      return counterText(told);
    case 'session-all':
      return sessionListing(told);
    case 'session-id':
      return sessionPage(told, command.id);
    case 'traffic-log':
      return trafficLogText(told);
    default:
      return told.text.trim() === '' ? value(told, 'member') : told.text;
  }
}
