// Operations on users' devices.
import type { Operation } from "../../operation.js";
import { AdminForgetDevice } from "./AdminForgetDevice.js";
import { AdminGetDevice } from "./AdminGetDevice.js";
import { AdminListDevices } from "./AdminListDevices.js";
import { AdminUpdateDeviceStatus } from "./AdminUpdateDeviceStatus.js";
import { ConfirmDevice } from "./ConfirmDevice.js";
import { ForgetDevice } from "./ForgetDevice.js";
import { GetDevice } from "./GetDevice.js";
import { ListDevices } from "./ListDevices.js";
import { UpdateDeviceStatus } from "./UpdateDeviceStatus.js";

export const deviceOperations: readonly Operation[] = [
  ConfirmDevice,
  UpdateDeviceStatus,
  ForgetDevice,
  GetDevice,
  ListDevices,
  AdminForgetDevice,
  AdminGetDevice,
  AdminListDevices,
  AdminUpdateDeviceStatus,
];
