import { runApart } from "@hearken/service-kit";
import { directory } from "./service.js";

await runApart(directory());
