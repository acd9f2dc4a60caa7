import { useBranches, useProducts } from '../api/catalogue';
import { usePeople } from '../api/people';
import { useI18n } from '../i18n';

/** Names for the keys in cases and tasks; an unknown key stands for itself. */
export function useNames() {
  const { pick, t } = useI18n();
  const products = useProducts().data;
  const branches = useBranches().data;
  const people = usePeople().data;
  return {
    product: (key: string) => nameIn(products, key),
    branch: (key: string) => nameIn(branches, key),
    /** Who has a user name, with it when another is called the same. Who does not work here is known by it alone. */
    person: (userName: string) => {
      const found = people?.find((person) => same(person.name, userName));
      if (!found) return userName;
      const isShared = people?.some((other) => other !== found && other.displayName === found.displayName);
      return isShared ? `${found.displayName} (${found.name})` : found.displayName;
    },
    /** A group is named after the role of its members, in the plural. */
    groups: (keys: string[]) => keys.map((key) => t.roles[key.replace(/s$/, '')] ?? key).join(', '),
    documentKind: (kind: string) => {
      const documents = products?.flatMap((product) => product.checklist.flatMap((list) => list.documents));
      const found = documents?.find((document) => document.kind === kind);
      return found ? pick(found.name, found.nameZh) : kind;
    },
  };

  function nameIn(rows: { key: string; name: string; nameZh: string }[] | undefined, key: string) {
    const row = rows?.find((candidate) => candidate.key === key);
    return row ? pick(row.name, row.nameZh) : key;
  }
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
