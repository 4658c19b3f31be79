import type { Fleet } from '../../model/fleet.ts';
import type { RiskClass } from '../../model/panos-command.ts';
import type { Problem } from '../../model/result.ts';
import { type Act, covers, gives, groupsOf } from '../decide.ts';

/** What a fleet file allows that was perhaps not meant so. It can be used as it is. */
export function fleetWarnings(fleet: Fleet, source: string): readonly Problem[] {
  return [
    ...manyUsergroups(fleet, source),
    ...groupsOf(fleet).flatMap((group) => {
      const some = (act: Act, risk: RiskClass) =>
        fleet.grants.some((grant) => covers(grant, group) && gives(grant, { act, risk }));
      const unread = some('ask', 'read') ? [] : [nobodyReads(group, source)];
      const unapproved = (['observe', 'change'] as const).filter((risk) => some('ask', risk) && !some('approve', risk));
      return [...unread, ...unapproved.map((risk) => nobodyApproves(group, risk, source))];
    }),
  ];
}

/**
 * Each is asked about at each request; Slack allows about twenty such questions a minute (docs.slack.dev/apis/web-api/rate-limits,
 * usergroups.users.list is of tier 2).
 */
const USERGROUPS_AT_MOST = 8;

function manyUsergroups({ grants }: Fleet, where: string): readonly Problem[] {
  const named = new Set(grants.flatMap(({ usergroups }) => usergroups)).size;
  if (named <= USERGROUPS_AT_MOST) return [];
  const message = `${named} user groups are named, and Slack allows few questions about them a minute.`;
  return [{ code: 'fleet-file.many-usergroups', where, message, todo: `Name at most ${USERGROUPS_AT_MOST}.` }];
}

function nobodyReads(group: string, where: string): Problem {
  return {
    code: 'fleet-file.nobody-reads',
    where,
    message: `Nobody may read the firewalls of “${group}”.`,
    todo: 'Add a rule under access with role: viewer for this group.',
  };
}

function nobodyApproves(group: string, risk: RiskClass, where: string): Problem {
  return {
    code: 'fleet-file.nobody-approves',
    where,
    message: `Operators may ask for ${risk} on “${group}”, and nobody may approve it.`,
    todo: 'Add a rule under access with role: approver for this group.',
  };
}
