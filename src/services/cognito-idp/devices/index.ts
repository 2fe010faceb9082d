// Operations on users' devices.
import { registered } from "../../registered.js";

export const deviceOperations = registered({
  ConfirmDevice: () => import("./ConfirmDevice.js"),
  UpdateDeviceStatus: () => import("./UpdateDeviceStatus.js"),
  ForgetDevice: () => import("./ForgetDevice.js"),
  GetDevice: () => import("./GetDevice.js"),
  ListDevices: () => import("./ListDevices.js"),
  AdminForgetDevice: () => import("./AdminForgetDevice.js"),
  AdminGetDevice: () => import("./AdminGetDevice.js"),
  AdminListDevices: () => import("./AdminListDevices.js"),
  AdminUpdateDeviceStatus: () => import("./AdminUpdateDeviceStatus.js"),
});
