import { type Lack, lacks, lackText } from '../../lab/need.ts';
import { installDebianPackages, mayInstallDebianPackages } from './debian-package.ts';

/**
 * What keeps the proving ground from being entered here, once missing programs were installed where that may be done;
 * nothing when it can be entered. Says on the standard error what is lacking.
 */
export async function missingForTheGround(): Promise<readonly Lack[]> {
  const packages = (await lacks()).flatMap((lack) => lack.packages ?? []);
  if (packages.length > 0 && mayInstallDebianPackages()) installDebianPackages(...packages);
  const lacking = await lacks();
  if (lacking.length > 0) {
    process.stderr.write(`\n*** THE PROVING GROUND WAS NOT ENTERED: no incident was made. ***\n${lackText(lacking)}\n`);
  }
  return lacking;
}
