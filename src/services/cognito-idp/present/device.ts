// Devices in wire shape, as their users see them and as administrators do.
import type { AttributeType, DeviceType } from "../../../model/cognito-idp.gen.js";
import type { Device, Pool, User } from "../../../storage/records.js";

/** The names are those of recorded answers. */
export function presentDevice(device: Device): DeviceType {
  return withAttributes(device, [
    ["device_status", "valid"],
    ["device_name", device.name],
    ["last_ip_used", device.lastIp],
  ]);
}

export function presentDeviceToAdmin(pool: Pool, user: User, device: Device): DeviceType {
  const owner = `${user.username}.${pool.id}`;
  const arn = `arn:aws:cognito-idp:${pool.region}:${pool.account}:owner/${owner}/device/${device.key}`;
  return withAttributes(device, [
    ["device_status", "valid"],
    ["device_name", device.name],
    ["dev:device_arn", arn],
    ["dev:device_owner", owner],
    ["last_ip_used", device.lastIp],
    ["dev:device_remembered_status", device.remembered ? "remembered" : "not_remembered"],
    ["dev:device_sdk", "aws-sdk"],
  ]);
}

function withAttributes(
  device: Device,
  attributes: readonly (readonly [string, string | undefined])[],
): DeviceType {
  return {
    DeviceKey: device.key,
    DeviceAttributes: attributes.flatMap(([Name, Value]): AttributeType[] =>
      Value === undefined ? [] : [{ Name, Value }],
    ),
    DeviceCreateDate: device.createdAt,
    DeviceLastModifiedDate: device.changedAt,
    // Alone among these, in whole seconds.
    DeviceLastAuthenticatedDate: Math.floor(device.authenticatedAt / 1000) * 1000,
  };
}
