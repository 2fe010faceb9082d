// Groups of a user pool and who belongs to them.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Group, Page, PageRequest, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";

/** Quotas page. */
const MOST_PER_POOL = 10_000;
const MOST_PER_USER = 100;

type Content = Pick<Group, "description" | "roleArn" | "precedence">;

export type Groups = ReturnType<typeof createGroups>;

export function createGroups(store: Store, clock: Clock) {
  const { groups } = store;

  return {
    /**
     * Letters' case counts (aws/aws-aspnet-cognito-identity-provider#85).
     * @throws ResourceNotFoundException
     */
    require(pool: Pool, name: string): Group {
      const group = groups.find(pool.id, name);
      if (!group) throw fault("ResourceNotFoundException", "Group not found.");
      return group;
    },
    /** In the order of their names. */
    list: (pool: Pool, request: PageRequest): Page<Group> => groups.list(pool.id, request),
    /** The groups that a user belongs to, in the order of their names. */
    ofUser: (user: User, request: PageRequest): Page<Group> => groups.ofUserPage(user.id, request),
    /** The users of a group, oldest account first. */
    members: (group: Group, request: PageRequest): Page<User> =>
      store.userListing.inGroup(group.poolId, group.name, request),

    /**
     * Runs in a transaction.
     * @throws GroupExistsException, LimitExceededException (its text is assumed)
     */
    create(pool: Pool, name: string, content: Content): Group {
      if (groups.find(pool.id, name))
        throw fault("GroupExistsException", "A group with the name already exists.");
      if (groups.count(pool.id) >= MOST_PER_POOL)
        throw fault("LimitExceededException", `User pool ${pool.id} has reached its limit of groups.`);
      const now = clock.now();
      const group = { poolId: pool.id, name, ...content, createdAt: now, changedAt: now };
      groups.insert(group);
      return group;
    },
    /** Changes what is given; the rest stays. Runs in a transaction. */
    change(group: Group, change: Content): Group {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const changed = { ...group, ...given, changedAt: clock.now() };
      groups.update(changed);
      return changed;
    },
    /** The members stay users. */
    remove(group: Group): void {
      groups.remove(group.poolId, group.name);
    },

    /**
     * Adding a member once more changes nothing. Runs in a transaction.
     * @throws LimitExceededException (text assumed)
     */
    addMember(group: Group, user: User): void {
      const joined = groups.ofUser(user.id);
      if (joined.some(({ name }) => name === group.name)) return;
      if (joined.length >= MOST_PER_USER)
        throw fault("LimitExceededException", `User has reached the limit of ${MOST_PER_USER} groups.`);
      groups.addMember(group, user.id, clock.now());
    },
    /** Removing who is no member changes nothing. */
    removeMember(group: Group, user: User): void {
      groups.removeMember(group, user.id);
    },
  };
}
