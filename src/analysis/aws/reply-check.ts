import type { AwsNetworkInterface, HostInterface } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import { directionMissing } from '../capture/missing.ts';
import { matching, type Sight } from '../capture/sight.ts';
import { subjectAt } from '../capture/subject.ts';
import { vantagesOf } from '../capture/vantage.ts';
import { type AnalysisContext, factsOf } from '../context.ts';
import { type ServerHost, serverHosts } from '../linux/host-flow.ts';
import { deviceWith } from '../linux/own-interfaces.ts';
import { replyWay } from '../linux/reply.ts';
import { observe, present, readingOf } from '../observation.ts';
import { interfaceWith, type Vpc } from './vpc.ts';

/**
 * States whether the source/destination check meets the reply of an instance: it leaves by one interface of AWS and its
 * source is the address of another. The check drops there what the interface neither sends nor receives for itself
 * (EC2 user guide, "Elastic network interfaces").
 */
export function replyChecks(context: AnalysisContext, vpc: Vpc): readonly Observation[] {
  return serverHosts(context).flatMap((host) => {
    const owner = interfaceWith(vpc, host.server);
    const device = exitOf(context, host);
    const left = device === null ? null : interfaceOf(vpc, host, device);
    if (owner === null || device === null || left === null) return [];
    const own = left.id === owner.id;
    const lost = own || !isCaptured(context, host) ? null : clientLacksReply(context);
    const values = {
      address: host.server,
      device,
      eni: left.id,
      holds: own ? host.server : null,
      off: own ? null : left.id,
      own,
    };
    return [
      observe('aws.reply-fails-source-check', own ? 'not-seen' : readingOf(left.sourceDestCheck), {
        observers: [vpc.observer],
        direction: 's2c',
        values,
        citations: [left.at, owner.at],
      }),
      ...(lost === null ? [] : [lostReply(vpc, host, left, device, lost)]),
    ];
  });
}

function lostReply(vpc: Vpc, host: ServerHost, left: AwsNetworkInterface, device: string, lost: boolean): Observation {
  return observe('aws.reply-lost-past-interface', readingOf(lost), {
    observers: [vpc.observer],
    direction: 's2c',
    values: { address: host.server, device, eni: left.id },
    citations: [left.at],
  });
}

/** Whether the client's own capture has its requests and no reply; null without a capture that tells. */
function clientLacksReply(context: AnalysisContext): boolean | null {
  const { ends } = context;
  if (ends === null) return null;
  const looks = present(vantagesOf(context).map((vantage) => subjectAt(vantage, ends)));
  const told = looks.filter(({ place }) => place === 'client').map((look) => directionMissing(look, 's2c')?.reading);
  if (told.length === 0 || told.some((reading) => reading === undefined || reading === 'could-not-tell')) return null;
  return told.every((reading) => reading === 'seen');
}

function isCaptured(context: AnalysisContext, host: ServerHost): boolean {
  return capturedFlows(context, host).some(({ replies }) => replies.packets > 0);
}

function capturedFlows({ ends }: AnalysisContext, { view }: ServerHost): readonly Sight[] {
  return ends === null ? [] : present(factsOf(view, 'capture-flow').map(({ fact }) => matching(fact, ends)));
}

/** Where replies were captured leaving, else where the host's tables send them. */
function exitOf(context: AnalysisContext, host: ServerHost): string | null {
  const captured = capturedFlows(context, host).flatMap(({ replies }) => [
    ...replies.interfaces.values.map(({ value }) => value),
    ...replies.macs.values.flatMap(({ value }) => deviceWith(host.view, value.source, null) ?? []),
  ]);
  const way = replyWay(host);
  const known = captured.length > 0 ? captured : way.kind === 'leaves' ? way.exits.map(({ device }) => device) : [];
  const [only = null, ...others] = new Set(known);
  return others.length === 0 ? only : null;
}

/** AWS knows an interface by its addresses. */
function interfaceOf(vpc: Vpc, { view }: ServerHost, device: string) {
  const named = factsOf(view, 'host-interface').filter(({ fact }) => fact.name === device);
  const addresses = named.flatMap(({ fact }: { readonly fact: HostInterface }) => fact.addresses ?? []);
  return present(addresses.map(({ address }) => interfaceWith(vpc, address)))[0] ?? null;
}
