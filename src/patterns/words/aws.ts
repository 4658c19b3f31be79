import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** The network of an AWS account: its configuration and its flow logs. */
export const AWS_WORDS = {
  'aws.source-dest-check-on': {
    title: 'Source/destination check is on',
    seen: 'the source/destination check of {eni}[ ({instance})] is on, and {why}.',
    notSeen: 'the source/destination check of {eni}[ ({instance})] is off, as it must be: {why}.',
    couldNotTell: 'the source/destination check[ of {eni}] is not shown[, and {why}].',
  },
  'aws.reply-fails-source-check': {
    title: 'The source/destination check meets the reply',
    seen: 'the reply leaves by {device} ({eni}), which does not hold {address}, and the source/destination check there is on.',
    notSeen: 'the source/destination check lets the reply pass[: it is off at {off}][: {eni} holds {holds}].',
    couldNotTell: 'whether the source/destination check lets the reply pass is not shown.',
  },
  'aws.reply-lost-past-interface': {
    title: 'The reply is lost past an interface that does not hold its source',
    seen: 'the reply was captured leaving by {device} ({eni}), which does not hold {address}, and the client never got it.',
    notSeen: 'the reply leaves by {device} ({eni}), which does not hold {address}, and the client got it all the same.',
    couldNotTell: 'what became of the reply past the interface was not captured.',
  },
  'aws.two-interfaces-one-subnet': {
    title: 'Two interfaces in one subnet',
    seen: '{instance} has two interfaces in the subnet {subnet}: {first} and {second}.',
    notSeen: 'the interfaces of {instance} are in different subnets.',
    couldNotTell: 'whether two interfaces[ of {instance}] are in one subnet is not shown.',
  },
  'aws.return-route-bypasses-appliance': {
    title: 'The return route table bypasses the appliance',
    seen: 'the route table {forward} sends the request through {appliance}, but {return} sends the reply to {via}.',
    notSeen:
      'the route tables {forward} and {return} send request and reply through the same appliance[ ({appliance})].',
    couldNotTell: 'whether the route tables send request and reply through the same appliance is not shown.',
  },
  'aws.forward-route-bypasses-appliance': {
    title: 'The forward route table bypasses the appliance',
    seen: 'the route table {return} sends the reply through {appliance}, but {forward} sends the request to {via}.',
    notSeen: 'the route table {forward} sends the request through the appliance that the reply passes.',
    couldNotTell: 'whether the request passes the appliance that the reply is sent through is not shown.',
  },
  'aws.blackhole-route': {
    title: 'A route leads nowhere',
    seen: 'the route for {destination} in {table} is a blackhole: its target[ {target}] is gone or down.',
    notSeen: 'the route for {destination} in {table} is active.',
    couldNotTell: 'the state of the routes in use is not shown.',
  },
  'aws.acl-denies-request': {
    title: 'A network ACL denies the request',
    seen: 'the network ACL {acl} denies the request, {side}[ (rule {rule})].',
    notSeen: 'the network ACLs that are shown let the request pass.',
    couldNotTell: 'whether the network ACLs let the request pass is not shown[: part of {acl} depends on the port].',
  },
  'aws.acl-denies-reply': {
    title: 'A network ACL denies the reply',
    seen: 'the network ACL {acl} denies the reply to port {ports}, {side}[ (rule {rule})].',
    notSeen: 'the network ACLs that are shown let the reply pass[ (ports {ports})].',
    couldNotTell:
      'whether the network ACLs let the reply pass is not shown[: {acl} admits only some of the ports {ports}].',
  },
  'aws.security-group-denies-request': {
    title: 'No security group admits the request',
    seen: 'no {side} rule of {groups} admits the request at {eni}.',
    notSeen: 'the security groups that are shown admit the request.',
    couldNotTell: 'whether the security groups admit the request is not shown.',
  },
  'aws.flow-log-request-rejected': {
    title: 'The request is rejected at an interface',
    seen: 'the flow log of {eni} rejects the request: a security group or a network ACL denies it.',
    notSeen: 'the flow log of {eni} accepts the request.',
    couldNotTell: 'the flow log does not tell whether the request is accepted.',
  },
  'aws.flow-log-reply-rejected': {
    title: 'The reply is rejected at an interface',
    seen: 'the flow log of {eni} rejects the reply: a network ACL denies it, or the request never passed there.',
    notSeen: 'the flow log of {eni} accepts the reply.',
    couldNotTell: 'the flow log does not tell whether the reply is accepted.',
  },
  'aws.flow-log-reply-missing': {
    title: 'The flow log has no reply',
    seen: 'the flow log of {eni} accepts the request and has no record of a reply.',
    notSeen: 'the flow log of {eni} has records of both directions.',
    couldNotTell: 'the flow log is not complete enough to tell whether a reply passed.',
  },
  'aws.flow-log-lost-between': {
    title: 'Lost between two interfaces',
    seen: 'the flow log of {sent} lets the {lost} out, and that of {missing} never sees it[; it was last seen at {last}].',
    notSeen: 'the flow logs at both ends see the {lost}.',
    couldNotTell: 'the flow logs do not cover both ends at the same time, or an address was translated between them.',
  },
  'aws.reachability-blocked': {
    title: 'Reachability Analyzer finds no path',
    seen: 'Reachability Analyzer ({analysis}) finds no path[: {code}][ at {component}].',
    notSeen: 'Reachability Analyzer ({analysis}) finds a path (from the configuration; it sends no packet).',
    couldNotTell: 'Reachability Analyzer has not finished.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
