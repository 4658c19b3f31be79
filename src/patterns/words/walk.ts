import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** The flow followed through the tables of all devices. */
export const WALK_WORDS = {
  'walk.forward-path': {
    title: 'The way of the request',
    seen: 'by the tables the request takes this way: {path}.',
    notSeen: 'by the tables the request does not arrive[: {path}][ ({why})].',
    couldNotTell: 'the way of the request is not shown to its end[: {path}][ ({why})].',
  },
  'walk.return-path': {
    title: 'The way of the reply',
    seen: 'by the tables the reply takes this way: {path}.',
    notSeen: 'by the tables the reply does not arrive[: {path}][ ({why})].',
    couldNotTell: 'the way of the reply is not shown to its end[: {path}][ ({why})].',
  },
  'walk.paths-part': {
    title: 'Request and reply take different ways',
    seen: 'the two ways part[ behind {at}]: there {forward}; back {return}.',
    notSeen: 'request and reply pass the same devices: {forward}.',
    couldNotTell: 'whether request and reply take the same way cannot be told[: {why}].',
  },
  'walk.loop': {
    title: 'The tables send packets round in a circle',
    seen: 'packets[ for {destination}] go round between {between} and never arrive.',
    notSeen: 'no packet of the flow passes a device twice.',
    couldNotTell: 'whether the tables make a circle cannot be told[: {why}].',
  },
  'walk.no-route': {
    title: 'A device on the way has no route',
    seen: '{at} has no route for {destination}[: {why}].',
    notSeen: 'every device on the way has a route, there and back.',
    couldNotTell: 'whether every device on the way has a route is not shown.',
  },
  'walk.trace-loop': {
    title: 'A trace goes round in a circle',
    seen: 'the trace to {destination} passes the same routers again and again: {routers}.',
    notSeen: 'the trace to {destination} passes no router twice on its way.',
    couldNotTell: 'the trace[ to {destination}] does not settle whether packets go round in a circle.',
  },
  'walk.return-skips-firewall': {
    title: 'The tables lead the reply past the firewall',
    seen: 'by the tables the reply reaches the client without passing {firewall}: {path}.',
    notSeen: 'by the tables the reply passes {firewall}.',
    couldNotTell: 'whether the reply passes[ {firewall}] the firewall cannot be told from the tables[: {why}].',
  },
  'walk.equal-paths': {
    title: 'Equal paths on a router',
    seen: 'there are several equal paths for this flow[: {paths}].',
    notSeen: 'there is one path only for this flow.',
    couldNotTell: 'whether there are equal paths for this flow is not shown.',
  },
  'walk.per-packet-balancing': {
    title: 'Packets of one flow take different paths',
    seen: 'packets are spread one by one over equal paths ({said})[: {paths}].',
    notSeen: 'all packets of a flow take the same path[ ({said})].',
    couldNotTell: 'whether packets or flows are spread over equal paths is not shown[: {why}].',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
