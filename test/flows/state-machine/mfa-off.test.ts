// What comes after the first factor, for every flow, status, factor and device: MFA is OFF.
import { describeTable } from "./table.js";

describeTable("OFF");
