import type { NodeName } from '../model.ts';

const OURS = /^rtl-(\d+)-/;

/** The namespace of a node: `rtl-<pid>-<number of the incident>-<node>`. */
export function namespaceName(pid: number, number: number, node: NodeName): string {
  return `rtl-${pid}-${number}-${node}`;
}

/** The namespaces of a run, whatever its state. */
export function namespacesOf(names: readonly string[], pid: number): readonly string[] {
  return names.filter((name) => Number(OURS.exec(name)?.[1]) === pid);
}

/** What runs left behind that are no more. Namespaces of other programs are never among them. */
export function abandoned(names: readonly string[], isAlive: (pid: number) => boolean): readonly string[] {
  return names.filter((name) => {
    const pid = OURS.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
}
