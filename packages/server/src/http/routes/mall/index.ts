// All routes of the mall.
import type { App, Service } from "../../service.js";
import { buyingRoutes } from "./buying.js";
import { channelRoutes } from "./channels.js";
import { deskRoutes } from "./desk-orders.js";
import { merchantRoutes } from "./merchants.js";
import { applicationRoutes } from "./applications.js";
import { frontRoutes } from "./front.js";
import { homeRoutes } from "./home.js";
import { orderRoutes } from "./orders.js";
import { paymentRoutes } from "./payments.js";
import { productRoutes } from "./products.js";
import { sellingRoutes } from "./selling.js";
import { storeRoutes } from "./stores.js";
import { tillRoutes } from "./till.js";
import { walletRoutes } from "./wallet.js";

export function mallRoutes(app: App, service: Service): void {
  productRoutes(app, service);
  frontRoutes(app, service);
  homeRoutes(app, service);
  storeRoutes(app, service);
  buyingRoutes(app, service);
  paymentRoutes(app, service);
  channelRoutes(app, service);
  orderRoutes(app, service);
  deskRoutes(app, service);
  applicationRoutes(app, service);
  merchantRoutes(app, service);
  sellingRoutes(app, service);
  tillRoutes(app, service);
  walletRoutes(app, service);
}
