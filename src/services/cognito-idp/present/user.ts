// Users as the service shows them to administrators.
import { presentAttributes } from "../../../core/users/attributes.js";
import type { AdminGetUserResponse, AttributeType, UserType } from "../../../model/cognito-idp.gen.js";
import type { User } from "../../../storage/records.js";

const state = (user: User) => ({
  UserCreateDate: user.createdAt,
  UserLastModifiedDate: user.changedAt,
  Enabled: user.enabled,
  UserStatus: user.status,
});

/**
 * A user in a listing, or one that was just created.
 * @param only names of the attributes to show; all of them when left out
 */
export const presentUser = (user: User, only?: ReadonlySet<string>): UserType => ({
  Username: user.username,
  Attributes: chosen(presentAttributes(user), only),
  ...state(user),
});

/** A single user: the same facts, but here the attributes are called UserAttributes. */
export const presentProfile = (user: User): AdminGetUserResponse => ({
  Username: user.username,
  UserAttributes: presentAttributes(user),
  ...state(user),
});

const chosen = (attributes: AttributeType[], only: ReadonlySet<string> | undefined): AttributeType[] =>
  only ? attributes.filter(({ Name }) => only.has(Name)) : attributes;
