using System.Collections.Immutable;
using System.Text.Json;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Scim;

/// <summary>Sets and removes attributes of a user by their paths. Pure.</summary>
internal static class ScimAttributes
{
    /// <summary>
    /// Sets an attribute to the value; null and an empty text clear it. Of e-mail addresses the one of the same kind is replaced, so that
    /// an address is never there twice, and one that is not there yet is added.
    /// </summary>
    public static ProvisionedState Set(ProvisionedState state, ScimPath path, JsonElement value, string name, bool keepsOthers)
    {
        var attributes = state.Attributes;
        return path.Target switch
        {
            ScimTarget.UserName => state with { Attributes = attributes with { UserName = ScimValue.Text(value, name) } },
            ScimTarget.ExternalId => state with { Attributes = attributes with { ExternalId = ScimValue.Text(value, name) } },
            ScimTarget.DisplayName => state with { Attributes = attributes with { DisplayName = ScimValue.Text(value, name) } },
            ScimTarget.Rid => state with { Attributes = attributes with { Rid = ScimValue.Text(value, name) } },
            ScimTarget.ProfessionalUuid => state with
            {
                Attributes = attributes with { ProfessionalUuid = ScimValue.Text(value, name) },
            },
            ScimTarget.Active => state with { Active = ScimValue.Boolean(value, name) },
            ScimTarget.Name => state with
            {
                Attributes = attributes with { Name = NameOf(attributes.Name, path, value, name, keepsOthers) },
            },
            ScimTarget.Emails => state with
            {
                Attributes = attributes with { Emails = EmailsOf(attributes.Emails ?? [], path, value, name, keepsOthers) },
            },
            ScimTarget.Extension => SetObject(state, value, ScimSchemas.Extension + ":", name, keepsOthers),
            ScimTarget.Ignored => state,
            ScimTarget.Id or ScimTarget.ReadOnly => throw ScimException.BadRequest(
                ScimErrorType.Mutability, nameof(ScimTexts.ReadOnly), name),
            ScimTarget.Unknown => throw ScimException.BadRequest(ScimErrorType.InvalidPath, nameof(ScimTexts.PathUnknown), name),
        };
    }

    /// <summary>Clears an attribute.</summary>
    public static ProvisionedState Remove(ProvisionedState state, ScimPath path, string name)
    {
        var attributes = state.Attributes;
        switch (path.Target)
        {
            case ScimTarget.UserName or ScimTarget.Active:
                throw ScimException.BadRequest(ScimErrorType.Mutability, nameof(ScimTexts.Required), name);
            case ScimTarget.Emails:
                var emails = attributes.Emails ?? [];
                return state with
                {
                    Attributes = attributes with
                    {
                        Emails = path.Conditions.IsEmpty ? [] : [.. emails.Where(e => !ScimEmails.Matches(e, path.Conditions))],
                    },
                };
            case ScimTarget.Extension:
                return state with { Attributes = attributes with { Rid = "", ProfessionalUuid = "" } };
            default:
                return Set(state, path, ScimJson.Null, name, keepsOthers: false);
        }
    }

    /// <summary>Sets the attributes that the properties of an object name, each by its path.</summary>
    /// <param name="state">The user.</param>
    /// <param name="value">The object.</param>
    /// <param name="prefix">What the names of its properties are preceded by.</param>
    /// <param name="name">The path of the object, for a refusal.</param>
    /// <param name="keepsOthers">Whether sub-attributes that the object does not name are kept.</param>
    public static ProvisionedState SetObject(
        ProvisionedState state, JsonElement value, string prefix, string name, bool keepsOthers)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return prefix.Length > 0 ? state with { Attributes = state.Attributes with { Rid = "", ProfessionalUuid = "" } } : state;
        if (value.ValueKind != JsonValueKind.Object)
            throw ScimValue.Invalid(name);
        foreach (var property in value.EnumerateObject())
        {
            var path = ScimPath.Parse(prefix + property.Name, ScimErrorType.InvalidPath);
            state = Set(state, path, property.Value, property.Name, keepsOthers);
        }

        return state;
    }

    private static ProvisionedName? NameOf(
        ProvisionedName? current, ScimPath path, JsonElement value, string name, bool keepsOthers)
    {
        if (path.Sub is { } sub)
            return Part(current ?? new(), sub, value, name);
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            throw ScimValue.Invalid(name);
        return value.EnumerateObject().Aggregate(
            keepsOthers ? current ?? new() : new(),
            (made, property) => Part(made, property.Name.ToLowerInvariant(), property.Value, $"{name}.{property.Name}"));
    }

    // Other parts, such as a middle name, are not kept.
    private static ProvisionedName Part(ProvisionedName current, string part, JsonElement value, string name) => part switch
    {
        "formatted" => current with { Formatted = ScimValue.Text(value, name) },
        "familyname" => current with { FamilyName = ScimValue.Text(value, name) },
        "givenname" => current with { GivenName = ScimValue.Text(value, name) },
        _ => current,
    };

    private static ImmutableArray<ProvisionedEmail> EmailsOf(
        ImmutableArray<ProvisionedEmail> current, ScimPath path, JsonElement value, string name, bool keepsOthers)
    {
        if (!path.Conditions.IsEmpty || path.Sub is not null)
            return ScimEmails.Change(current, path, value, name);
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null))
            return ScimEmails.Change(current, path with { Sub = ScimPath.Value }, value, name);
        var sent = ScimEmails.Read(value, name);
        return keepsOthers ? sent.Aggregate(current, ScimEmails.Add) : sent;
    }
}
