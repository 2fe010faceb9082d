// What comes after the first factor, for every flow, status, factor and device: MFA is ON.
import { describeTable } from "./table.js";

describeTable("ON");
