import { fail, ok, type Result } from '../../src/model/result.ts';
import type { Incident, NodeName } from '../model.ts';
import { inside, type Ran, run } from './inside.ts';
import { namespaceName } from './names.ts';
import { groundBatch, nodeScript } from './plan-text.ts';
import { deleteNamespaces } from './reaper.ts';

/** An incident's network as it stands in this kernel. */
export interface Ground {
  /** The namespace of a node. */
  nameOf(node: NodeName): string;
  /** Runs shell lines inside a node. */
  inside(node: NodeName, script: string, environment?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Removes it; what ran in it was ended by who began it. */
  close(): Promise<void>;
}

/** Makes the namespaces and their links. `number` tells the incidents of one run apart. Nothing is left of one that failed. */
export async function breakGround(incident: Incident, number: number): Promise<Result<Ground>> {
  const nameOf = (node: NodeName): string => namespaceName(process.pid, number, node);
  const names = incident.nodes.map(({ name }) => nameOf(name));
  const ground: Ground = {
    nameOf,
    inside: (node, script, environment) => inside(nameOf(node), script, environment),
    close: () => deleteNamespaces(names),
  };
  const made = await run(['ip', '-batch', '-'], groundBatch(incident, nameOf));
  if (made.status === 0) return ok(ground);
  await ground.close();
  return fail({ code: 'lab.links', where: incident.id, message: `the links cannot be made: ${made.err.trim()}` });
}

/** Makes every node ready, all at the same time. */
export async function setUp(ground: Ground, incident: Incident): Promise<Result<null>> {
  const ends = await Promise.all(
    incident.nodes.map(async (node) => ({
      node: node.name,
      ran: await ground.inside(node.name, nodeScript(node, incident.links)),
    })),
  );
  const failed = ends.find(({ ran }) => ran.status !== 0);
  if (failed === undefined) return ok(null);
  const message = `${failed.node} cannot be set up: ${failed.ran.err.trim() || `status ${failed.ran.status}`}`;
  return fail({ code: 'lab.setup', where: incident.id, message });
}
