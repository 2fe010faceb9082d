// Operations on resource servers.
import type { Operation } from "../../operation.js";
import { CreateResourceServer } from "./CreateResourceServer.js";
import { DeleteResourceServer } from "./DeleteResourceServer.js";
import { DescribeResourceServer } from "./DescribeResourceServer.js";
import { ListResourceServers } from "./ListResourceServers.js";
import { UpdateResourceServer } from "./UpdateResourceServer.js";

export const federationOperations: readonly Operation[] = [
  CreateResourceServer,
  DescribeResourceServer,
  ListResourceServers,
  UpdateResourceServer,
  DeleteResourceServer,
];
