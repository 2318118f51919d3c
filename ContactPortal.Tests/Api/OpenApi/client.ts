// Posts a delivery and asks for it, by the types that are generated from the portal's OpenAPI document.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

declare const process: { argv: string[]; exitCode?: number };

const [baseUrl, token, municipality, type, period] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
const deliveryId = "generated-client";
const posted = await client.POST("/api/deliveries", {
  body: {
    organisation: Number(municipality), type, period, deliveryId, records: 10,
    errors: [{ code: "E1", text: "Feltet mangler.", field: "Dato", line: 1, reference: "r1" }],
  },
});
const asked = await client.GET("/api/deliveries", { params: { query: { organisation: municipality, deliveryId } } });
console.log(JSON.stringify({
  status: posted.response.status, errors: posted.data?.errors, same: posted.data?.number === asked.data?.number, problem: posted.error,
}));
