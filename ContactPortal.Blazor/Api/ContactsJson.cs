using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactPortal.Blazor.Api;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ContactsAnswer))]
[JsonSerializable(typeof(CoverageAnswer))]
internal sealed partial class ContactsJson : JsonSerializerContext;
