import { runApart } from "@hearken/service-kit";
import { escalation } from "./service.js";

await runApart(escalation());
