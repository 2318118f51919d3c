using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Blazor.Api;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PostedDelivery))]
[JsonSerializable(typeof(ReportedDelivery))]
[JsonSerializable(typeof(DeliveryAnswer))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
