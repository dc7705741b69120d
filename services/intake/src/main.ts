import { runApart } from "@hearken/service-kit";
import { intake } from "./service.js";

await runApart(intake());
