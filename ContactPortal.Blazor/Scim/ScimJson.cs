using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Scim;

/// <summary>Reads users from requests, and writes them to answers. Pure.</summary>
internal static class ScimJson
{
    /// <summary>JSON's null.</summary>
    public static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    private const string UserName = "userName";
    private static readonly string[] OfName = ["name", "displayName"];

    /// <summary>The new user of a POST.</summary>
    public static ProvisionedState ReadNew(JsonElement body) => Replace(new(new(), Active: true), body);

    /// <summary>
    /// The user of a PUT. What it does not state is kept, since a directory that does not map an attribute must not clear it; the name is
    /// replaced as a whole.
    /// </summary>
    public static ProvisionedState Replace(ProvisionedState state, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw ScimException.BadRequest(ScimErrorType.InvalidSyntax, nameof(ScimTexts.SyntaxInvalid));
        if (ScimValue.Property(body, UserName) is not { ValueKind: not JsonValueKind.Null })
            throw ScimException.BadRequest(ScimErrorType.InvalidValue, nameof(ScimTexts.Required), UserName);
        if (OfName.Any(name => ScimValue.Property(body, name) is not null))
            state = state with { Attributes = state.Attributes with { DisplayName = null, Name = null } };
        foreach (var property in body.EnumerateObject())
        {
            var path = ScimPath.Parse(property.Name, ScimErrorType.InvalidSyntax);
            if (path.Target is ScimTarget.Active && property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (path.Target is not (ScimTarget.Id or ScimTarget.ReadOnly or ScimTarget.Ignored or ScimTarget.Unknown))
                state = ScimAttributes.Set(state, path, property.Value, property.Name, keepsOthers: false);
        }

        return state;
    }

    /// <summary>The user as the directory reads it.</summary>
    /// <param name="user">The user.</param>
    /// <param name="location">Its address.</param>
    public static JsonObject Write(ProvisionedView user, string location)
    {
        var attributes = user.State.Attributes;
        var extension = new JsonObject();
        Add(extension, "rid", attributes.Rid);
        Add(extension, "professionalUuid", attributes.ProfessionalUuid);
        var written = new JsonObject
        {
            ["schemas"] = extension.Count > 0
                ? new JsonArray(ScimSchemas.User, ScimSchemas.Extension)
                : new JsonArray(ScimSchemas.User),
            ["id"] = user.Id.ToString(),
        };
        Add(written, "externalId", attributes.ExternalId);
        Add(written, UserName, attributes.UserName);
        if (attributes.Name is { } name)
        {
            var parts = new JsonObject();
            Add(parts, "formatted", name.Formatted);
            Add(parts, "familyName", name.FamilyName);
            Add(parts, "givenName", name.GivenName);
            if (parts.Count > 0)
                written["name"] = parts;
        }

        Add(written, "displayName", attributes.DisplayName);
        if (attributes.Emails is { IsEmpty: false } emails)
            written["emails"] = new JsonArray([.. emails.Select(Write)]);
        written["active"] = user.State.Active;
        if (extension.Count > 0)
            written[ScimSchemas.Extension] = extension;
        written["meta"] = new JsonObject
        {
            ["resourceType"] = "User", ["created"] = Time(user.CreatedAt), ["lastModified"] = Time(user.ModifiedAt),
            ["location"] = location,
        };
        return written;
    }

    /// <summary>A list response.</summary>
    public static JsonObject List(IEnumerable<JsonNode> resources, int total, int startIndex)
    {
        var items = new JsonArray([.. resources]);
        return new()
        {
            ["schemas"] = new JsonArray(ScimSchemas.ListResponse), ["totalResults"] = total, ["startIndex"] = startIndex,
            ["itemsPerPage"] = items.Count, ["Resources"] = items,
        };
    }

    private static JsonObject Write(ProvisionedEmail email)
    {
        var written = new JsonObject();
        Add(written, "value", email.Value);
        Add(written, "type", email.Type);
        if (email.Primary is { } primary)
            written["primary"] = primary;
        return written;
    }

    private static void Add(JsonObject target, string name, string? value)
    {
        if (value is { Length: > 0 })
            target[name] = value;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
