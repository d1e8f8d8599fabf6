export interface Endpoint {
  url: string;
  secret: string;
}

/** One event on its way to one endpoint. */
export interface Delivery {
  id: number;
  endpoint: Endpoint;
  body: string;
  /** When to try it (again). */
  due: number;
  state: "waiting" | "delivered" | "dead";
  attempts: number;
  /** Why the last attempt failed: `no answer`, or as in `status 503`. */
  reason: string | null;
}
