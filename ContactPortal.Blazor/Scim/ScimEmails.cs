using System.Collections.Immutable;
using System.Text.Json;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Scim;

/// <summary>Reads and changes a user's e-mail addresses. Pure.</summary>
internal static class ScimEmails
{
    private const string Type = "type";
    private const string Primary = "primary";
    private const string Work = "work";

    /// <summary>The addresses of an array, or the one of an object; none for null.</summary>
    public static ImmutableArray<ProvisionedEmail> Read(JsonElement value, string name)
    {
        IEnumerable<JsonElement> items = value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => [value],
            JsonValueKind.Null => [],
            _ => throw ScimValue.Invalid(name),
        };
        var emails = items.Select(item => ReadOne(item, name)).Where(e => e.Value is { Length: > 0 }).ToImmutableArray();
        return emails.Length <= ProvisionedAttributes.MostEmails ? emails : throw ScimValue.Invalid(name);
    }

    /// <summary>Adds an address; one of the same kind is replaced.</summary>
    public static ImmutableArray<ProvisionedEmail> Add(ImmutableArray<ProvisionedEmail> emails, ProvisionedEmail email)
    {
        var same = emails.FirstOrDefault(e => string.Equals(e.Type, email.Type, StringComparison.OrdinalIgnoreCase));
        return same is null ? emails.Add(email) : emails.Replace(same, email with { Primary = email.Primary ?? same.Primary });
    }

    /// <summary>Sets the addresses, or a part of them, that the path names; one that is not there yet is added.</summary>
    public static ImmutableArray<ProvisionedEmail> Change(
        ImmutableArray<ProvisionedEmail> emails, ScimPath path, JsonElement value, string name)
    {
        var matching = emails.Where(e => Matches(e, path.Conditions)).ToList();
        if (matching.Count == 0)
        {
            var added = With(new(null, KindIn(path.Conditions)), path.Sub, value, name);
            return added.Value is { Length: > 0 } ? emails.Add(added) : emails;
        }

        foreach (var email in matching)
        {
            var changed = With(email, path.Sub, value, name);
            emails = changed.Value is { Length: > 0 } ? emails.Replace(email, changed) : emails.Remove(email);
        }

        return emails;
    }

    /// <summary>Whether all conditions hold for the address.</summary>
    public static bool Matches(ProvisionedEmail email, ImmutableArray<ScimCondition> conditions) => conditions.All(condition =>
        string.Equals(ValueOf(email, condition.Path), condition.Value, StringComparison.OrdinalIgnoreCase));

    private static ProvisionedEmail With(ProvisionedEmail email, string? sub, JsonElement value, string name) => sub switch
    {
        null when value.ValueKind == JsonValueKind.Object => Merged(email, ReadOne(value, name)),
        null or ScimPath.Value => email with { Value = ScimValue.Text(value, name) },
        Type => email with { Type = ScimValue.Text(value, name) },
        Primary => email with { Primary = ScimValue.Boolean(value, name) },
        _ => email,
    };

    private static ProvisionedEmail Merged(ProvisionedEmail email, ProvisionedEmail sent) =>
        new(sent.Value ?? email.Value, sent.Type ?? email.Type, sent.Primary ?? email.Primary);

    private static ProvisionedEmail ReadOne(JsonElement item, string name)
    {
        if (item.ValueKind == JsonValueKind.String)
            return ProvisionedEmail.AtWork(ScimValue.Text(item, name));
        if (item.ValueKind != JsonValueKind.Object)
            throw ScimValue.Invalid(name);
        return new(
            ScimValue.Property(item, ScimPath.Value) is { } value ? ScimValue.Text(value, $"{name}.{ScimPath.Value}") : null,
            ScimValue.Property(item, Type) is { ValueKind: not JsonValueKind.Null } type ? ScimValue.Text(type, $"{name}.{Type}") : null,
            ScimValue.Property(item, Primary) is { ValueKind: not JsonValueKind.Null } primary
                ? ScimValue.Boolean(primary, $"{name}.{Primary}")
                : null);
    }

    private static string? ValueOf(ProvisionedEmail email, string path) => path.ToLowerInvariant() switch
    {
        Type => email.Type,
        ScimPath.Value => email.Value,
        Primary => email.Primary?.ToString(),
        _ => throw ScimException.BadRequest(ScimErrorType.InvalidFilter, nameof(ScimTexts.FilterInvalid), path),
    };

    // The kind that the path asks for; an address without one is that at work.
    private static string KindIn(ImmutableArray<ScimCondition> conditions) =>
        conditions.FirstOrDefault(c => c.Path.Equals(Type, StringComparison.OrdinalIgnoreCase))?.Value ?? Work;
}
