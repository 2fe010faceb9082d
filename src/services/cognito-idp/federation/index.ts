// Operations on resource servers.
import { registered } from "../../registered.js";

export const federationOperations = registered({
  CreateResourceServer: () => import("./CreateResourceServer.js"),
  DescribeResourceServer: () => import("./DescribeResourceServer.js"),
  ListResourceServers: () => import("./ListResourceServers.js"),
  UpdateResourceServer: () => import("./UpdateResourceServer.js"),
  DeleteResourceServer: () => import("./DeleteResourceServer.js"),
});
