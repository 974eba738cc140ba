// The route that all others hang from; apart, so that each face can keep its own routes.
import { createRootRoute } from "@tanstack/react-router";
import { LostPage } from "./shared/shell/lost.js";

export const root = createRootRoute({ notFoundComponent: LostPage });
