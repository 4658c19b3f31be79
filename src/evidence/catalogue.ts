import { AWS } from './catalogue/aws.ts';
import { CAPTURES } from './catalogue/captures.ts';
import type { CatalogueSection } from './catalogue/entry.ts';
import { FIREWALLS } from './catalogue/firewalls.ts';
import { LINUX_HOSTS } from './catalogue/linux-hosts.ts';
import { ROUTERS } from './catalogue/routers.ts';

/** Everything that Roundtrip reads, in the order of docs/evidence.md. */
export const CATALOGUE: readonly CatalogueSection[] = [FIREWALLS, CAPTURES, LINUX_HOSTS, ROUTERS, AWS];
